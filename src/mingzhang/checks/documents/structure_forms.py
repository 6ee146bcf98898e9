"""Blank, lost and untitled evaluation forms."""

from __future__ import annotations

from mingzhang.checks.documents.passages import form_field, form_name
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.model import Evaluation
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


def _breach(form: Evaluation, field: str, value: str | None) -> Breach:
    return Breach(
        values={"form": form_name(form)}, facts=[form_field(form, field, value)], source=form.source
    )


@document_check("form_status")
def form_status(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No published form has the status named by the rule (blank or fragment)."""
    outcome = Outcome()
    for form in case.disclosure.evaluations:
        if form.status == rule.parameters["status"]:
            outcome.breach(_breach(form, "status", form.status))
        else:
            outcome.hold()
    return outcome


@document_check("form_title_missing")
def form_title_missing(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every form that has a table has a title that says what it is."""
    outcome = Outcome()
    words = rule.parameters["words"]
    forms = [form for form in case.disclosure.evaluations if form.status != "fragment"]
    if forms and not any(form.title for form in forms):
        outcome.miss("各表均未保留标题", "no form keeps a title")
        return outcome
    for form in forms:
        if form.title and any(word in form.title for word in words):
            outcome.hold()
            continue
        breach = _breach(form, "title", form.title)
        printed = f"“{form.title}”" if form.title else ""
        breach.values = {
            "form": form_name(form),
            "printed": Text(
                f"（标题处为{printed}）" if printed else "", f" (it reads {printed})" if printed else ""
            ),
        }
        breach.printed = form.title
        outcome.breach(breach)
    return outcome
