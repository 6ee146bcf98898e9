"""What came in and what went out, unit by unit and source by source (the contract's balances)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import Problem
from mingzhang.compile.sql import listed
from mingzhang.kit.amounts import from_fen
from mingzhang.kit.language import Text

IN = ("opening", "opening_adjustment", "surplus_used")
OUT = ("surplus_allocated", "closing")
"""Kinds of `balances.csv` beside income (in) and expenditure (out)."""


def check_balances(package: SourcePackage) -> None:
    """opening + adjustment + income + surplus used = expenditure + surplus allocated + closing.

    An error per appropriation source, for business alone and for all other non-fiscal money together;
    a warning for one non-fiscal source by itself, and for a subject of statements 07 and 08.
    """
    flows = _flows(package, "source")
    for unit, sources in sorted(flows.items()):
        for group in _groups(package):
            members = [source for source in group if source in sources]
            into = sum(sources[source][0] for source in members)
            out = sum(sources[source][1] for source in members)
            if into != out:
                package.problems.error(_imbalance(package, unit, members, into, out))
            elif len(members) > 1:
                for source in members:
                    if sources[source][0] != sources[source][1]:
                        package.problems.warn(_imbalance(package, unit, [source], *sources[source]))
    _warn_of_subjects(package)


def _groups(package: SourcePackage) -> Iterator[list[str]]:
    appropriations = package.form.appropriations()
    yield from ([source] for source in appropriations)
    yield ["business"]
    yield [code for code in package.form.codes("source") if code not in (*appropriations, "business")]


def _flows(package: SourcePackage, key: str, where: str = "true") -> dict[str, dict[str, tuple[int, int]]]:
    """Unit → key → (分 in, 分 out)."""
    found = package.rows(
        f"SELECT unit, {key}, sum(received), sum(spent) FROM ("
        f"SELECT unit, {key}, CASE WHEN kind IN {listed(IN)} THEN fen ELSE 0 END AS received, "
        f"CASE WHEN kind IN {listed(OUT)} THEN fen ELSE 0 END AS spent FROM groups_balances WHERE {where} "
        f"UNION ALL SELECT unit, {key}, fen, 0 FROM groups_income WHERE {where} "
        f"UNION ALL SELECT unit, {key}, 0, fen FROM groups_expenditure WHERE {where}) GROUP BY ALL"
    )
    flows: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for unit, value, into, out in found:
        flows[unit][value or ""] = (int(into), int(out))
    return flows


def _imbalance(package: SourcePackage, unit: str, sources: list[str], into: int, out: int) -> Problem:
    entry = package.tables["balances"]
    row = package.rows(
        f"SELECT row FROM rows_balances WHERE unit = {listed([unit])[1:-1]} AND source IN {listed(sources)} "
        "ORDER BY kind <> 'closing', row LIMIT 1"
    )
    words = {value.code: value.words[0] for value in package.form.values["source"]}
    zh = "、".join(words[source] for source in sources)
    left, right = (from_fen(amount, "元") for amount in (into, out))
    difference = from_fen(into - out, "元")
    reason = Text(
        f"单位{unit}的{zh}收支不平：年初结转结余＋调整＋收入＋使用结余＝{left}元，"
        f"支出＋结余分配＋年末结转结余＝{right}元，相差{difference}元",
        f"unit {unit}, {', '.join(sources)}: opening + adjustment + income + surplus used = {left} 元, "
        f"expenditure + surplus allocated + closing = {right} 元, difference {difference} 元",
    )
    rows = (int(row[0][0]),) if row else ()
    value = difference
    return Problem(entry.file, rows, entry.heading("amount"), value, reason)


def _warn_of_subjects(package: SourcePackage) -> None:
    """Statements 07 and 08 print the balance of every subject, so it should close there too."""
    entry = package.tables["balances"]
    words = {value.code: value.words[0] for value in package.form.values["source"]}
    for source in package.form.appropriations()[1:]:
        for unit, subjects in sorted(_flows(package, "functional", f"source = '{source}'").items()):
            for code, (into, out) in sorted(subjects.items()):
                if into != out:
                    difference = from_fen(into - out, "元")
                    reason = Text(
                        f"单位{unit}的{words[source]}在这个科目上收支不平，相差{difference}元，公开07、08表会不平",
                        f"unit {unit}, {source}: this subject does not balance by {difference} 元, "
                        "statement 07 or 08 will not either",
                    )
                    package.problems.warn(Problem(entry.file, (), entry.heading("functional"), code, reason))
