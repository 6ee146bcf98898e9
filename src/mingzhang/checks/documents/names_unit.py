"""The unit's name and code: on the cover, above the tables, in the forms, in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mingzhang.checks.documents.similarity import distance, likeness
from mingzhang.checks.documents.structure_statements import name_of
from mingzhang.checks.documents.texts import form_field, form_name, texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Department, Disclosure, Evaluation
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


def _bare_name(name: str, parameters: dict[str, list[str]]) -> str:
    """The name folded, without endings such as （本级） that mean the same unit."""
    folded = fold(name)
    for ending in parameters.get("endings", []):
        folded = folded.removesuffix(fold(ending))
    return folded


def official_names(disclosure: Disclosure) -> list[str]:
    """The unit, its department and its member units by name."""
    department = disclosure.unit.department
    names = [disclosure.unit.name, department.name if department else None, *disclosure.profile.member_units]
    return [name for name in dict.fromkeys(names) if name]


@document_check("statement_unit_name")
def statement_unit_name(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The unit named above every statement is the one on the cover."""
    outcome = Outcome()
    cover = case.disclosure.unit.name
    if not cover:
        outcome.miss("封面没有识别出单位名称", "the cover names no unit")
        return outcome
    own = _bare_name(cover, rule.parameters)
    for statement in case.disclosure.statements:
        if not statement.unit_name:
            continue
        if _bare_name(statement.unit_name, rule.parameters) == own:
            outcome.hold()
            continue
        title = name_of(statement, standard)
        outcome.breach(
            Breach(
                values={"title": title, "printed": statement.unit_name, "expected": cover},
                facts=[
                    FindingFact(
                        statement=statement.id,
                        label=title,
                        value=statement.unit_name,
                        source=statement.source,
                    )
                ],
                printed=statement.unit_name,
                expected=cover,
            )
        )
    return outcome


@document_check("scope_of_tables")
def scope_of_tables(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Cover and statements agree whether this is a department's or a unit's disclosure."""
    outcome = Outcome()
    scope = case.disclosure.unit.scope
    labels: dict[str, str] = rule.parameters["labels"]
    labelled = [item for item in case.disclosure.statements if labels.get(item.unit_label or "")]
    if scope is None or not labelled:
        outcome.miss("封面或报表没有写明单位还是部门", "cover or tables do not say department or unit")
        return outcome
    wrong = [item for item in labelled if labels[item.unit_label or ""] != scope]
    outcome.hold(len(labelled) - len(wrong))
    if wrong:
        words = rule.parameters["words"]
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


@document_check("scope_of_text")
def scope_of_text(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The explanation calls itself what the cover says: 本单位 or 本部门."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    scope = case.disclosure.unit.scope
    if scope is None or not texts.explanation:
        outcome.miss("封面没有写明单位还是部门", "the cover does not say department or unit")
        return outcome
    other = re.compile(rule.parameters["other"][scope])
    own = re.compile(rule.parameters["other"]["unit" if scope == "department" else "department"])
    for passage in texts.explanation:
        found = other.search(passage.text)
        if found is None:
            if own.search(passage.text):
                outcome.hold()
            continue
        breach = texts.breach(passage, texts.excerpt(passage, *found.span()))
        breach.values = {**breach.values, "scope": rule.parameters["words"][scope]}
        outcome.breach(breach)
    return outcome


@document_check("evaluation_unit_name")
def evaluation_unit_name(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every form names the department and a unit of this disclosure, with the codes of the others."""
    outcome = Outcome()
    known = [_bare_name(name, rule.parameters) for name in official_names(case.disclosure)]
    if not known:
        outcome.miss("封面没有识别出单位名称", "the cover names no unit")
        return outcome
    codes = _codes(case.disclosure)
    for form in case.disclosure.evaluations:
        for field, body, zh in (("department", form.department, "主管部门"), ("unit", form.unit, "预算单位")):
            if body is None:
                continue
            broken = list(_wrong(form, field, zh, body, known, codes, case.disclosure, rule))
            for breach in broken:
                outcome.breach(breach)
            if not broken:
                outcome.hold()
    return outcome


def _codes(disclosure: Disclosure) -> dict[str, set[str]]:
    """Codes of department and unit: stated for the disclosure, or printed in at least half of the forms."""
    unit = disclosure.unit
    known = {"unit": {unit.code} if unit.code else set(), "department": set[str]()}
    if unit.department and unit.department.code:
        known["department"].add(unit.department.code)
    for field in ("unit", "department"):
        printed = Counter(
            body.code for form in disclosure.evaluations if (body := getattr(form, field)) and body.code
        )
        if printed and not known[field]:
            known[field].update(code for code, count in printed.items() if 2 * count >= sum(printed.values()))
        if len(disclosure.profile.member_units) > 1:
            known[field].update(code for code, count in printed.items() if count > 1)
    return {field: {code for code in values if code} for field, values in known.items()}


def _wrong(
    form: Evaluation,
    field: str,
    zh: str,
    body: Department,
    known: list[str],
    codes: dict[str, set[str]],
    disclosure: Disclosure,
    rule: Rule,
) -> Iterator[Breach]:
    what = Text(zh, field)
    if body.name and _bare_name(body.name, rule.parameters) not in known:
        expected = disclosure.unit.name or ""
        yield _unit_breach(form, field, what, body.name, expected)
    if body.code and codes[field] and body.code not in codes[field]:
        yield _unit_breach(
            form, field, Text(f"{zh}代码", f"{field} code"), body.code, sorted(codes[field])[0]
        )


def _unit_breach(form: Evaluation, field: str, what: Text, printed: str, expected: str) -> Breach:
    return Breach(
        values={"form": form_name(form), "what": what, "printed": printed, "expected": expected},
        facts=[form_field(form, field, printed)],
        printed=printed,
        expected=expected,
    )


@document_check("unit_name_in_text")
def unit_name_in_text(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Names in the text that are nearly the unit's and not quite."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    names = [fold(name) for name in official_names(case.disclosure)]
    shortest = rule.parameters["shortest"]
    for passage in texts.every:
        if passage.area == "unread":
            continue
        plain = fold(passage.text)
        for name in names:
            if len(name) < shortest:
                continue
            outcome.hold(plain.count(name))
            for found in _nearly(plain, name, names, rule.parameters["edits"]):
                breach = texts.breach(passage, found)
                breach.values = {**breach.values, "expected": name}
                breach.expected = name
                outcome.breach(breach)
    for statement in case.disclosure.statements:
        outcome.hold(int(bool(statement.unit_name)))
    return outcome


def _nearly(text: str, name: str, names: list[str], edits: int) -> Iterator[str]:
    """Stretches that begin and end like the name and differ from it by at most `edits` characters."""
    head, tail = name[:2], name[-1]
    seen: set[str] = set()
    for found in re.finditer(re.escape(head), text):
        window = text[found.start() : found.start() + len(name) + edits]
        ends = [place + 1 for place, char in enumerate(window) if char == tail and place >= len(head)]
        candidates = [window[:end] for end in ends]
        if any(candidate in names for candidate in candidates):
            continue
        for candidate in candidates:
            if candidate not in seen and _is_slip(candidate, name, edits):
                seen.add(candidate)
                yield candidate
                break


def _is_slip(candidate: str, name: str, edits: int) -> bool:
    """Whether a stretch is the name with a slip: two characters replaced make another office's name."""
    steps = distance(candidate, name, edits)
    if not 0 < steps <= edits or likeness(candidate, name) < 0.5:
        return False
    return steps == 1 or len(candidate) != len(name)
