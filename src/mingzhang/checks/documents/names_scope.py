"""Department or unit: cover, tables, text and the list of member units agree."""

from __future__ import annotations

import re

from mingzhang.checks.documents.names_unit import bare_unit_name
from mingzhang.checks.documents.structure_statements import name_of
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Source
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("scope_of_tables")
def scope_of_tables(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Cover and statements agree whether this is a department's or a unit's disclosure."""
    outcome = Outcome()
    scope = case.disclosure.unit.scope
    labels: dict[str, str] = rule.parameters["labels"]
    labelled = [item for item in case.disclosure.statements if labels.get(item.unit_label or "")]
    words: dict[str, str] = rule.parameters["words"]
    if scope not in words or not labelled:
        outcome.miss("封面或报表没有写明单位还是部门", "cover or tables do not say department or unit")
        return outcome
    wrong = [item for item in labelled if labels[item.unit_label or ""] != scope]
    outcome.hold(len(labelled) - len(wrong))
    if wrong:
        titles = "、".join(name_of(item, standard) for item in wrong)
        outcome.breach(
            Breach(
                values={
                    "cover": case.disclosure.title or words[scope],
                    "count": str(len(wrong)),
                    "titles": titles,
                    "printed": wrong[0].unit_label or "",
                    "scope": words[scope],
                },
                facts=[
                    FindingFact(
                        statement=item.id,
                        label=name_of(item, standard),
                        value=item.unit_label,
                        source=item.source,
                    )
                    for item in wrong
                ],
                printed=wrong[0].unit_label,
                expected=words[scope],
            )
        )
    return outcome


@document_check("scope_of_members")
def scope_of_members(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A unit's disclosure has no member units; one that lists them is a department's."""
    outcome = Outcome()
    unit, profile = case.disclosure.unit, case.disclosure.profile
    if unit.scope is None or not profile.member_units:
        outcome.miss("封面没有写明单位还是部门，或没有列出所属单位", "no scope, or no member units listed")
        return outcome
    own = bare_unit_name(unit.name or "", rule.parameters)
    others = [name for name in profile.member_units if bare_unit_name(name, rule.parameters) != own]
    if unit.scope == "department" or not others:
        outcome.hold()
        return outcome
    source = profile.sources.get("member_units", Source())
    outcome.breach(
        Breach(
            values={"count": str(len(others)), "names": "、".join(others)},
            facts=[
                FindingFact(statement="profile", label="member_units", value=name, source=source)
                for name in others
            ],
            printed=str(len(others)),
        )
    )
    return outcome


@document_check("scope_of_text")
def scope_of_text(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The explanation calls itself what the cover says: 本单位 or 本部门."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    scope = case.disclosure.unit.scope
    if scope not in rule.parameters["other"] or not texts.explanation:
        outcome.miss("封面没有写明单位还是部门", "the cover does not say department or unit")
        return outcome
    other = re.compile(rule.parameters["other"][scope])
    own = re.compile(rule.parameters["other"]["unit" if scope == "department" else "department"])
    profile = [passage for passage in texts.every if passage.area == "profile" and passage.field is None]
    for passage in [*profile, *texts.explanation]:
        found = other.search(passage.text)
        if found is None:
            if own.search(passage.text):
                outcome.hold()
            continue
        breach = texts.breach(passage, texts.excerpt(passage, *found.span()))
        breach.values = {**breach.values, "scope": rule.parameters["words"][scope]}
        outcome.breach(breach)
    return outcome
