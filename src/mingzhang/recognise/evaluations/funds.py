"""The funds table of a form: figures brought into their columns by the figures themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from mingzhang.facts.model import Evaluation, FundsRow
from mingzhang.kit.amounts import Interval, parse_number
from mingzhang.recognise.evaluations.lines import Item, Line
from mingzhang.recognise.evaluations.words import Words, bare

_NOTHING = frozenset(("—", "——", "-", "--", "/", "–", "－", "一"))
_BUDGETS = frozenset(("declared", "prepared", "original_budget", "final_budget"))
SHIFTED = "按金额关系对齐列位 (columns aligned by the amounts)"
UNLABELLED = "行标签缺失，按位置判断 (label lost, told by its place)"
DOUBTFUL_LABEL = "行标签无法辨认，按位置判断 (label not legible, told by its place)"


@dataclass(slots=True)
class FundsHeader:
    """The columns of a form's funds table, left to right, and where each stands."""

    roles: dict[str, int] = field(default_factory=dict)
    layout: list[str] = field(default_factory=list)


def is_funds_header(line: Line, words: Words) -> bool:
    """Whether a row is (part of) the header of the funds table."""
    return len(_roles(line, words)) >= 2


def read_funds_header(line: Line, header: FundsHeader, words: Words) -> None:
    """Adds the row's columns to the header and settles the layout."""
    header.roles.update(_roles(line, words))
    header.layout = _layout(header.roles, words)


def _roles(line: Line, words: Words) -> dict[str, int]:
    found: dict[str, int] = {}
    for item in line.items:
        if words.near(item.text, "funds_side") >= words.labels.matching.strict:
            continue
        role = words.role(item.text, "funds_header")
        if role is not None and role not in found:
            found[role] = item.column
    return found


def _layout(roles: dict[str, int], words: Words) -> list[str]:
    """The order of the figures: the header's own where all of it is known, else the nearest known one."""
    known = {"original_budget" if role == "prepared" else role for role in roles if role != "variance"}
    ranked = sorted(
        words.labels.funds_layouts,
        key=lambda layout: (-len(known & set(layout)) + len(known ^ set(layout)) / 2, -len(layout)),
    )
    return ranked[0]


def read_funds_row(line: Line, header: FundsHeader, evaluation: Evaluation, words: Words) -> list[str]:
    """One row of figures (or a variance that slipped below it) into the evaluation.

    Gives back the texts that found no place.
    """
    items = _without_side(line.items, words)
    figures = [item for item in items if item.number is not None or _percent(item.text) or _is_nothing(item)]
    if not figures:
        return _text_row(line, items, evaluation, words)
    first, last = items.index(figures[0]), items.index(figures[-1])
    label = " ".join(item.text for item in items[:first]) or None
    variance = " ".join(item.text for item in items[last + 1 :]) or None
    between = [item.text for item in items[first:last] if item not in figures]
    row = _new_row(label, line, evaluation, words)
    slots, dropped, how = align(figures, header, line.spans_known)
    for slot, item in slots.items():
        if slot not in ("weight", "prepared") and not _is_nothing(item):
            setattr(row, slot, item.number or _percent(item.text))
    if how:
        row.inferred = how if row.inferred is None else f"{row.inferred}; {how}"
    row.variance = variance
    evaluation.funds.append(row)
    return between + [item.text for item in dropped]


def _is_nothing(item: Item) -> bool:
    return item.text in _NOTHING


def _percent(text: str) -> str | None:
    """The number of `28.73%`."""
    return parse_number(text.rstrip("%％")) if text.endswith(("%", "％")) else None


def _without_side(items: Sequence[Item], words: Words) -> list[Item]:
    """The row without the label beside the whole table."""
    if items and words.near(items[0].text, "funds_side") >= words.labels.matching.label:
        own = words.closest(items[0].text, "funds_rows")[1]
        if own < words.near(items[0].text, "funds_side"):
            return list(items[1:])
    return list(items)


def _text_row(line: Line, items: Sequence[Item], evaluation: Evaluation, words: Words) -> list[str]:
    """A row without figures: a label of a blank form, or a variance that slipped below its row."""
    if not items:
        return []
    text = " ".join(item.text for item in items)
    role, share = words.closest(items[0].text, "funds_rows")
    if role and share >= words.labels.matching.label:
        row = _new_row(items[0].text, line, evaluation, words)
        row.variance = " ".join(item.text for item in items[1:]) or None
        evaluation.funds.append(row)
        return []
    if evaluation.funds and evaluation.funds[-1].variance is None:
        evaluation.funds[-1].variance = text
        return []
    return [text]


