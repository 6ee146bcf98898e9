"""The unit's name and code: on the cover, above the tables, in the forms, in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mingzhang.checks.documents.passages import form_field, form_name
from mingzhang.checks.documents.structure_statements import name_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Department, Disclosure, Evaluation
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


def bare_unit_name(name: str, parameters: dict[str, list[str]]) -> str:
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
    own = bare_unit_name(cover, rule.parameters)
    for statement in case.disclosure.statements:
        if not statement.unit_name:
            continue
        if bare_unit_name(statement.unit_name, rule.parameters) == own:
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


@document_check("evaluation_unit_name")
def evaluation_unit_name(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every form names the department and a unit of this disclosure, with the codes of the others."""
    outcome = Outcome()
    known = [bare_unit_name(name, rule.parameters) for name in official_names(case.disclosure)]
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
    if body.name and bare_unit_name(body.name, rule.parameters) not in known:
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
