"""Changes, rates, shares and completion stated in prose, recomputed as intervals.

Sources: 财预〔2016〕143号 (changes and their reasons are explained); the implied prior year = this year −
change; rate = change ÷ prior year; share = part ÷ base; completion = actual ÷ budget.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mingzhang.checks.cells.alike import alike
from mingzhang.checks.cells.claims_amounts import unresolved
from mingzhang.checks.cells.claims_cells import MONEY, Stated, stated
from mingzhang.checks.cells.evaluation_wording import around, digits_of, exact, said
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.batch import Batch, Ints, Mask
from mingzhang.kit.amounts import Interval
from mingzhang.kit.language import Text
from mingzhang.kit.severity import Severity
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_NEAR = 1e-3
_HUNDRED = 1e8
"""100 % in millionths of a percent."""

_DIRECTIONS = {
    "increase": Text("增加", "an increase"),
    "decrease": Text("减少", "a decrease"),
    "same": Text("持平", "no change"),
}


def _partner(found: Stated, chosen: Mask, partners: Mask) -> Ints:
    """For each chosen claim the first partner of the same document, group and cell; −1 where none is."""
    table = found.table
    about = table.words("about")[0]
    groups, grouped = table.number("group")
    result = np.full(len(about), -1, dtype=np.int64)
    offered = np.flatnonzero(partners & grouped & (about >= 0))
    asking = np.flatnonzero(chosen & grouped & (about >= 0))
    if not len(offered) or not len(asking):
        return result
    both = np.concatenate([offered, asking])
    _, which = alike([table.document[both], groups[both], about[both]])
    first = np.full(int(which.max()) + 1, -1, dtype=np.int64)
    first[which[: len(offered)][::-1]] = offered[::-1]
    result[asking] = first[which[len(offered) :]]
    return result


def _this_year(found: Stated, row: int, amounts: Ints) -> list[Interval]:
    """This year's amount: as the same sentence states it, and as the statement prints it."""
    stated_at, cell = int(amounts[row]), int(found.about[row])
    ways = [found.interval(stated_at)] if stated_at >= 0 else []
    if cell >= 0 and found.cells.kind[cell] == MONEY:
        ways.append(found.cells.interval(cell))
    return ways


def _printed_this_year(found: Stated, row: int, amounts: Ints) -> Fraction:
    stated_at, cell = int(amounts[row]), int(found.about[row])
    return exact(found.value[stated_at]) if stated_at >= 0 else exact(found.cells.value[cell])


