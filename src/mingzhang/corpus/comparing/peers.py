"""Structure against similar units: shares of the total beside those of the nearest peers, as robust z-scores.

z = 0.6745 × (x − median) ÷ MAD, conspicuous from 3.5 (Iglewicz and Hoaglin, *How to Detect and Handle
Outliers*, 1993): a few odd peers do not move it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

import duckdb

from mingzhang.corpus.comparing.cells import TOTAL, Amount, amounts_of, is_category
from mingzhang.corpus.comparing.units import ComparedUnit
from mingzhang.corpus.comparing.years import Amounts, Thresholds, by_cell
from mingzhang.corpus.report.sheets import Cell, Sheet, number, words
from mingzhang.kit.amounts import round_half_away
from mingzhang.kit.language import Text

MOST = 200
"""Peers of one unit: those nearest in size."""
FEWEST = 8
"""Fewer say nothing of what is usual."""
_FACTOR = Fraction(6745, 10000)
_MEAN_FACTOR = Fraction(12533, 10000)
_DIFFERENT = Fraction(1, 100)
"""Of the total: what a share differs by at least to be conspicuous, however alike the peers are."""


@dataclass(frozen=True, slots=True)
class _Peer:
    document: str
    total: Decimal
    main: str | None
    """The functional category with the most expenditure: what the unit is for."""


def structure(
    connection: duckdb.DuckDBPyConnection,
    units: list[ComparedUnit],
    amounts: Amounts,
    thresholds: Thresholds,
) -> Sheet:
    """The last year's shares of each unit, the most conspicuous first."""
    rows: list[tuple[Cell, ...]] = []
    without: list[str] = []
    for unit in units:
        if not unit.accounts:
            continue
        year = max(unit.accounts)
        own = amounts.get(unit.accounts[year].document, {})
        chosen = _peers(connection, unit, year)
        if len(chosen) < FEWEST:
            without.append(unit.name)
            continue
        others = by_cell(amounts_of(connection, chosen))
        rows += _compared(unit, year, own, list(others.values()), thresholds)
    few, few_en = (
        (f"同类不足 {FEWEST} 个而未比较：{'、'.join(without)}。", f" Too few peers: {', '.join(without)}.")
        if without
        else ("", "")
    )
    return Sheet(
        "structure",
        Text("支出结构与同类单位比较", "Structure against similar units"),
        Text(
            f"同类：同年度、同范围、支出最多的类相同、规模最接近的至多 {MOST} 个。"
            f"稳健 z 值 = 0.6745×（占比－中位数）÷ MAD，"
            f"绝对值 {thresholds.z} 以上标出；标出的是值得一问的，不是错误。{few}",
            f"Similar: same year, scope and main category, the {MOST} nearest in size. "
            f"Robust z = 0.6745 × (share − median) ÷ MAD, marked from {thresholds.z}: worth a question, "
            f"not an error.{few_en}",
        ),
        (
            words("unit", "单位", "unit"),
            words("scope", "范围", "scope"),
            number("fiscal_year", "年度", "year"),
            words("statement", "报表", "statement"),
            words("code", "科目", "code"),
            words("label", "名称", "label"),
            number("amount", "金额（元）", "amount, 元"),
            number("share", "占比%", "share, %"),
            number("median", "同类中位数%", "peers' median, %"),
            number("z", "z 值", "z"),
            number("peers", "同类数", "peers"),
            words("conspicuous", "突出", "conspicuous"),
            words("place", "位置", "place"),
        ),
        sorted(rows, key=lambda row: (row[11] is None, str(row[0]), -abs(_decimal(row[9])), str(row[4]))),
    )


def _peers(connection: duckdb.DuckDBPyConnection, unit: ComparedUnit, year: int) -> list[str]:
    """Documents of the similar units, nearest in size first."""
    scope = "scope IS NULL" if unit.scope is None else f"scope = '{unit.scope}'"
    query = f"""
        SELECT f.document, max(yuan) FILTER (code = '{TOTAL}'),
               arg_max(code, yuan) FILTER (length(code) = 3)
        FROM current_facts f JOIN current d USING (document)
        WHERE d.fiscal_year = {year} AND d.kind = 'final_accounts' AND d.{scope}
              AND f.statement = 'expenditure' AND f."column" = 'total'
        GROUP BY f.document ORDER BY f.document
    """
    found = [_Peer(*row) for row in connection.execute(query).fetchall() if row[1] is not None and row[1] > 0]
    own = next((item for item in found if item.document == unit.accounts[year].document), None)
    if own is None:
        return []
    similar = [item for item in found if item.main == own.main and item.document != own.document]
    similar.sort(key=lambda item: (max(item.total / own.total, own.total / item.total), item.document))
    return [item.document for item in similar[:MOST]]


def _compared(
    unit: ComparedUnit,
    year: int,
    own: dict[tuple[str, str], Amount],
    others: Sequence[dict[tuple[str, str], Amount]],
    thresholds: Thresholds,
) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for cell, amount in own.items():
        if not is_category(cell[1]):
            continue
        share = _share(own, cell)
        peers = [found for item in others if (found := _share(item, cell)) is not None]
        if share is None or len(peers) < FEWEST:
            continue
        middle = median(peers)
        score = robust_z(share, peers)
        high = score is None or abs(score) >= Fraction(thresholds.z)
        marked = high and abs(share - middle) >= _DIFFERENT
        rows.append(
            (
                unit.name,
                unit.scope,
                year,
                cell[0],
                cell[1],
                amount.label,
                amount.yuan.quantize(Decimal("0.01")),
                round_half_away(share * 100, 2),
                round_half_away(middle * 100, 2),
                None if score is None else round_half_away(score, 2),
                len(peers),
                None if not marked else "↑" if share > middle else "↓",
                f"{unit.accounts[year].path} {amount.place}".strip(),
            )
        )
    return rows


def _share(amounts: dict[tuple[str, str], Amount], cell: tuple[str, str]) -> Fraction | None:
    """The cell's share of its statement; 0 where the statement is there and the subject is not."""
    whole = [
        item.yuan for (statement, code), item in amounts.items() if statement == cell[0] and code == TOTAL
    ]
    if not whole:
        parts = [
            item.yuan
            for (statement, code), item in amounts.items()
            if statement == cell[0] and is_category(code)
        ]
        whole = [sum(parts, Decimal(0))]
    if whole[0] <= 0:
        return None
    part = amounts.get(cell)
    return Fraction(0) if part is None else Fraction(part.yuan) / Fraction(whole[0])


def robust_z(value: Fraction, others: Sequence[Fraction]) -> Fraction | None:
    """The robust z-score of a value among others; None where all the others are equal.

    Where more than half of them are (MAD 0), by their mean deviation: (x − median) ÷ (1.2533 × mean).
    """
    middle = median(others)
    deviations = [abs(other - middle) for other in others]
    spread = median(deviations)
    if spread:
        return _FACTOR * (value - middle) / spread
    mean = sum(deviations, Fraction(0)) / len(deviations)
    return None if not mean else (value - middle) / (_MEAN_FACTOR * mean)


def _decimal(cell: Cell) -> Decimal:
    return cell if isinstance(cell, Decimal) else Decimal(0)
