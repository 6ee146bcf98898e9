"""Numbers in the texts of self-evaluations → the fields of their own form, where the words are clear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.claims.cues import Cue, Cues, any_of
from mingzhang.claims.folding import fold_text
from mingzhang.claims.numbers import NumberToken, find_numbers
from mingzhang.facts.model import Analysis, Claim, ClaimCell, Disclosure, Evaluation, Source
from mingzhang.recognise.claims.collecting import Collection, Passage, Stated, by_sentence
from mingzhang.recognise.claims.indicators import IndicatorNames
from mingzhang.standard.load import Standard
from mingzhang.standard.wording import EvaluationWords, FieldWords

_ANALYSIS = tuple(Analysis.__struct_fields__)
_CLAUSE = re.compile(r"[，。;:、(]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?!项目)")
_LEAD_TO_NUMBER = r"(?:为|是|共|约|达到|达|仅|只|有|数|额|了|:|人民币|资金|金额|\([^()]*\))*$"


def read_evaluations(disclosure: Disclosure, standard: Standard, claims: list[Claim]) -> None:
    """Append the claims of every evaluation's texts, form by form in printed order.

    `section` of a claim is the text's field (`goal`, `analysis.outputs`, `indicators.2.variance`). Money is
    said of the funds row, a completion of its execution rate, a percentage of satisfaction and a count of
    the indicator that the words name; anything else has `about` None.
    """
    reader = _EvaluationReader(disclosure, standard, claims)
    for evaluation in disclosure.evaluations:
        reader.read(evaluation)


def texts_of(evaluation: Evaluation) -> Iterator[tuple[str, str, Source]]:
    """(field, text, place) of every text of a form that may state numbers."""
    places = evaluation.sources
    for row in evaluation.funds:
        if row.variance:
            yield f"funds.{row.source_kind}.variance", row.variance, row.source
    for field in ("goal", "completion"):
        text = getattr(evaluation, field)
        if text:
            yield field, text, places.get(field, evaluation.source)
    for number, indicator in enumerate(evaluation.indicators):
        if indicator.variance:
            yield f"indicators.{number}.variance", indicator.variance, indicator.source
    for name in _ANALYSIS:
        text = getattr(evaluation.analysis, name)
        if text:
            yield f"analysis.{name}", text, places.get(f"analysis.{name}", evaluation.source)


class _EvaluationReader:
    def __init__(self, disclosure: Disclosure, standard: Standard, claims: list[Claim]) -> None:
        self._wording = standard.claim_wording
        self._words: EvaluationWords = standard.claim_terms.evaluation
        self._cues = Cues(self._wording)
        self._collection = Collection(claims)
        self._year = disclosure.fiscal_year
        self._funds = _fields(self._words.funds)
        self._rates = _fields(self._words.rates)
        self._project: str | None = None
        self._names = IndicatorNames([], self._words)

    def read(self, evaluation: Evaluation) -> None:
        """The claims of one form."""
        self._project = evaluation.project
        self._names = IndicatorNames(evaluation.indicators, self._words)
        for field, printed, source in texts_of(evaluation):
            folded = fold_text(printed)
            tokens = find_numbers(folded, self._wording)
            passage = Passage(printed, folded, field, source)
            for sentence, inside in by_sentence(folded.text, tokens):
                self._collection.begin_passage()
                self._read_sentence(passage, sentence, inside)

    def _read_sentence(self, passage: Passage, sentence: tuple[int, int], tokens: list[NumberToken]) -> None:
        text = passage.folded.text
        self._names.begin_sentence()
        cursor = sentence[0]
        year = self._year
        for position, token in enumerate(tokens):
            words = text[cursor : token.start]
            following = tokens[position + 1].start if position + 1 < len(tokens) else sentence[1]
            after = _CLAUSE.split(text[token.unit_end : following])[0]
            years = _YEAR.findall(words)
            year = int(years[-1]) if years else year
            stated = self._stated(passage.section or "", words, after, token)
            stated.year = year
            self._collection.add(passage, token, sentence, stated)
            cursor = token.unit_end

    def _stated(self, field: str, words: str, after: str, token: NumberToken) -> Stated:
        cue = self._cues.cue(words, token)
        name = self._rate_field(words) if token.kind == "percent" else None
        if name is not None:
            return self._of_funds("completion", name)
        if cue.measure in ("change", "rate") and cue.said:
            return Stated(cue.measure, direction=cue.direction)
        if token.kind == "money":
            name = self._last_field(self._funds, words)
            if name is not None:
                return self._of_funds("amount", name)
        return self._of_indicator(field, words, after, token, cue)

    def _rate_field(self, words: str) -> str | None:
        return self._last_field(self._rates, words)

    def _last_field(self, fields: list[tuple[str, re.Pattern[str]]], words: str) -> str | None:
        """The field whose words end at the number; of several, the longest words."""
        clause = _CLAUSE.split(words)[-1] if words[-1:] not in ":(" else words
        found = [
            (match.start(), field)
            for field, pattern in fields
            if (match := pattern.search(clause)) is not None
        ]
        return min(found)[1] if found else None

    def _of_funds(self, measure: str, name: str) -> Stated:
        """A field of the form's total row; without a project's name there is nothing to point to."""
        stated = Stated(measure, subject=name, key="funds")
        if self._project is not None:
            stated.about = ClaimCell(project=self._project, field=f"funds.total.{name}")
        return stated

    def _of_indicator(self, field: str, words: str, after: str, token: NumberToken, cue: Cue) -> Stated:
        measure = cue.measure
        if token.kind == "percent":
            measure = "rate" if cue.measure == "completion" else cue.measure
        found = self._names.find(words, after, token, in_goal=field == "goal")
        stated = Stated(measure, subject=found.phrase if found else None)
        if found is not None and self._project is not None and not token.approximate:
            stated.about = ClaimCell(project=self._project, field=f"indicators.{found.number}.{found.column}")
            stated.key = f"indicator {found.number}"
        return stated


def _fields(entries: list[FieldWords]) -> list[tuple[str, re.Pattern[str]]]:
    return [(entry.field, re.compile(rf"(?:{any_of(entry.words)}){_LEAD_TO_NUMBER}")) for entry in entries]
