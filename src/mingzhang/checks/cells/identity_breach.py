"""A broken identity in words: its cells, its arithmetic, and what may have slipped."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

import numpy as np

from mingzhang.checks.cells.amounts import COUNT, Sum, printed_amount, unit_name
from mingzhang.checks.cells.places import place_name, statement_name
from mingzhang.checks.cells.slips import slip_hint
from mingzhang.checks.outcome import Breach
from mingzhang.facts.batch import Batch, Ints
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Source
from mingzhang.identities.blanks import blank_cells
from mingzhang.identities.ground import Grounding
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard

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


class Quotes:
    """Cells as findings quote them: those that are known to be needed at once, others one by one."""

    def __init__(self, batch: Batch, rows: Ints) -> None:
        self._batch = batch
        wanted = np.unique(rows)
        facts = batch.quoted_facts(wanted)
        units = batch.facts.texts("unit", wanted)
        self._found = dict(zip(wanted.tolist(), zip(facts, units, strict=True), strict=True))

    def of(self, row: int) -> tuple[FindingFact, str | None]:
        """(the cell, its unit), the cell for one finding alone."""
        if row not in self._found:
            self._found[row] = self._batch.quoted_fact(row), self._batch.facts.text("unit", row)
        fact, unit = self._found[row]
        return copy(fact), unit


def operands_of(quotes: Quotes, grounding: Grounding, group: int, standard: Standard) -> list[Operand]:
    """The cells of a group, totals first, blank ones among them."""
    cells = grounding.cells
    found: list[Operand] = []
    for entry in grounding.entries(group):
        row = int(grounding.rows[entry])
        fact, unit = quotes.of(row)
        found.append(
            Operand(
                fact=fact,
                place=place_name(standard, cells.address(row), fact.label),
                fen=int(cells.fen[row]),
                half=int(cells.half[row]),
                coefficient=int(grounding.coefficient[entry]),
                unit=unit,
                is_total=bool(grounding.is_total[entry]),
                row=row,
            )
        )
    for blank in blank_cells(grounding, group):
        near = None if blank.row is None else quotes.of(blank.row)[0]
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


def breach_of(quotes: Quotes, grounding: Grounding, group: int, standard: Standard) -> Breach:
    """A broken group with its cells, its arithmetic and what may have slipped."""
    operands = operands_of(quotes, grounding, group, standard)
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
