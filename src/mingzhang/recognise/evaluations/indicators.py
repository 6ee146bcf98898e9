"""Indicator rows: levels, name, values, weight, score and variance, told by what each cell is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzhang.facts.model import Evaluation, Indicator
from mingzhang.recognise.evaluations.lines import Item, Line
from mingzhang.recognise.evaluations.values import Value, ValueReader
from mingzhang.recognise.evaluations.words import Words

BY_CUES = "二级指标缺失，按指标内容判断 (level 2 lost, told by the indicator's words)"
_SURE = 2
"""Points of evidence that overrule an inherited level 2 for which nothing speaks."""


@dataclass(slots=True)
class Levels:
    """The levels that stand open: merged cells are printed once and hold for the rows below."""

    level1: str | None = None
    level2: str | None = None
    own_cost: bool = False
    """Whether cost stands as a level-1 indicator of its own in this form."""


@dataclass(slots=True)
class RowParts:
    """The cells of a row by what they are."""

    level1: str | None = None
    level2: str | None = None
    both_cost: bool = False
    name: str | None = None
    values: list[Value] = field(default_factory=list)
    weight: str | None = None
    score: str | None = None
    variance: str | None = None


def is_indicators_header(line: Line, words: Words) -> bool:
    """Whether a row heads the indicators: three of its columns."""
    roles = {words.role(item.text, "indicators_header") for item in line.items} - {None}
    return len(roles) >= 3 and bool(roles & {"level1", "level2", "level3"})


def read_indicator_row(
    line: Line, levels: Levels, evaluation: Evaluation, words: Words, reader: ValueReader
) -> list[str]:
    """One row into the evaluation; a lone text is the variance that slipped below its row.

    Gives back texts that found no place.
    """
    parts = _parts(line.items, words, reader)
    if parts.name is None:
        return _without_name(parts, line, evaluation)
    indicator = Indicator(level3=parts.name, source=line.source)
    _levels(parts, levels, indicator, words)
    left = _values(parts.values, indicator)
    indicator.weight, indicator.score, indicator.variance = parts.weight, parts.score, parts.variance
    evaluation.indicators.append(indicator)
    return left


def _parts(items: Sequence[Item], words: Words, reader: ValueReader) -> RowParts:
    parts = RowParts()
    rest = _take_levels(list(items), parts, words)
    if rest and rest[0].number is None and not _is_value(rest[0], reader):
        parts.name = rest.pop(0).text
    _take_scores(rest, parts)
    parts.values = [reader.read(item.text) for item in rest]
    return parts


def _take_levels(items: list[Item], parts: RowParts, words: Words) -> list[Item]:
    """Level labels lead a row; the second of two level-2 names is the one, the first was misread."""
    strict = words.labels.matching.strict
    taken = 0
    for item in items[:3]:
        if len(items) - taken <= 1:
            break
        if taken == 0 and words.near(item.text, words.labels.indicators_side) >= strict:
            items = items[1:]
            return _take_levels(items, parts, words)
        level2 = words.role(item.text, "level2", strict)
        level1 = words.role(item.text, "level1", strict)
        if level1 is not None and parts.level1 is None and parts.level2 is None and taken == 0:
            parts.level1 = level1
            if level2 is not None and not _label_follows(items, taken, words):
                parts.level1, parts.level2 = None, level2
        elif level2 is not None and (parts.level2 is None or taken == 1) and taken < 2:
            # 成本指标 beside 成本指标 repeats one label; cost is a level 1 only above another name.
            parts.both_cost = parts.level1 == "cost" and items[0].text != item.text
            parts.level2 = level2
        else:
            break
        taken += 1
    return items[taken:]


def _label_follows(items: Sequence[Item], at: int, words: Words) -> bool:
    if at + 2 >= len(items):
        return False
    return words.role(items[at + 1].text, "level2", words.labels.matching.strict) is not None


def _is_value(item: Item, reader: ValueReader) -> bool:
    value = reader.read(item.text)
    return value.quantitative and (value.operator is not None or value.number is not None)


def _take_scores(rest: list[Item], parts: RowParts) -> None:
    """From the right: variance text, then score and weight; takes them out of `rest`."""
    numbers = [at for at, item in enumerate(rest) if item.number is not None]
    if not numbers:
        return
    last = numbers[-1]
    first = last
    while first - 1 in numbers:
        first -= 1
    run = rest[max(first, last - 1) : last + 1]
    if len(run) == 1 and last == 0 and len(rest) > 1:
        # A lone number before a result is a target without unit, no weight.
        return
    parts.variance = " ".join(item.text for item in rest[last + 1 :]) or None
    parts.weight = run[0].number
    parts.score = run[1].number if len(run) == 2 else None
    del rest[last - len(run) + 1 :]


def _levels(parts: RowParts, levels: Levels, indicator: Indicator, words: Words) -> None:
    if parts.both_cost and parts.level2 is not None:
        levels.own_cost = True
    if parts.level2 is not None:
        levels.level2 = parts.level2
        own = levels.own_cost and parts.level2 == "cost"
        levels.level1 = "cost" if own else words.labels.level1_of[parts.level2]
    elif parts.level1 is not None:
        levels.level1 = parts.level1
        levels.level2 = None
    indicator.level1, indicator.level2 = levels.level1, levels.level2
    if parts.level2 is None and indicator.level2 is not None:
        _lost_cell(parts, levels, indicator, words)
    if indicator.level2 is None:
        guessed = _by_cues(parts, words)
        if guessed is not None and words.labels.level1_of[guessed] == (indicator.level1 or guessed):
            indicator.level2, indicator.inferred = guessed, BY_CUES
    if indicator.level1 == "satisfaction" and indicator.level2 is None:
        indicator.level2 = "satisfaction"


def _lost_cell(parts: RowParts, levels: Levels, indicator: Indicator, words: Words) -> None:
    """A row under a printed level 2 whose own words speak for another one: its cell was lost."""
    points = _points(parts, words)
    inherited = indicator.level2 or ""
    best = max(points, key=lambda level2: points[level2])
    same_level1 = words.labels.level1_of[best] == words.labels.level1_of[inherited]
    if same_level1 and points[best] >= _SURE and points[inherited] == 0:
        levels.level2 = indicator.level2 = best
        indicator.inferred = BY_CUES


def _by_cues(parts: RowParts, words: Words) -> str | None:
    """The level-2 indicator that name, targets and units speak for most."""
    points = _points(parts, words)
    best = max(points, key=lambda level2: points[level2])
    return best if points[best] else None


def _points(parts: RowParts, words: Words) -> dict[str, int]:
    """How much speaks for each level-2 indicator."""
    answer = {}
    units = {value.unit for value in parts.values if value.unit}
    texts = " ".join(value.text or "" for value in parts.values)
    for level2, cues in words.labels.cues.items():
        points = sum(word in (parts.name or "") for word in cues.words)
        points += 2 * bool(units & set(cues.units)) + sum(word in texts for word in cues.targets)
        answer[level2] = points
    return answer


def _values(values: list[Value], indicator: Indicator) -> list[str]:
    """Initial target, target and result, in this order; two are target and result where both are filled."""
    slots: list[tuple[str, Value]] = []
    if len(values) >= 3:
        slots = list(zip(("initial_target", "target", "actual"), values, strict=False))
    elif len(values) == 2:
        empty = values[0].quantitative and values[0].number is None
        names = ("initial_target", "target") if empty else ("target", "actual")
        slots = list(zip(names, values, strict=True))
    elif values:
        slots = [("target", values[0])]
    printed: dict[str, str] = {}
    for name, value in slots:
        setattr(indicator, name, value.kept)
        if value.printed != (value.kept or ""):
            printed[name] = value.printed
        if name == "target" or (name == "initial_target" and indicator.operator is None):
            indicator.operator = value.operator or indicator.operator
            indicator.unit = value.unit or indicator.unit
        elif name == "actual" and indicator.unit is None:
            indicator.unit = value.unit
    indicator.printed = printed or None
    return [value.printed for value in values[3:]]


def _without_name(parts: RowParts, line: Line, evaluation: Evaluation) -> list[str]:
    texts = [value.printed for value in parts.values] + [
        text for text in (parts.weight, parts.score, parts.variance) if text
    ]
    last = evaluation.indicators[-1] if evaluation.indicators else None
    if last is not None and last.variance is None and parts.weight is None and len(texts) == 1:
        last.variance = texts[0]
        return []
    return texts
