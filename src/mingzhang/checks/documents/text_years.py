"""Years left over from last year's file, dates outside the fiscal year, dates that contradict each other."""

from __future__ import annotations

import re

from mingzhang.checks.documents.passages import form_field, form_name
from mingzhang.checks.documents.structure_statements import name_of
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_YEAR = re.compile(r"(20\d\d)")


@document_check("year_of_titles")
def year_of_titles(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Cover, statements, forms and headings name the fiscal year."""
    outcome = Outcome()
    disclosure = case.disclosure
    year = disclosure.fiscal_year
    if year is None:
        outcome.miss("文件中没有识别出年度", "no fiscal year was found in the document")
        return outcome
    for statement in disclosure.statements:
        if statement.year:
            title = name_of(statement, standard)
            fact = FindingFact(
                statement=statement.id, label=title, value=statement.year, source=statement.source
            )
            _compare(outcome, statement.year, year, Text(f"《{title}》", title), fact)
    for form in disclosure.evaluations:
        if form.year:
            _compare(outcome, form.year, year, form_name(form), form_field(form, "year", form.year))
    for heading in disclosure.headings:
        if _YEAR.search(heading.text):
            fact = FindingFact(statement=heading.part, value=heading.text, source=heading.source)
            _compare(outcome, heading.text, year, Text("标题", "a title"), fact)
    for section in disclosure.explanation:
        if _YEAR.search(section.title):
            where = Text("情况说明标题", "heading of the explanation")
            fact = FindingFact(statement="explanation", value=section.title, source=section.source)
            _compare(outcome, section.title, year, where, fact)
    return outcome


def _compare(outcome: Outcome, printed: str, year: int, where: Text, fact: FindingFact) -> None:
    found = _YEAR.search(printed)
    if found is None or int(found.group()) == year:
        outcome.hold()
        return
    values: dict[str, str | Text] = {
        "where": where,
        "printed": found.group(),
        "expected": str(year),
        "quoted": printed,
    }
    outcome.breach(Breach(values=values, facts=[fact], printed=found.group(), expected=str(year)))


@document_check("year_in_text")
def year_in_text(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Where the explanation speaks of this year or of the year before, it names the right one."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    year = case.disclosure.fiscal_year
    if year is None or not texts.explanation:
        outcome.miss("没有年度或情况说明", "no fiscal year or no explanation")
        return outcome
    for passage in [*texts.explanation, *(item for item in texts.every if item.area == "glossary")]:
        for wanted in rule.parameters["patterns"]:
            for found in re.finditer(wanted["pattern"], passage.text):
                expected = year + int(wanted["offset"])
                if int(found.group("year")) == expected:
                    outcome.hold()
                    continue
                breach = texts.breach(passage, texts.excerpt(passage, *found.span()))
                breach.values = {
                    **breach.values,
                    "printed": found.group("year"),
                    "expected": str(expected),
                }
                breach.printed, breach.expected = found.group("year"), str(expected)
                outcome.breach(breach)
    return outcome
