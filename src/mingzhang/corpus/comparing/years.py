"""What changed over the years, and which changes are jumps."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.corpus.comparing.cells import TOTAL, Amount
from mingzhang.corpus.comparing.units import ComparedUnit
from mingzhang.corpus.report.sheets import Cell, Sheet, number, percent, words
from mingzhang.kit.language import Text


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What counts as conspicuous. `jump`: change in % of last year's amount, where the change is at least
    `jump_share` % of the total; `z`: robust z-score; `low_rate`: execution in % that is low."""

    jump: Decimal = Decimal(50)
    jump_share: Decimal = Decimal(1)
    z: Decimal = Decimal("3.5")
    low_rate: Decimal = Decimal(60)


DEFAULT_THRESHOLDS = Thresholds()
Amounts = dict[str, dict[tuple[str, str], Amount]]
"""Document → (statement, code) → amount."""


def by_cell(amounts: list[Amount]) -> Amounts:
    """The amounts by document and cell; the first of two rows with one code stands."""
    found: Amounts = {}
    for amount in amounts:
        found.setdefault(amount.document, {}).setdefault((amount.statement, amount.code), amount)
    return found


def changes(units: list[ComparedUnit], amounts: Amounts, thresholds: Thresholds) -> Sheet:
    """Every subject's amount from year to year."""
    rows: list[tuple[Cell, ...]] = []
    for unit in units:
        years = sorted(unit.accounts)
        for earlier, later in itertools.pairwise(years):
            before = amounts.get(unit.accounts[earlier].document, {})
            after = amounts.get(unit.accounts[later].document, {})
            for cell in dict.fromkeys((*after, *before)):
                rows.append(_change(unit, (earlier, later), cell, before, after, thresholds))
    return Sheet(
        "changes",
        Text("各科目逐年变化（元）", "Subjects over the years, 元"),
        Text(
            f"突变：比上年变化 {thresholds.jump}% 以上，且占当年该表合计 {thresholds.jump_share}% 以上；"
            "上年或当年没有的科目按 0 计。",
            f"A jump is a change of {thresholds.jump} % or more that is {thresholds.jump_share} % or more of "
            "the statement's total; a subject that one year lacks is 0 there.",
        ),
        (
            words("unit", "单位", "unit"),
            words("scope", "范围", "scope"),
            words("statement", "报表", "statement"),
            words("code", "科目", "code"),
            words("label", "名称", "label"),
            number("fiscal_year", "年度", "year"),
            number("prior_year", "上一年度", "year before"),
            number("prior", "上年", "before"),
            number("amount", "当年", "now"),
            number("change", "增减", "change"),
            number("change_percent", "增减%", "change, %"),
            words("jump", "突变", "jump"),
            words("place", "位置", "place"),
        ),
        sorted(rows, key=lambda row: (row[11] is None, str(row[0]), str(row[1]), -abs(_decimal(row[9])))),
    )


def _change(
    unit: ComparedUnit,
    years: tuple[int, int],
    cell: tuple[str, str],
    before: dict[tuple[str, str], Amount],
    after: dict[tuple[str, str], Amount],
    thresholds: Thresholds,
) -> tuple[Cell, ...]:
    was, now = before.get(cell), after.get(cell)
    old, new = (Decimal(0) if item is None else item.yuan for item in (was, now))
    share = percent(new - old, old)
    whole = after.get((cell[0], TOTAL))
    part = percent(abs(new - old), None if whole is None else whole.yuan)
    sudden = (
        (share is None or abs(share) >= thresholds.jump)
        and part is not None
        and part >= thresholds.jump_share
    )
    shown = now or was
    assert shown is not None
    mark = "↑" if new > old else "↓"
    return (
        unit.name,
        unit.scope,
        cell[0],
        cell[1],
        shown.label,
        years[1],
        years[0],
        _cents(old),
        _cents(new),
        _cents(new - old),
        share,
        mark if sudden and new != old else None,
        f"{unit.accounts[years[1] if now else years[0]].path} {shown.place}".strip(),
    )


def _cents(yuan: Decimal) -> Decimal:
    return yuan.quantize(Decimal("0.01"))


def _decimal(cell: Cell) -> Decimal:
    return cell if isinstance(cell, Decimal) else Decimal(0)
