"""Personal data of private persons, secrecy marks, leftovers of the file. Messages mask what they report."""

from __future__ import annotations

import re

from mingzhang.checks.documents.passages import quote
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.persons import personal_in, valid_identity
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("personal_data")
def personal_data(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No text holds personal data of the rule's kinds (name, identity, mobile, landline, account)."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    kinds: list[str] = rule.parameters["kinds"]
    for passage in texts.every:
        found = [item for item in personal_in(passage.text, standard.review.privacy) if item.kind in kinds]
        if not found:
            outcome.hold()
            continue
        masks = "、".join(dict.fromkeys(item.mask for item in found))
        checked = any(item.kind == "identity" and valid_identity(item.text) for item in found)
        note = Text("（校验位正确）", " (its check digit fits)") if checked else Text("", "")
        outcome.breach(
            Breach(
                values={
                    "where": passage.place,
                    "masked": masks,
                    "count": str(len(found)),
                    "note": note,
                },
                facts=[quote(passage, masks)],
                printed=masks,
                source=passage.source,
            )
        )
    return outcome


@document_check("secrecy_mark")
def secrecy_mark(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No secrecy mark stands in a published document."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    patterns = [re.compile(pattern, re.MULTILINE) for pattern in standard.review.privacy.secrecy]
    for passage in texts.every:
        found = next((match for pattern in patterns if (match := pattern.search(passage.text))), None)
        if found is None:
            outcome.hold()
            continue
        outcome.breach(texts.breach(passage, texts.masked(found.group().strip())))
    title = case.disclosure.title or ""
    if any(pattern.search(title) for pattern in patterns):
        place = Text("封面", "cover")
        fact = FindingFact(statement="cover")
        outcome.breach(Breach(values={"where": place, "quoted": texts.shown(title)}, facts=[fact]))
    return outcome


@document_check("file_traces")
def file_traces(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The file carries no author names, tracked changes or hidden parts."""
    outcome = Outcome()
    names: dict[str, str] = rule.parameters["kinds"]
    for trace in case.disclosure.traces:
        kind = Text(names.get(trace.kind, trace.kind), trace.kind)
        outcome.breach(Breach(values={"kind": kind}, facts=[FindingFact(statement="file", label=trace.kind)]))
    if not case.disclosure.traces:
        outcome.hold()
    return outcome
