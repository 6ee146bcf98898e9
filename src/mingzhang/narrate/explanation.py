"""The whole explanation in the field's order, from the standard's wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mingzhang.facts.model import (
    Claim,
    ClaimCell,
    Disclosure,
    ExplanationParagraph,
    Fact,
    GlossaryEntry,
    Section,
)
from mingzhang.narrate.names import SubjectPaths
from mingzhang.narrate.performance import performance
from mingzhang.narrate.phrases import Phrases
from mingzhang.narrate.recorded import Reasons
from mingzhang.narrate.values import Values
from mingzhang.narrate.writing import Pen, Writing
from mingzhang.standard.load import Standard
from mingzhang.standard.narrative import Condition, Sentence

_PLACE = re.compile(r"\{(\w+):([^{}]*)\}")
_LEVELS = {"category": 3, "item": 7}


def narrate(
    disclosure: Disclosure, standard: Standard, reasons: Reasons, prior: Disclosure | None = None
) -> None:
    """Writes explanation, claims and glossary of a compiled disclosure in place.

    Every number is bound to a fact (amounts 万元, rates %, two decimals); a figure that is stated stands
    among the figures. What the records do not give stands as `owed` on its paragraph, never invented.
    """
    claims: list[Claim] = []
    narrator = _Narrator(disclosure, standard, reasons, prior, claims)
    disclosure.explanation = [
        Section(
            section=section.section,
            title=section.title,
            paragraphs=[
                paragraph
                for sentence in section.paragraphs
                for paragraph in narrator.paragraphs(sentence, section.section)
            ]
            + (list(narrator.performance()) if section.section == "performance" else []),
        )
        for section in standard.narrative.in_order(disclosure.variant)
    ]
    disclosure.claims = claims
    disclosure.figures = _stated(disclosure.figures, claims)
    disclosure.glossary = [
        GlossaryEntry(term=entry["term"], text=entry["text"]) for entry in standard.narrative.glossary
    ]


_UNSAID = ("original_budget/", "prior/", "operating_expenses")
"""Figures that a disclosure has only where its explanation states them."""


def _address(cell: ClaimCell | None) -> str:
    parts = () if cell is None else (cell.statement, cell.side, cell.code, cell.column)
    return "/".join(part for part in parts if part)


def _stated(figures: Sequence[Fact], claims: Sequence[Claim]) -> list[Fact]:
    said = {cell.figure for claim in claims for cell in (claim.about, claim.base) if cell is not None}
    said |= {f"prior/{_address(claim.about)}" for claim in claims if claim.measure in ("change", "rate")}
    return [fact for fact in figures if fact.code in said or not fact.code.startswith(_UNSAID)]


class _Narrator:
    def __init__(
        self,
        disclosure: Disclosure,
        standard: Standard,
        reasons: Reasons,
        prior: Disclosure | None,
        claims: list[Claim],
    ) -> None:
        narrative = standard.narrative
        self._disclosure = disclosure
        self._standard = standard
        self._values = Values(disclosure, prior, narrative.zero_figures, narrative.zero_without)
        self._phrases = Phrases(self._values, reasons, standard)
        self._paths = SubjectPaths(disclosure, standard)
        self._pen = Pen(claims, disclosure.fiscal_year or 0, lambda: standard.claim_wording)
        variant = standard.variants.get(disclosure.variant or "")
        budget = "original_budget" if variant is None else variant.three_public_budget
        year = disclosure.fiscal_year or 0
        self._names = {
            "year": str(year),
            "prior_year": str(year - 1),
            "unit": disclosure.unit.name or "",
            "own": narrative.phrases.own[disclosure.unit.scope or "unit"],
            "budget": narrative.phrases.budget[budget],
            "operating": self._values.operating_expenses(),
        }

    def performance(self) -> Iterator[ExplanationParagraph]:
        """The paragraphs about the self-evaluations."""
        return performance(self._disclosure, self._pen, self._values, self._standard)

    def paragraphs(self, sentence: Sentence, section: str) -> Iterator[ExplanationParagraph]:
        """The sentence's paragraph, or one for every row that it is repeated for."""
        number = 0
        for row in self._rows(sentence.each, sentence.of):
            names = {**self._names, **row, "number": str(number + 1)}
            if not self._applies(sentence, names):
                continue
            number += 1
            writing = Writing(self._pen, section)
            self._write(_fill(sentence.text, names), writing)
            self._write_parts(sentence, names, writing)
            self._write(_fill(sentence.tail, names), writing)
            writing.owed += [part.text for part in sentence.owed if self._applies(part, names)]
            if sentence.close and writing.text and not writing.text.endswith(sentence.close):
                writing.say(sentence.close)
            if not writing.empty:
                yield writing.paragraph()

    def _write_parts(self, sentence: Sentence, names: Mapping[str, str], writing: Writing) -> None:
        opening = sentence.lead
        for row in self._rows(sentence.each_part, sentence.of):
            for part in sentence.parts:
                filled = {**names, **row}
                if self._applies(part, filled):
                    self._write(opening + _fill(part.text, filled), writing)
                    opening = sentence.separator

    def _rows(self, level: str | None, statement: str) -> Iterator[Mapping[str, str]]:
        """Once, or once for every row of the statement at that level, unspent budgets included."""
        if level is None:
            yield {}
            return
        codes = {code for code in self._values.codes(statement) if code.isdecimal()}
        if level == "item":
            codes |= {code for code in self._values.budgeted() if self._paths.belongs(code, statement)}
        for code in self._paths.in_order(code for code in codes if len(code) == _LEVELS[level]):
            yield {"code": code, "name": self._paths.name(code), "path": self._paths.path(code)}

    def _applies(self, condition: Condition, names: Mapping[str, str]) -> bool:
        def at(references: list[str]) -> list[object]:
            return [self._values.at(_fill(reference, names)) for reference in references]

        values = self._values
        return (
            (not condition.when or any(at(condition.when)))
            and not any(at(condition.unless))
            and None not in at(condition.needs)
            and (condition.lacks is None or values.at(_fill(condition.lacks, names)) is None)
            and (condition.filled is None or values.printed(condition.filled))
            and (condition.empty is None or not values.printed(condition.empty))
            and len(set(at(condition.equal))) <= 1
            and (not condition.adds_up or values.add_up(condition.adds_up))
            and (not condition.adds_up_not or not values.add_up(condition.adds_up_not))
            and (not condition.unequal or len(set(at(condition.unequal))) > 1)
        )

    def _write(self, text: str, writing: Writing) -> None:
        position = 0
        for match in _PLACE.finditer(text):
            writing.say(text[position : match.start()])
            arguments = (part.strip() for part in match.group(2).split("|"))
            self._phrases.verbs[match.group(1)](writing, *arguments)
            position = match.end()
        writing.say(text[position:])


def _fill(text: str, names: Mapping[str, str]) -> str:
    """`{year}`, `<code>` and the like filled in; places of phrases (`{amount:…}`) stay."""
    for name, value in names.items():
        text = text.replace("{" + name + "}", value).replace("<" + name + ">", value)
    return text
