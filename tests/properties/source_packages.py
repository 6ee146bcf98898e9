"""Random valid source packages: several units, all sources and natures, corrections, carry-overs.

`Records` holds the rows as Python values, so that a test can compute every cell on its own.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.properties.package_details import add_details

FISCAL = ("general_public_budget", "government_managed_funds", "state_capital_operations")
OTHERS = ("superior_subsidy", "operating", "subordinate_remittance", "other")
SUBJECTS = {
    "general_public_budget": ("2010301", "2080505", "2101101", "2210201", "2240106", "2240199"),
    "government_managed_funds": ("2120803", "2121902", "2290804"),
    "state_capital_operations": ("2230105", "2239999"),
    "": ("2010302", "2240150", "2240401"),
}
ECONOMIC = (
    "30101", "30113", "30201", "30212", "30217", "30231", "30302", "30703", "31002", "31013", "31204",
    "31399", "39999",
)  # fmt: skip
PROJECT_ONLY = ("30913", "31199")
LEVELS = ("", "central", "provincial", "city", "county")
Row = dict[str, str]


@dataclass
class Records:
    """Rows by table, amounts as strings in 元."""

    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    variant: str = "shanxi"

    def write(self, directory: Path) -> Path:
        """The package in `directory` as CSV."""
        directory.mkdir(parents=True, exist_ok=True)
        for table, rows in self.tables.items():
            headings = list(dict.fromkeys(key for row in rows for key in row))
            with (directory / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, headings, restval="")
                writer.writeheader()
                writer.writerows(rows)
        descriptor = {
            "name": "package",
            "resources": [{"name": table, "path": f"{table}.csv"} for table in self.tables],
            "mingzhang": {"fiscal_year": 2024, "standard": "cn/2024", "variant": self.variant},
        }
        (directory / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
        return directory


def yuan(fen: int) -> str:
    """分 as 元 with two decimals."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def fen(amount: str) -> int:
    """元 as 分."""
    sign = -1 if amount.startswith("-") else 1
    whole, _, rest = amount.lstrip("-").partition(".")
    return sign * (int(whole) * 100 + int(rest.ljust(2, "0") or 0))