def _new_row(label: str | None, line: Line, evaluation: Evaluation, words: Words) -> FundsRow:
    kind, how = _kind(label, evaluation, words)
    return FundsRow(source_kind=kind, label=label, source=line.source, inferred=how)


def _kind(label: str | None, evaluation: Evaluation, words: Words) -> tuple[str, str | None]:
    """Which money a row speaks of, and how that was told where the label does not say it."""
    has_total = any(row.source_kind == "total" for row in evaluation.funds)
    if label is None:
        return ("local" if has_total else "total"), UNLABELLED
    role, share = words.closest(label, "funds_rows")
    if share >= words.labels.matching.strict and not (role == "total" and has_total):
        return role, None
    for row in words.labels.funds_row_patterns:
        if re.search(row.pattern, bare(label)) and not (row.kind == "total" and has_total):
            return row.kind, None
    if share >= words.labels.matching.supported and not (role == "total" and has_total):
        return role, DOUBTFUL_LABEL
    return ("local" if has_total else "total"), DOUBTFUL_LABEL


def align(
    figures: Sequence[Item], header: FundsHeader, spans_known: bool
) -> tuple[dict[str, Item], list[Item], str | None]:
    """Figures to columns: (column → figure, figures left over, how it was told if not by order).

    With as many figures as columns the order stands. With known spans a figure stands under its
    header. Else the clean alignment wins: final − actual = carryover, rate = actual ÷ final,
    score = a tenth of the rate; what is still open is filled from the right.
    """
    layout = header.layout
    if len(figures) == len(layout):
        return dict(zip(layout, figures, strict=True)), [], None
    if spans_known:
        placed = _by_header(figures, header)
        if placed is not None:
            return placed, [], None
    count = min(len(figures), len(layout))
    best: tuple[float, dict[str, Item]] = (float("-inf"), {})
    for chosen in combinations(range(len(figures)), count):
        for slots in combinations(layout, count):
            placed = {slot: figures[index] for slot, index in zip(slots, chosen, strict=True)}
            merit = _merit(placed, header)
            if merit > best[0]:
                best = (merit, placed)
    kept = set(map(id, best[1].values()))
    return best[1], [item for item in figures if id(item) not in kept], SHIFTED


def _by_header(figures: Sequence[Item], header: FundsHeader) -> dict[str, Item] | None:
    columns = dict(header.roles)
    if "prepared" in columns:
        columns["original_budget"] = columns.pop("prepared")
    places = {column: role for role, column in columns.items() if role in header.layout}
    if any(item.column not in places for item in figures):
        return None
    return {places[item.column]: item for item in figures}


def _merit(placed: dict[str, Item], header: FundsHeader) -> float:
    """How well an alignment agrees with itself, with the header and with filling from the right."""
    values = {slot: Fraction(item.number or "0") for slot, item in placed.items() if not _is_nothing(item)}
    merit = 0.0
    for holds in _relations(values, placed):
        merit += 10 if holds else -10
    for slot, item in placed.items():
        merit += 0.01 * header.layout.index(slot)
        merit += 0.5 * (header.roles.get(slot) == item.column)
    if "final_budget" in values and "actual" in values:
        merit += 1
    return merit


def _relations(values: dict[str, Fraction], placed: dict[str, Item]) -> list[bool]:
    """Which of the form's own equations hold among the values placed."""
    answer = []
    final, actual = values.get("final_budget"), values.get("actual")
    if final is not None and actual is not None:
        if "carryover" in values:
            answer.append(abs(final - actual - values["carryover"]) <= Fraction(1, 100))
        if "execution_rate" in values and final:
            rate = _interval(placed["execution_rate"])
            answer.append(actual / final * 100 in rate or actual / final in rate)
    if "execution_rate" in values and "score" in values:
        weight = values.get("weight", Fraction(10))
        scored = values["execution_rate"] * weight / 100
        answer.append(abs(scored - values["score"]) <= Fraction(1, 50))
    return answer


def _interval(item: Item) -> Interval:
    number = item.number or _percent(item.text) or "0"
    return Interval.printed(number)
