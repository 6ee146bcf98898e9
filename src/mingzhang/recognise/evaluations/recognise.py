"""Forms from blocks: every place found, every table read row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Block
from mingzhang.facts.model import Evaluation, Unread
from mingzhang.recognise.evaluations.closing import (
    is_analysis_row,
    is_total_row,
    read_analysis_row,
    read_grade,
    read_total_row,
)
from mingzhang.recognise.evaluations.funds import (
    FundsHeader,
    is_funds_header,
    read_funds_header,
    read_funds_row,
)
from mingzhang.recognise.evaluations.goals import goals_header, read_goals_row
from mingzhang.recognise.evaluations.head import is_head_row, read_head_row
from mingzhang.recognise.evaluations.indicators import Levels, is_indicators_header, read_indicator_row
from mingzhang.recognise.evaluations.lines import Line, lines_of
from mingzhang.recognise.evaluations.places import FormPlace, find_places, footnote_terms
from mingzhang.recognise.evaluations.values import ValueReader
from mingzhang.recognise.evaluations.words import Words, words_of
from mingzhang.standard.load import Standard

_QUOTED = 200


@dataclass(slots=True)
class FormsRead:
    """Evaluations in printed order, what was not understood, and the indices of the blocks used."""

    evaluations: list[Evaluation] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    consumed: set[int] = field(default_factory=set)


def recognise_forms(blocks: Sequence[Block], standard: Standard) -> FormsRead:
    """Every form place among `blocks`: complete, blank, or the fragment of a lost one."""
    words = words_of(standard)
    answer = FormsRead()
    for place in find_places(lines_of(blocks, words), words):
        evaluation, unplaced = read_form(place, words)
        answer.evaluations.append(evaluation)
        answer.unread.extend(unplaced)
        for line in place.lines():
            if line is place.stray or (line in place.footnotes[:-1] and line.text == ""):
                continue
            answer.consumed.add(line.block)
        answer.unread.extend(_strays(place, words))
    return answer


def read_form(place: FormPlace, words: Words) -> tuple[Evaluation, list[Unread]]:
    """One form and the texts in it that found no place."""
    evaluation = Evaluation(status="fragment", source=place.begins.source)
    if place.title is not None:
        evaluation.title = place.title.text.strip("#* ")
    if place.year is not None:
        evaluation.year = place.year.text
        evaluation.sources["year"] = place.year.source
    if not place.table:
        return evaluation, []
    reading = _Reading(evaluation, words)
    for line in place.table:
        reading.take(line)
    evaluation.status = _status(evaluation)
    return evaluation, reading.unread


def _status(evaluation: Evaluation) -> str:
    """complete with results, blank with targets only."""
    results = any(
        indicator.actual is not None or indicator.score is not None for indicator in evaluation.indicators
    )
    spent = any(row.actual is not None or row.score is not None for row in evaluation.funds)
    return "complete" if results or spent or evaluation.total_score is not None else "blank"


class _Reading:
    """Walks down a form: head, funds, goals, indicators, total, analysis."""

    def __init__(self, evaluation: Evaluation, words: Words) -> None:
        self.evaluation = evaluation
        self.words = words
        self.values = ValueReader(words.labels)
        self.part = "head"
        self.header = FundsHeader()
        self.completion = 0
        self.levels = Levels()
        self.unread: list[Unread] = []

    def take(self, line: Line) -> None:
        """One row into the part of the form that it belongs to."""
        if self._opens(line):
            return
        words, evaluation = self.words, self.evaluation
        left: list[str] = []
        if self.part == "head":
            left = read_head_row(line, evaluation, words) if is_head_row(line, words) else [line.text]
        elif self.part == "funds":
            left = read_funds_row(line, self.header, evaluation, words)
        elif self.part == "goals":
            left = read_goals_row(line, self.completion, evaluation, words)
        elif self.part == "indicators":
            left = read_indicator_row(line, self.levels, evaluation, words, self.values)
        elif self.part == "total" and len(line.items) == 1:
            left = [] if read_grade(line.items[0].text, line, evaluation, words) else [line.text]
        else:
            left = read_analysis_row(line, evaluation, words)
        self._leave(line, left, "表中位置无法判断")

    def _opens(self, line: Line) -> bool:
        """Rows that head a part, and the total."""
        words = self.words
        if self.part in ("head", "funds") and is_funds_header(line, words):
            self.part = "funds"
            read_funds_header(line, self.header, words)
            return True
        if self.part in ("head", "funds") and (column := goals_header(line, words)) is not None:
            self.part, self.completion = "goals", column
            return True
        if self.part in ("head", "funds", "goals") and is_indicators_header(line, words):
            self.part = "indicators"
            return True
        if self.part == "indicators" and is_total_row(line, words):
            self.part = "total"
            self._leave(line, read_total_row(line, self.evaluation, words), "总分行中无法判断")
            return True
        if self.part in ("indicators", "total") and is_analysis_row(line, words):
            self.part = "analysis"
        return False

    def _leave(self, line: Line, texts: Sequence[str], reason: str) -> None:
        for text in texts:
            if text.strip():
                self.unread.append(Unread(source=line.source, text=text[:_QUOTED], reason=reason))


def _strays(place: FormPlace, words: Words) -> list[Unread]:
    """A line where the form's title should stand, and notes that speak of nothing in the form."""
    found = [] if place.stray is None else [(place.stray, "表题处的文字与自评表无关")]
    found += [
        (line, "表下的文字与自评表无关")
        for line in place.footnotes
        if line is not place.stray and not footnote_terms(line, words)
    ]
    return [Unread(source=line.source, text=line.text[:_QUOTED], reason=reason) for line, reason in found]
