"""The whole explanation in the field's order, from the standard's wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mingzhang.facts.model import Claim, Disclosure, ExplanationParagraph, GlossaryEntry, Section
from mingzhang.narrate.performance import performance
from mingzhang.narrate.phrases import Phrases, Reasons
from mingzhang.narrate.values import Values
from mingzhang.narrate.writing import Writing
from mingzhang.standard.load import Standard
from mingzhang.standard.narrative import Narrative, NarrativeSection, Sentence

_PLACE = re.compile(r"\{(\w+):([^{}]*)\}")
_LEVELS = {"category": 3, "section": 5, "item": 7}


def narrate(
    disclosure: Disclosure, standard: Standard, reasons: Reasons, prior: Disclosure | None = None
) -> None:
    """Writes explanation, claims and glossary of a compiled disclosure in place.

    Every number is bound to a fact (amounts 万元, rates %, two decimals). What the records do not
    give stands as `owed` on its paragraph and is never invented.
    """
    values = Values(disclosure, prior)
    narrative = standard.narrative
    phrases = Phrases(values, reasons, narrative)
    claims: list[Claim] = []
    disclosure.explanation = [
        Section(
            section=section.section,
            title=section.title,
            paragraphs=list(_paragraphs(section, disclosure, values, phrases, claims, narrative)),
        )
        for section in narrative.sections
    ]
    disclosure.claims = claims
    disclosure.glossary = [
        GlossaryEntry(term=entry["term"], text=entry["text"]) for entry in narrative.glossary
    ]


def _paragraphs(
    section: NarrativeSection,
    disclosure: Disclosure,
    values: Values,
    phrases: Phrases,
    claims: list[Claim],
    narrative: Narrative,
) -> Iterator[ExplanationParagraph]:
    year = disclosure.fiscal_year or 0
    for sentence in section.paragraphs:
        for names in _repeated(sentence, disclosure):
            filled = {
                "year": str(year),
                "prior_year": str(year - 1),
                "unit": disclosure.unit.name or "",
                **names,
            }
            if not _wanted(sentence, values, filled):
                continue
            writing = Writing(claims, section.section, year)
            _write(_fill(sentence.text, filled), writing, phrases)
            if not writing.empty:
                yield writing.paragraph()
    if section.section == "performance":
        yield from performance(disclosure, claims, narrative)


def _repeated(sentence: Sentence, disclosure: Disclosure) -> Iterator[Mapping[str, str]]:
    """Once, or once for every row of the general budget's expenditure at the level asked for."""
    if sentence.each is None:
        yield {}
        return
    statement = disclosure.statement("general_budget_expenditure")
    for fact in statement.facts if statement is not None else ():
        if fact.column == "total" and fact.code.isdigit() and len(fact.code) == _LEVELS[sentence.each]:
            yield {"code": fact.code, "name": fact.label or fact.code}


def _wanted(sentence: Sentence, values: Values, names: Mapping[str, str]) -> bool:
    if sentence.needs is not None and values.at(_fill(sentence.needs, names)) is None:
        return False
    if sentence.when is not None and not values.at(_fill(sentence.when, names)):
        return False
    return sentence.unless is None or not values.at(_fill(sentence.unless, names))


def _fill(text: str, names: Mapping[str, str]) -> str:
    """`{year}` and the like filled in; places of phrases (`{amount:…}`) stay."""
    for name, value in names.items():
        text = text.replace("{" + name + "}", value).replace("<" + name + ">", value)
    return text


def _write(text: str, writing: Writing, phrases: Phrases) -> None:
    position = 0
    for match in _PLACE.finditer(text):
        writing.say(text[position : match.start()])
        phrases.verbs[match.group(1)](writing, *(part.strip() for part in match.group(2).split("|")))
        position = match.end()
    writing.say(text[position:])
