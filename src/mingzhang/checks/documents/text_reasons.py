"""One reason for different deviations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.checks.documents.passages import Passage, form_name, quote
from mingzhang.checks.documents.similarity import bare
from mingzhang.checks.documents.texts import Texts, texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@dataclass(slots=True)
class _Reason:
    """A reason given somewhere, and the deviation that it is given for."""

    passage: Passage
    text: str
    deviation: str


@document_check("one_reason_for_different_deviations")
def one_reason_for_different_deviations(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """One reason given for the deviations of different projects or of different subjects."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    groups: dict[str, dict[str, _Reason]] = defaultdict(dict)
    for reason in [*_reasons_of_forms(texts, rule), *_reasons_of_changes(texts, rule, standard)]:
        groups[bare(reason.text)].setdefault(reason.deviation, reason)
    for key, members in groups.items():
        if len(key) < rule.parameters["shortest"]:
            continue
        if len(members) < 2:
            outcome.hold()
        else:
            outcome.breach(_one_reason(texts, list(members.values())))
    return outcome


def _reasons_of_forms(texts: Texts, rule: Rule) -> Iterator[_Reason]:
    """Reasons in the forms; what deviates in one project has one cause."""
    nothing = re.compile(rule.parameters["no_reason"])
    for passage in texts.forms:
        if (passage.field or "").endswith(".variance") and not nothing.search(passage.text):
            yield _Reason(passage, passage.text, str(id(passage.evaluation)))


def _reasons_of_changes(texts: Texts, rule: Rule, standard: Standard) -> Iterator[_Reason]:
    """Reasons in the explanation; changes by the same amount are one deviation seen twice."""
    pattern = re.compile(rule.parameters["stated"])
    comparison = re.compile(standard.review.contents.comparison)
    for passage in texts.explanation:
        # A total and its largest part deviate for one reason.
        if passage.section is not None and passage.section.section in rule.parameters["overall"]:
            continue
        for found in pattern.finditer(passage.text):
            amounts = [item.group("value") for item in comparison.finditer(passage.text, 0, found.start())]
            if amounts and not rule.parameters["zero"].count(amounts[-1]):
                yield _Reason(passage, found.group("reason"), amounts[-1])


def _one_reason(texts: Texts, places: list[_Reason]) -> Breach:
    quoted = texts.shown(places[0].text)
    breach = texts.breach(places[0].passage, quoted)
    breach.facts = [quote(item.passage, quoted) for item in places]
    zh = "、".join(_where(texts, item.passage).zh for item in places)
    en = ", ".join(_where(texts, item.passage).en for item in places)
    breach.values = {**breach.values, "count": str(len(places)), "places": Text(zh, en)}
    return breach


def _where(texts: Texts, passage: Passage) -> Text:
    if passage.evaluation is not None:
        return form_name(passage.evaluation)
    head = texts.masked(passage.text[:12])
    return Text(f"“{head}…”", f"“{head}…”")