@cell_check("claim_rate")
def rate(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Rate of change = change ÷ (this year − change), with this year's amount stated or printed."""
    found, outcome = stated(batch), Outcome(batch.size)
    asked = found.measured("rate") & found.starts_with("base", "figures/prior/") & ~found.of_form
    changes = _partner(found, asked, found.measured("change") & found.money)
    amounts = _partner(found, asked, found.measured("amount") & found.money)
    has_amount = (amounts >= 0) | ((found.about >= 0) & _is_money(found))
    ready = asked & (changes >= 0) & has_amount & (found.sign != 0)
    outcome.miss_each(
        found.table.document[asked & ~ready],
        "句中没有增减额、方向或本年数",
        "the sentence lacks the change, its direction or this year's amount",
    )
    sure = ready & _surely_right(found, changes, amounts)
    outcome.hold_each(found.table.document[sure])
    for row in np.flatnonzero(ready & ~sure).tolist():
        _judge_rate(found, row, int(changes[row]), amounts, outcome)
    return outcome


def _is_money(found: Stated) -> Mask:
    if not len(found.cells.kind):
        return np.zeros(len(found.about), dtype=np.bool_)
    return np.asarray(found.cells.kind[np.maximum(found.about, 0)] == MONEY, dtype=np.bool_)


def _surely_right(found: Stated, changes: Ints, amounts: Ints) -> Mask:
    """Rates that round from the printed amounts themselves, far from the edge of a float's doubt."""
    at = np.maximum(found.about, 0)
    printed = found.cells.value[at] if len(found.cells.value) else np.zeros(len(at), dtype=np.int64)
    this_year = np.where(amounts >= 0, found.value[np.maximum(amounts, 0)], printed)
    change = found.value[np.maximum(changes, 0)]
    prior = this_year - found.sign * change
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.abs(found.value - change / np.where(prior > 0, prior, 1) * _HUNDRED)
    return np.asarray((prior > 0) & (gap < found.half - _NEAR), dtype=np.bool_)


def _judge_rate(found: Stated, row: int, change_row: int, amounts: Ints, outcome: Outcome) -> None:
    document = int(found.table.document[row])
    sign = int(found.sign[change_row]) or int(found.sign[row])
    change = found.interval(change_row)
    for this_year in _this_year(found, row, amounts):
        prior = this_year - change.scaled(sign)
        quotient = change.over(prior)
        if quotient is None or quotient.scaled(100).meets(found.interval(row)):
            outcome.round(document=document)
            return
    amount = _printed_this_year(found, row, amounts)
    delta = exact(found.value[change_row])
    prior_printed = amount - sign * delta
    expected = said(delta / prior_printed * 100, max(2, digits_of(int(found.half[row]))))
    facts = [found.quote(row), found.quote(change_row)]
    facts.append(
        found.quote(int(amounts[row])) if amounts[row] >= 0 else found.cells.quote(int(found.about[row]))
    )
    way = f"{said(delta)} ÷ ({said(amount)} {'−' if sign > 0 else '+'} {said(delta)})"
    outcome.breach(
        Breach(
            severity=_cut_off(found, row, delta / prior_printed * 100),
            values={
                **found.words(row),
                "expected": expected,
                "change": said(delta),
                "amount": said(amount),
                "prior": said(prior_printed),
            },
            facts=facts,
            printed=facts[0].value,
            expected=expected,
            difference=said(exact(found.value[row]) - Fraction(expected)),
            arithmetic=f"{way} = {expected}% ≠ {facts[0].value}%",
            document=document,
        )
    )


def _cut_off(found: Stated, row: int, exact_rate: Fraction) -> Severity | None:
    """`info` where the stated rate is the exact one cut off instead of rounded: a slip of no weight."""
    step = exact(int(found.half[row]) * 2)
    excess = abs(exact_rate) - abs(exact(found.value[row]))
    return "info" if 0 <= excess < step else None


@cell_check("claim_direction")
def direction(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Change and rate of one sentence point the same way; 持平 with a difference, a negative growth."""
    found, outcome = stated(batch), Outcome(batch.size)
    asked = found.measured("change", "rate") & found.table.filled("direction")
    same = found.table.is_word("direction", "same")
    partners = _partner(
        found,
        asked & found.measured("rate"),
        found.measured("change") & found.money & found.table.filled("direction"),
    )
    paired = partners >= 0
    sign = found.sign
    against = paired & (sign * sign[np.maximum(partners, 0)] < 0)
    broken = asked & (against | (same & (found.value != 0)) | (~same & (found.value < 0)))
    outcome.hold_each(found.table.document[asked & ~broken])
    for row in np.flatnonzero(broken).tolist():
        facts = [found.quote(row)]
        if partners[row] >= 0:
            facts.append(found.quote(int(partners[row])))
        outcome.breach(
            Breach(
                values={
                    **found.words(row),
                    "direction": _DIRECTIONS[found.table.text("direction", row) or "same"],
                    "other": facts[-1].value or "",
                },
                facts=facts,
                printed=facts[0].value,
                document=int(found.table.document[row]),
            )
        )
    return outcome


@cell_check("claim_change")
def change(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A change against a base that the document prints (a budget) = amount − base, with its direction."""
    found, outcome = stated(batch), Outcome(batch.size)
    asked = found.measured("change") & found.money & ~found.starts_with("base", "figures/prior/")
    unresolved(found, asked, outcome)
    ready = asked & (found.about >= 0) & (found.base >= 0) & (found.sign != 0)
    at, under = np.maximum(found.about, 0), np.maximum(found.base, 0)
    cells = found.cells
    if not len(cells.value):
        return outcome
    ready &= (cells.kind[at] == MONEY) & (cells.kind[under] == MONEY)
    difference = cells.value[at] - cells.value[under]
    gap = np.abs(found.value * found.sign - difference)
    slack = found.half + cells.half[at] + cells.half[under]
    outcome.hold_each(found.table.document[ready & (gap == 0)])
    outcome.round_each(found.table.document[ready & (gap > 0) & (gap <= slack)])
    for row in np.flatnonzero(ready & (gap > slack)).tolist():
        facts = [found.quote(row), cells.quote(int(at[row])), cells.quote(int(under[row]))]
        expected = said(found.in_own_unit(row, abs(exact(difference[row]))))
        way = f"{facts[1].value} − {facts[2].value} = {said(exact(difference[row]))}"
        outcome.breach(
            Breach(
                values={**found.words(row), "expected": expected, "way": way},
                facts=facts,
                printed=facts[0].value,
                expected=expected,
                arithmetic=way,
                document=int(found.table.document[row]),
            )
        )
    return outcome


@cell_check("claim_quotient")
def quotient(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A share or completion rate (`measure`) = the cell it is said of ÷ the cell it is taken over."""
    found, outcome = stated(batch), Outcome(batch.size)
    asked = found.measured(str(rule.parameters["measure"])) & ~found.of_form
    based = asked & (found.table.words("base")[0] >= 0)
    unresolved(found, based, outcome)
    ready = based & (found.about >= 0) & (found.base >= 0)
    outcome.miss_each(
        found.table.document[based & (found.about >= 0) & (found.base < 0)],
        "文中没有作为基数的数",
        "the base is not printed",
    )
    at, under = np.maximum(found.about, 0), np.maximum(found.base, 0)
    cells = found.cells
    if not len(cells.value):
        return outcome
    ready &= cells.kind[at] == cells.kind[under]
    # A base of zero has a rule of its own.
    ready &= cells.value[under] != 0
    with np.errstate(divide="ignore", invalid="ignore"):
        base = np.where(cells.value[under] != 0, cells.value[under], 1)
        gap = np.abs(found.value - cells.value[at] / base * _HUNDRED)
    sure = ready & (gap < found.half - _NEAR)
    outcome.hold_each(found.table.document[sure])
    for row in np.flatnonzero(ready & ~sure).tolist():
        part, whole = cells.interval(int(at[row])), cells.interval(int(under[row]))
        ratio = part.over(whole)
        if ratio is None or ratio.scaled(100).meets(around(found.value[row], int(found.half[row]))):
            outcome.round(document=int(found.table.document[row]))
            continue
        outcome.breach(_quotient_breach(found, row, int(at[row]), int(under[row])))
    return outcome


def _quotient_breach(found: Stated, row: int, at: int, under: int) -> Breach:
    facts = [found.quote(row), found.cells.quote(at), found.cells.quote(under)]
    ratio = exact(found.cells.value[at]) / exact(found.cells.value[under]) * 100
    expected = said(ratio, max(2, digits_of(int(found.half[row]))))
    return Breach(
        severity=_cut_off(found, row, ratio),
        values={
            **found.words(row),
            "expected": expected,
            "part": facts[1].value or "",
            "base": facts[2].value or "",
        },
        facts=facts,
        printed=facts[0].value,
        expected=expected,
        difference=said(exact(found.value[row]) - Fraction(expected)),
        arithmetic=f"{facts[1].value} ÷ {facts[2].value} = {expected}% ≠ {facts[0].value}%",
        document=int(found.table.document[row]),
    )


@cell_check("claim_base_zero")
def base_zero(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """No growth over a prior year of zero, no completion of a budget of zero."""
    found, outcome = stated(batch), Outcome(batch.size)
    cells = found.cells
    at = np.maximum(found.base, 0)
    printed = (found.base >= 0) & (cells.value[at] == 0) if len(cells.value) else found.base >= 0
    based = found.measured("completion", "rate") & (found.base >= 0) & ~found.of_form
    growth = found.measured("rate") & found.starts_with("base", "figures/prior/") & ~found.of_form
    changes = _partner(found, growth, found.measured("change") & found.money)
    amounts = _partner(found, growth, found.measured("amount") & found.money)
    whole = growth & (changes >= 0) & (amounts >= 0) & found.table.is_word("direction", "increase")
    implied = whole & (found.value[np.maximum(changes, 0)] == found.value[np.maximum(amounts, 0)])
    implied &= found.value[np.maximum(changes, 0)] > 0
    asked = based | whole
    broken = (based & printed) | implied
    outcome.hold_each(found.table.document[asked & ~broken])
    for row in np.flatnonzero(broken).tolist():
        facts = [found.quote(row)]
        facts.append(
            cells.quote(int(found.base[row])) if found.base[row] >= 0 else found.quote(int(changes[row]))
        )
        outcome.breach(
            Breach(
                # “0 %” of nothing misleads nobody; it is still no rate.
                severity="warning" if found.value[row] == 0 else None,
                values=found.words(row),
                facts=facts,
                printed=facts[0].value,
                document=int(found.table.document[row]),
            )
        )
    return outcome
