"""Indicator rows: every cell told by what it can be, never by its column alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.kit.chinese import squeeze
from mingzhang.recognise.evaluations.indicators import RawIndicator
from mingzhang.recognise.evaluations.lines import Item, Line
from mingzhang.recognise.evaluations.values import Value, ValueReader
from mingzhang.recognise.evaluations.words import Words
from mingzhang.standard.scheme import Scheme


@dataclass(slots=True)
class IndicatorsHeader:
    """The columns of a form's indicator table and where each stands."""

    roles: dict[str, int] = field(default_factory=dict)
    initial: bool = True
    """Whether the form has both an initial and an adjusted target."""


def is_indicators_header(line: Line, words: Words) -> bool:
    """Whether a row heads the indicators."""
    return len(_header_roles(line, words)) >= 3 and not any(item.number for item in line.items)


def read_indicators_header(line: Line, words: Words) -> IndicatorsHeader:
    """The header of the indicators."""
    roles = _header_roles(line, words)
    values = [role for role in roles if role in ("initial_target", "target", "actual")]
    return IndicatorsHeader(roles, initial="initial_target" in roles or len(values) > 2)


def _header_roles(line: Line, words: Words) -> dict[str, int]:
    found: dict[str, int] = {}
    for item in line.items:
        role = words.role(item.text, "indicators_header")
        if role is not None and role not in found:
            found[role] = item.column
    return found


def starts_with_level(line: Line, words: Words) -> bool:
    """Whether a row begins like an indicator: a level name, then more."""
    if len(line.items) < 3:
        return False
    least = words.labels.matching.strict
    return any(
        words.role(item.text, group, least) is not None
        for item in line.items[:3]
        for group in ("level1", "level2")
    )