def random_package(seed: int, rows: int = 40, orderly: bool = False) -> Records:
    """A valid package; the same seed gives the same rows.

    `orderly`: no subject ends negative and everything spent was budgeted, so that the inequalities
    of the standard hold as well; otherwise amounts are wild but balanced.
    """
    random = Random(seed)
    records = Records(variant=random.choice(("shanxi", "shanghai")))
    units = random.randint(1, 4)
    kinds = ("administrative", "civil_servant_managed", "institution")
    for number in range(units):
        kind = "adjustment" if units > 2 and number == units - 1 else random.choice(kinds)
        _unit(records, random, f"02000{number + 1}", kind)
    names = [row["code"] for row in records.tables["units"]]
    kinds_of = {row["code"]: row["kind"] for row in records.tables["units"]}
    for unit in names:
        adjusts = kinds_of[unit] == "adjustment"
        _money(records, random, unit, rows // units + 1, names[0] if adjusts else unit)
    if orderly:
        _make_orderly(records)
    _balances(records, names, random, orderly)
    add_details(records.tables, random, names, orderly)
    return records


def _unit(records: Records, random: Random, code: str, kind: str) -> None:
    tables = records.tables
    tables["units"].append(
        {
            "code": code,
            "name": f"某县单位{code}",
            "department_code": "020",
            "department_name": "某县局",
            "kind": kind,
        }
    )
    tables["sections"].append({"unit": code, "name": "办公室"})
    tables["duties"].append({"unit": code, "order": "1", "text": "测试职责"})
    tables["staff"].append({"unit": code, "category": "retired", "count": str(random.randint(0, 40))})
    if kind == "adjustment":
        return
    for number, category in enumerate(
        ("", "other_operating", "personnel", "public_funds", "specific_target")
    ):
        project = {
            "code": f"{code}-P{number}",
            "name": f"{'甲乙丙丁戊'[number]}类业务{code}",
            "unit": code,
            "section": "办公室",
        }
        tables["projects"].append(project | {"category": category})


def _amount(random: Random) -> str:
    size = random.choice((10, 1000, 500_000, 10**8, 10**10))
    return yuan(random.randint(-size // 20, size))


def _money(records: Records, random: Random, unit: str, rows: int, owner: str) -> None:
    for _ in range(rows // 3 + 1):
        source = random.choice((*FISCAL, "business", *OTHERS))
        row = {"date": _date(random), "unit": unit, "functional": _subject(random, source)}
        records.tables["income"].append(row | {"source": source, "amount": _amount(random)})
    for number in range(rows):
        row = _spending(random, unit, owner)
        extra = {"voucher": f"V{number:06d}", "date": _date(random), "fund_level": random.choice(LEVELS)}
        records.tables["expenditure"].append(row | extra | {"amount": _amount(random)})
    for _ in range(rows // 2):
        extra = {"stage": random.choice(("declared", "prepared")), "amount": _amount(random)}
        extra["fund_level"] = random.choice(LEVELS)
        records.tables["budget"].append(_spending(random, unit, owner) | extra)
        extra = {"date": _date(random), "document": "财预〔2024〕1号", "amount": _amount(random)}
        extra["fund_level"] = random.choice(LEVELS)
        records.tables["adjustments"].append(_spending(random, unit, owner) | extra)


def _spending(random: Random, unit: str, owner: str) -> Row:
    nature = random.choice(("basic", "project", "remitted_to_superior", "business", "subsidy_to_subordinate"))
    plain = nature in ("basic", "project")
    source = random.choice((*FISCAL, *FISCAL, "business", *OTHERS) if plain else ("business", *OTHERS))
    project = ""
    if nature == "project":
        project = f"{owner}-P{random.choice((0, 1, 4))}"
    elif nature == "basic":
        project = random.choice(("", f"{owner}-P2", f"{owner}-P3"))
    economic = random.choice((*ECONOMIC, *PROJECT_ONLY) if nature != "basic" else ECONOMIC)
    row = {"unit": unit, "functional": _subject(random, source), "economic": economic, "nature": nature}
    return row | {"project": project, "source": source}


def _subject(random: Random, source: str) -> str:
    return random.choice(SUBJECTS.get(source, SUBJECTS[""]))


def _date(random: Random) -> str:
    return f"2024-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"


def _make_orderly(records: Records) -> None:
    """Positive amounts, one correction of a third of its record, and a budget for all that is spent."""
    for table in ("income", "expenditure", "budget", "adjustments"):
        for row in records.tables[table]:
            row["amount"] = yuan(abs(fen(row["amount"])))
    first = records.tables["expenditure"][0]
    correction = {
        "voucher": "C1",
        "correction_of": first["voucher"],
        "amount": yuan(-(fen(first["amount"]) // 3)),
    }
    records.tables["expenditure"].append(first | correction)
    for row in records.tables["expenditure"]:
        keys = ("unit", "functional", "economic", "nature", "project", "source", "fund_level", "amount")
        records.tables["budget"].append({key: row[key] for key in keys} | {"stage": "prepared"})


def _balances(records: Records, units: list[str], random: Random, orderly: bool) -> None:
    """Opening balances, and closing ones that follow for every unit, source and subject."""
    rest: dict[tuple[str, str, str], int] = defaultdict(int)
    for unit in units:
        for source in (*FISCAL, "business", *OTHERS):
            code = _subject(random, source)
            for kind in ("opening",) if orderly else ("opening", "opening_adjustment"):
                rest[unit, source, code] += _balance(records, random, unit, source, code, kind)
            if source not in FISCAL:
                rest[unit, source, ""] += _balance(records, random, unit, source, "", "surplus_used")
                if not orderly:
                    rest[unit, source, ""] -= _balance(records, random, unit, source, "", "surplus_allocated")
    for row in records.tables["income"]:
        rest[row["unit"], row["source"], row["functional"]] += fen(row["amount"])
    for row in records.tables["expenditure"]:
        rest[row["unit"], row["source"], row["functional"]] -= fen(row["amount"])
    for (unit, source, code), amount in rest.items():
        if orderly and amount < 0:
            row = {"date": "2024-12-30", "unit": unit, "functional": code, "source": source}
            records.tables["income"].append(row | {"amount": yuan(5 - amount)})
            amount = 5
        row = {"unit": unit, "source": source, "functional": code, "kind": "closing"}
        records.tables["balances"].append(row | {"amount": yuan(amount)})


def _balance(records: Records, random: Random, unit: str, source: str, code: str, kind: str) -> int:
    if random.random() < 0.5:
        return 0
    amount = random.randint(0 if kind == "opening" else -(10**4), 10**8)
    row = {"unit": unit, "source": source, "functional": code, "kind": kind}
    if kind == "opening" and random.random() < 0.5:
        row |= {"project": records.tables["projects"][0]["code"], "document": "财预〔2023〕77号"}
    records.tables["balances"].append(row | {"amount": yuan(amount)})
    return amount
