"""Whether the explanation has what 财预〔2016〕143号 asks for, and a reason for every change."""

from __future__ import annotations

import re
from collections import Counter

from mingzhang.checks.documents.passages import Passage
from mingzhang.checks.documents.similarity import bare
from mingzhang.checks.documents.texts import Texts, texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Source
from mingzhang.standard.load import Standard
from mingzhang.standard.review import ContentItem
from mingzhang.standard.rules import Rule


def _present(item: ContentItem, text: str) -> bool:
    return any(re.search(word, text) for word in item.words)


def _everything(texts: Texts) -> str:
    """All that is said: explanation, unread material, and marks of the parts that stand elsewhere."""
    disclosure = texts.disclosure
    parts = [texts.whole, *(passage.text for passage in texts.every if passage.area == "profile")]
    if disclosure.profile.duties:
        parts.append("主要职责")
    if disclosure.profile.sections or disclosure.profile.member_units or disclosure.profile.staff:
        parts.append("机构设置")
    return "\n".join(parts)


@document_check("section_missing")
def section_missing(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The explanation has every section, and the document its glossary."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    if not texts.explanation:
        outcome.miss("文件中没有识别出情况说明", "no explanation was found in the document")
        return outcome
    text = _everything(texts)
    for item in standard.review.contents.sections:
        if item.variants and case.disclosure.variant not in item.variants:
            continue
        if _present(item, text):
            outcome.hold()
            continue
        outcome.breach(_missing(item, texts, case))
    if case.disclosure.glossary or "名词解释" in text:
        outcome.hold()
    else:
        outcome.breach(
            Breach(
                values={"name": rule.parameters["glossary"]},
                facts=[FindingFact(statement="glossary")],
                source=texts.explanation[-1].source,
            )
        )
    return outcome


def _missing(item: ContentItem, texts: Texts, case: Case) -> Breach:
    return Breach(
        values={"name": item.name.text(), "source": item.source},
        facts=[FindingFact(statement="explanation", label=item.name.zh)],
        severity=item.severity,
        source=texts.explanation[0].source if texts.explanation else Source(),
    )


@document_check("narrative_item_missing")
def narrative_item_missing(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Inside its section every item that must be told is told."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    text = texts.whole
    for item in standard.review.contents.items:
        if not any(re.search(word, text) for word in item.within):
            continue
        if _present(item, text):
            outcome.hold()
            continue
        breach = _missing(item, texts, case)
        breach.source = _section_source(item, texts)
        outcome.breach(breach)
    return outcome


def _section_source(item: ContentItem, texts: Texts) -> Source:
    for word in item.within:
        for section in texts.disclosure.explanation:
            if re.search(word, section.title):
                return section.source
        for passage in texts.explanation:
            if re.search(word, passage.text):
                return passage.source
    return Source()


@document_check("change_without_reason")
def change_without_reason(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A paragraph that states a change against last year gives a reason, or the next one does."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    comparison = re.compile(standard.review.contents.comparison)
    reasons = re.compile("|".join(standard.review.contents.reason_words))
    for index, passage in enumerate(texts.explanation):
        stated = [found for found in comparison.finditer(passage.text) if _differs(found.group("value"))]
        if not stated:
            continue
        if reasons.search(passage.text, stated[0].end()) or _goes_on(texts.explanation, index, reasons):
            outcome.hold()
            continue
        found = stated[0]
        outcome.breach(texts.breach(passage, texts.excerpt(passage, found.start(), found.end())))
    return outcome


def _differs(value: str) -> bool:
    return any(digit in "123456789" for digit in value)


def _goes_on(passages: list[Passage], index: int, reasons: re.Pattern[str]) -> bool:
    """Whether the next paragraph of the same section begins by giving the reason."""
    if index + 1 == len(passages) or passages[index + 1].section is not passages[index].section:
        return False
    return reasons.search(passages[index + 1].text[:40]) is not None


@document_check("section_twice")
def section_twice(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No long paragraph of the explanation is printed twice within one section."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    shortest = rule.parameters["shortest"]
    seen = Counter((id(item.section), bare(item.text)) for item in texts.explanation)
    first: set[tuple[int, str]] = set()
    for passage in texts.explanation:
        key = (id(passage.section), bare(passage.text))
        if len(key[1]) < shortest:
            continue
        if seen[key] > 1 and key in first:
            outcome.breach(texts.breach(passage, texts.shown(passage.text)))
        elif seen[key] == 1:
            outcome.hold()
        first.add(key)
    return outcome