class IndicatorReader:
    """Reads the indicator rows of one form."""

    def __init__(self, header: IndicatorsHeader, words: Words, scheme: Scheme) -> None:
        self.header = header
        self.words = words
        self.scheme = scheme
        self.values = ValueReader(words.labels)
        results = [word for band in scheme.qualitative.bands for word in band.words if len(word) > 2]
        self.results = sorted({*results, *scheme.qualitative.full})

    def read(self, line: Line) -> RawIndicator | None:
        """The row as an indicator; None if it has neither name nor values."""
        raw = RawIndicator(line)
        items = self._without_side(line.items)
        if line.spans_known and self._by_header(raw, items):
            return raw if raw.level3 or raw.target else None
        rest = self._levels(raw, items)
        if not rest:
            return None
        raw.level3 = rest[0].text
        values = self._tail(raw, rest[1:])
        self._values(raw, values, rest[0].column)
        return raw

    def _without_side(self, items: Sequence[Item]) -> list[Item]:
        words = self.words
        if items and words.near(items[0].text, "indicators_side") >= words.labels.matching.label:
            own = max(words.closest(items[0].text, group)[1] for group in ("level1", "level2"))
            if own < words.near(items[0].text, "indicators_side"):
                return list(items[1:])
        return list(items)

    def _levels(self, raw: RawIndicator, items: list[Item]) -> list[Item]:
        """Takes the level names off the front; a name must be left for level 3."""
        labels: list[tuple[str, str, str]] = []
        while items and len(labels) < 2:
            label = self._level(items, bool(labels))
            if label is None:
                break
            labels.append((*label, items[0].text))
            items = items[1:]
        if labels and (not items or self._is_value(items[0])):
            items = [Item(0, labels.pop()[2]), *items]
        for group, role, text in labels:
            if group == "level1":
                raw.level1 = role
            else:
                raw.level2, raw.level2_text = role, text
        return items

    def _level(self, items: Sequence[Item], second: bool) -> tuple[str, str] | None:
        """The level name in front. A word that names either level is level 1 if a level 2 follows it."""
        least = self.words.labels.matching.strict
        one, near_one = self.words.closest(items[0].text, "level1")
        two, near_two = self.words.closest(items[0].text, "level2")
        if near_one == near_two and len(items) > 1:
            near_one += 0.01 if self.words.closest(items[1].text, "level2")[1] >= least else -0.01
        if not second and near_one > near_two and near_one >= least:
            return "level1", one
        return ("level2", two) if near_two >= least else None

    def _is_value(self, item: Item) -> bool:
        return item.number is not None or self.values.read(item.text).quantitative

    def _tail(self, raw: RawIndicator, items: list[Item]) -> list[Item]:
        """Takes weight, score and variance off the end; what is left are targets and result."""
        numbers = [index for index, item in enumerate(items) if item.number is not None]
        if not numbers:
            return items
        end = numbers[-1]
        start = end
        while start - 1 in numbers:
            start -= 1
        if start == 0 and end == 0 and len(items) > 1:
            return items
        run = items[start : end + 1]
        after = items[end + 1 :]
        raw.variance = " ".join(item.text for item in after) or None
        weight, score, used = _weight_and_score(run)
        raw.weight, raw.score = weight, score
        if score is None and after and after[0].column == run[-1].column + 1:
            raw.score_lost = not raw.line.spans_known
        return items[: end + 1 - used]

    def _values(self, raw: RawIndicator, items: list[Item], name_column: int) -> None:
        """Distributes what stands between name and weight: initial target, target, result, note."""
        values = [self._value(item) for item in items]
        count = len(values)
        if count == 1:
            self._single(raw, values[0])
        elif count == 2:
            self._pair(raw, values[0], values[1])
        elif count >= 3 and self.header.initial:
            raw.initial, raw.target, raw.actual = values[:3]
            raw.note = " ".join(item.text for item in items[3:]) or None
        elif count >= 3:
            raw.target, raw.actual = values[:2]
            raw.note = " ".join(item.text for item in items[2:]) or None

    def _value(self, item: Item) -> Value:
        return self.values.read(item.text)

    def _single(self, raw: RawIndicator, value: Value) -> None:
        if self._is_result(value):
            raw.actual = value
        elif self.header.initial and value.quantitative and value.number is None:
            raw.initial = value
        else:
            raw.target = value

    def _pair(self, raw: RawIndicator, one: Value, two: Value) -> None:
        """Two values: initial target and target where the first has no number, or nothing was answered."""
        unanswered = raw.weight is None and raw.score is None and one.quantitative and two.quantitative
        promised = one.quantitative and one.number is None
        if self.header.initial and not self._is_result(two) and (promised or unanswered):
            raw.initial, raw.target = one, two
        else:
            raw.target, raw.actual = one, two

    def _is_result(self, value: Value) -> bool:
        return value.text is not None and squeeze(value.text) in self.results

    def _by_header(self, raw: RawIndicator, items: list[Item]) -> bool:
        """Places the cells under their headers, where the document knows its columns."""
        columns = {column: role for role, column in self.header.roles.items()}
        if not {"level3", "target", "actual", "weight", "score"} <= self.header.roles.keys():
            return False
        if any(item.column not in columns for item in items):
            return False
        for item in items:
            role = columns[item.column]
            if role in ("level1", "level2"):
                nearest, share = self.words.closest(item.text, role)
                setattr(raw, role, nearest if share >= self.words.labels.matching.label else None)
                if role == "level2":
                    raw.level2_text = item.text
            elif role in ("initial_target", "target", "actual"):
                setattr(raw, "initial" if role == "initial_target" else role, self._value(item))
            elif role in ("weight", "score"):
                setattr(raw, role, item.number)
                if item.number is None:
                    raw.unplaced.append(item.text)
            else:
                setattr(raw, role, item.text)
        return True


def _weight_and_score(run: Sequence[Item]) -> tuple[str | None, str | None, int]:
    """Weight and score from the last numbers of a row, and how many of them were used.

    One number is the weight (a zero score is often left blank). A score above its weight means that
    the last number is the weight, the one before it a result.
    """
    if len(run) == 1:
        return run[0].number, None, 1
    weight, score = run[-2].number, run[-1].number
    if len(run) == 3 and weight is not None and score is not None and Fraction(score) > Fraction(weight):
        return score, None, 1
    return weight, score, 2
