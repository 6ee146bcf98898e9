"""The table of one form, row by row: head, funds, goals, indicators, total, analysis."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from mingzhang.facts.model import Evaluation, Unread
from mingzhang.kit.chinese import squeeze
from mingzhang.recognise.evaluations.analysis import AnalysisRow, analysis_row, is_analysis_row, read_analysis
from mingzhang.recognise.evaluations.funds import (
    FundsHeader,
    is_funds_header,
    read_funds_header,
    read_funds_row,
)
from mingzhang.recognise.evaluations.goals import goals_header, read_goals_header, read_goals_row
from mingzhang.recognise.evaluations.head import is_head_row, read_head_row
from mingzhang.recognise.evaluations.indicator_rows import (
    IndicatorReader,
    IndicatorsHeader,
    is_indicators_header,
    read_indicators_header,
    starts_with_level,
)
from mingzhang.recognise.evaluations.indicators import RawIndicator, to_indicator
from mingzhang.recognise.evaluations.levels import settle_levels
from mingzhang.recognise.evaluations.lines import Line
from mingzhang.recognise.evaluations.sums import fill_lost_score, repeated_rows
from mingzhang.recognise.evaluations.words import Words
from mingzhang.standard.scheme import Scheme

_UNKNOWN_CELL = "自评表中未能归位的单元格 (a cell of the form that found no place)"
_UNKNOWN_ROW = "自评表中未能辨认的行 (a row of the form that was not understood)"
_REPEATED = "与上一行逐字重复，总分表明只计一次 (repeats the row above; the total counts it once)"
_NO_LABEL = "绩效分析中没有标签的文字 (a text in the analysis without a label)"


class Part(IntEnum):
    """The parts of a form, top to bottom."""

    HEAD = 0
    FUNDS = 1
    GOALS = 2
    INDICATORS = 3
    ANALYSIS = 4


class FormTable:
    """Reads the rows of one form into its evaluation."""

    def __init__(self, evaluation: Evaluation, words: Words, scheme: Scheme) -> None:
        self.evaluation = evaluation
        self.words = words
        self.scheme = scheme
        self.part = Part.HEAD
        self.funds = FundsHeader()
        self.completion_column = 0
        self.reader: IndicatorReader | None = None
        self.raw: list[RawIndicator] = []
        self.analysis: list[AnalysisRow] = []
        self.unread: list[Unread] = []

    def take(self, line: Line) -> None:
        """One row, in order."""
        words = self.words
        completion = goals_header(line, words) if self.part < Part.INDICATORS else None
        if self.part == Part.HEAD and is_head_row(line, words):
            self.note(line, read_head_row(line, self.evaluation, words), _UNKNOWN_CELL)
        elif self.part <= Part.FUNDS and is_funds_header(line, words):
            self.part = Part.FUNDS
            read_funds_header(line, self.funds, words)
            self.note_long(line)
        elif self.part <= Part.INDICATORS and is_indicators_header(line, words):
            self.part = Part.INDICATORS
            self.reader = IndicatorReader(read_indicators_header(line, words), words, self.scheme)
            self.note_long(line)
        elif completion is not None:
            self.part = Part.GOALS
            self.completion_column = completion
            self.note(line, read_goals_header(line, completion, self.evaluation, words), _UNKNOWN_CELL)
        elif self.part in (Part.FUNDS, Part.GOALS) and starts_with_level(line, words):
            self.part = Part.INDICATORS
            self.reader = IndicatorReader(IndicatorsHeader(), words, self.scheme)
            self.take_indicator(line)
        else:
            self.take_within(line)

    def take_within(self, line: Line) -> None:
        """A row that heads nothing: it belongs to the part that is open."""
        if self.part == Part.FUNDS and self.funds.layout:
            self.note(line, read_funds_row(line, self.funds, self.evaluation, self.words), _UNKNOWN_CELL)
        elif self.part == Part.GOALS:
            left = read_goals_row(line, self.completion_column, self.evaluation, self.words)
            self.note(line, left, _UNKNOWN_CELL)
        elif self.part == Part.INDICATORS:
            self.take_indicator(line)
        elif self.part == Part.ANALYSIS:
            self.take_after_total(line)
        else:
            self.note(line, [line.text], _UNKNOWN_ROW)

    def take_indicator(self, line: Line) -> None:
        """An indicator, unless the row is the total or already an analysis."""
        if self.is_total(line):
            self.part = Part.ANALYSIS
            self.read_total(line)
        elif is_analysis_row(line, self.words):
            self.part = Part.ANALYSIS
            self.take_after_total(line)
        elif len(line.items) == 1 and self.raw and self.raw[-1].variance is None and self.raw[-1].answered:
            self.raw[-1].variance = line.items[0].text
        else:
            raw = self.reader.read(line) if self.reader else None
            if raw is None:
                self.note(line, [line.text], _UNKNOWN_ROW)
            else:
                self.note(line, raw.unplaced, _UNKNOWN_CELL)
                self.raw.append(raw)

    def take_after_total(self, line: Line) -> None:
        """A grade that slipped below the total, or an analysis."""
        if len(line.items) <= 2 and squeeze(line.items[-1].text) in self.words.labels.grades:
            self.evaluation.grade = squeeze(line.items[-1].text)
            self.evaluation.sources["grade"] = line.source
        else:
            self.analysis.append(analysis_row(line, self.words))

    def is_total(self, line: Line) -> bool:
        """Whether a row is the total: named so, and without a text as an indicator has."""
        labels = self.words.labels
        for item in line.items[:2]:
            if self.words.near(item.text, "total") >= labels.matching.supported and len(item.text) <= 8:
                rest = [each for each in line.items if each is not item]
                return all(each.number is not None or len(each.text) <= 8 for each in rest)
        return False

    def read_total(self, line: Line) -> None:
        """Total and grade; of two numbers the first is the sum of the weights."""
        numbers = [item.number for item in line.items if item.number is not None]
        if numbers:
            self.evaluation.total_score = numbers[-1]
            self.evaluation.sources["total_score"] = line.source
        for item in line.items:
            if squeeze(item.text) in self.words.labels.grades:
                self.evaluation.grade = squeeze(item.text)
                self.evaluation.sources["grade"] = line.source

    def finish(self) -> list[Unread]:
        """Settles what needs the whole form; gives back what was not understood, in reading order."""
        evaluation = self.evaluation
        for row in repeated_rows(self.raw, evaluation):
            self.raw = [each for each in self.raw if each is not row]
            self.note(row.line, [row.line.text], _REPEATED, "repeated_row")
        fill_lost_score(self.raw, evaluation)
        settle_levels(self.raw, self.words, self.scheme)
        evaluation.indicators = [to_indicator(raw) for raw in self.raw]
        for left in read_analysis(self.analysis, evaluation, self.words):
            self.note(left.line, [left.line.text], _NO_LABEL)
        return sorted(self.unread, key=lambda unread: unread.source.line or 0)

    def status(self) -> str:
        """Complete with any result, blank without (money may stand), a fragment without a main part."""
        evaluation = self.evaluation
        headed = self.reader is not None and evaluation.project is not None and bool(evaluation.funds)
        if not (evaluation.indicators or headed) or (evaluation.project is None and not evaluation.funds):
            return "fragment"
        results = any(raw.answered for raw in self.raw) or evaluation.total_score is not None
        return "complete" if results else "blank"

    def note_long(self, line: Line) -> None:
        """A header cell far longer than any label says something else."""
        longest = self.words.labels.matching.longest_label
        self.note(line, [item.text for item in line.items if len(item.text) > 2 * longest], _UNKNOWN_CELL)

    def note(self, line: Line, texts: Iterable[str], reason: str, kind: str | None = None) -> None:
        """Lists texts as unread."""
        for text in texts:
            project = self.evaluation.project
            self.unread.append(
                Unread(source=line.source, text=text, reason=reason, kind=kind, project=project)
            )
