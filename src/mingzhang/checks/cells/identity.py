"""The check of identities: every family over every document at once; words only for what is broken."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mingzhang.checks.cells.amounts import COUNT, Sum, printed_amount, unit_name
from mingzhang.checks.cells.places import place_name, statement_name
from mingzhang.checks.cells.slips import slip_hint
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.batch import Batch, Mask
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Source
from mingzhang.identities.blanks import blank_cells
from mingzhang.identities.ground import Grounding, ground
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

BLANK = Text("空白（按零计）", "blank (counts as zero)")


@dataclass(slots=True)
class Operand:
    """One cell of a group: printed (a row of the fact table) or blank."""

    fact: FindingFact
    place: Text
    fen: int
    half: int
    coefficient: int
    unit: str | None
    is_total: bool
    row: int | None


@cell_check("identity")
def check_identity(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Every group of the identity named like the rule: held, explained by rounding, broken or not run."""
    grounding = ground(batch, standard.identities[rule.rule], standard)
    outcome = Outcome(batch.size)
    outcome.hold_each(grounding.document[grounding.held])
    outcome.round_each(grounding.document[grounding.rounding])
    for statement, documents in grounding.missing:
        name = statement_name(standard, statement)
        outcome.miss_each(documents, f"没有{name.zh}", f"the document has no “{name.en}”")
    for group in _as_printed(grounding, grounding.unknown):
        _not_read(batch, grounding, group, outcome, standard)
    for group in _as_printed(grounding, grounding.broken):
        outcome.breach(breach_of(batch, grounding, group, standard))
    return outcome


def _as_printed(grounding: Grounding, chosen: Mask) -> list[int]:
    """The chosen groups in the order of their first cells, whatever else is in the batch."""
    groups = np.flatnonzero(chosen).tolist()
    first = {group: int(grounding.rows[grounding.entries(group)].min()) for group in groups}
    return sorted(groups, key=lambda group: first[group])


def _not_read(batch: Batch, grounding: Grounding, group: int, outcome: Outcome, standard: Standard) -> None:
    rows = grounding.rows[grounding.entries(group)]
    row = int(rows[~grounding.cells.known[rows]][0])
    place = place_name(standard, grounding.cells.address(row), batch.facts.text("label", row))
    outcome.miss(
        f"{place.zh}的数字无法辨认",
        f"the figure at {place.en} could not be read",
        batch.facts.source(row),
        int(grounding.document[group]),
    )


def operands_of(batch: Batch, grounding: Grounding, group: int, standard: Standard) -> list[Operand]:
    """The cells of a group, totals first, blank ones among them."""
    cells = grounding.cells
    found: list[Operand] = []
    for entry in grounding.entries(group):
        row = int(grounding.rows[entry])
        fact = batch.quoted_fact(row)
        found.append(
            Operand(
                fact=fact,
                place=place_name(standard, cells.address(row), fact.label),
                fen=int(cells.fen[row]),
                half=int(cells.half[row]),
                coefficient=int(grounding.coefficient[entry]),
                unit=batch.facts.text("unit", row),
                is_total=bool(grounding.is_total[entry]),
                row=row,
            )
        )
    for blank in blank_cells(grounding, group):
        near = None if blank.row is None else batch.quoted_fact(blank.row)
        label = None if near is None else near.label
        fact = FindingFact(
            statement=blank.address.statement,
            side=blank.address.side,
            code=blank.address.code,
            label=label,
            column=blank.address.column,
            source=Source() if near is None else near.source,
        )
        place = place_name(standard, blank.address, label)
        found.append(Operand(fact, place, 0, 0, blank.coefficient, None, blank.is_total, None))
    return sorted(found, key=lambda operand: not operand.is_total)


def breach_of(batch: Batch, grounding: Grounding, group: int, standard: Standard) -> Breach:
    """A broken group with its cells, its arithmetic and what may have slipped."""
    operands = operands_of(batch, grounding, group, standard)
    totals = [operand for operand in operands if operand.is_total]
    parts = [operand for operand in operands if not operand.is_total]
    units = [operand.unit for operand in (*totals, *parts) if operand.unit]
    unit = units[0]
    shown = Sum(unit, [operand.fact.value for operand in operands if operand.unit == unit])
    total = sum(operand.coefficient * operand.fen for operand in totals)
    expected = sum(-operand.coefficient * operand.fen for operand in parts)
    printed = [operand for operand in totals if operand.row is not None]
    value = printed[0].fact.value if len(printed) == 1 else shown.said(total) if printed else None
    against = "0" if value is None else value
    relation = "<" if grounding.identity.relation == ">=" else "≠"
    arithmetic = _arithmetic(parts, unit, shown.said(expected), f"{against} {relation}")
    name = unit_name(unit)
    values: dict[str, str | Text] = {
        "where": totals[0].place if totals else Text("", ""),
        "other": _other(parts, standard),
        "printed": BLANK if value is None else printed_amount(value, name),
        "expected": shown.said(expected),
        "difference": shown.said(total - expected, signed=True),
        "unit": name,
        "arithmetic": arithmetic,
        "hint": slip_hint(operands, int(grounding.slack[group]), grounding.identity.relation, unit),
    }
    return Breach(
        values=values,
        facts=[operand.fact for operand in operands],
        printed=value,
        expected=shown.said(expected),
        difference=shown.said(total - expected),
        arithmetic=arithmetic,
        source=_source(operands),
        document=int(grounding.document[group]),
    )


def _source(operands: list[Operand]) -> Source | None:
    """The first cell (totals first) whose place is known."""
    for operand in operands:
        if operand.fact.source.line is not None or operand.fact.source.page is not None:
            return operand.fact.source
    return None


def _other(parts: list[Operand], standard: Standard) -> Text:
    """What stands on the parts' side: the one cell, or how many of which statements."""
    if len(parts) == 1:
        return parts[0].place
    printed = [operand for operand in parts if operand.row is not None]
    if len(printed) == 1:
        return printed[0].place
    names = list(dict.fromkeys(str(operand.fact.statement) for operand in printed or parts))
    titles = [statement_name(standard, name) for name in names]
    return Text(
        "、".join(title.zh for title in titles) + f"各项（{len(printed)}个数之和）",
        " and ".join(title.en for title in titles) + f" (sum of {len(printed)} figures)",
    )


_SHOWN_PARTS = 12


def _arithmetic(parts: list[Operand], unit: str, result: str, against: str) -> str:
    """“125.06 + 80.33 = 205.39”, with the printed values; long sums are shortened in the middle.

    A sum of one is no sum: then the two figures that do not agree.
    """
    written: list[str] = []
    for operand in parts:
        if operand.row is None:
            continue
        value = operand.fact.value or ""
        if operand.unit not in (unit, COUNT):
            value += unit_name(operand.unit or "").zh
        factor = abs(operand.coefficient)
        value = f"{factor} × {value}" if factor != 1 else value
        sign = "-" if operand.coefficient > 0 else "+"
        written.append(f"{sign} {value}" if written or sign == "-" else value)
    if len(written) < 2:
        return f"{against} {written[0] if written else 0}"
    if len(written) > _SHOWN_PARTS:
        written = [*written[: _SHOWN_PARTS - 2], f"+ …（{len(written) - _SHOWN_PARTS + 1}）", written[-1]]
    return " ".join(written) + f" = {result}"
