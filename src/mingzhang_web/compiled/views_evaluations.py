"""Evaluation forms as printed: results entered, scores computed live, what is owed shown as owed."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingzhang.app.workbench import MingzhangError, dictionary_of
from mingzhang_web import policy
from mingzhang_web.access import for_year
from mingzhang_web.assessment.views import part_of as assessment_of
from mingzhang_web.compiled.compiling import findings_at, is_current, latest
from mingzhang_web.compiled.scoring import Scored, forms_of, scored
from mingzhang_web.compiled.views_statements import remarks_shown
from mingzhang_web.language import language_of, said
from mingzhang_web.year.evidence import attach, path_of, remove
from mingzhang_web.year.models import Evidence, UnitYear
from mingzhang_web.year.saving import TypedRow, save_grid
from mingzhang_web.year.views_records import conflict_page

FIELDS = ("actual", "score", "variance")


@for_year("see_targets")
def evaluations(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """Every form that the account sees: score, grade, or what is owed."""
    codes = policy.project_codes_of(request.user, unit_year)
    try:
        forms = [form for form in forms_of(unit_year) if codes is None or form.project_code in codes]
    except MingzhangError as error:
        problem = error.message.said(language_of(request))
        context = {"unit_year": unit_year, "problem": problem}
        return render(request, "compiled/evaluations.html", context, status=422)
    listed = [{"form": form, "owed": sum(not item.score for item in form.indicators)} for form in forms]
    context = {"unit_year": unit_year, "listed": listed, "part": "evaluations"}
    return render(request, "compiled/evaluations.html", context)


def _scored(request: HttpRequest, unit_year: UnitYear, project: str, typed: Any = None) -> Scored:
    policy.demand_project(request.user, unit_year, project)
    found = scored(unit_year, project, typed)
    if found is None:
        raise Http404
    return found


def _typed(request: HttpRequest) -> dict[int, dict[str, str]]:
    """Results by order, from fields `result-ORDER-FIELD`."""
    found: dict[int, dict[str, str]] = {}
    for name, value in request.POST.items():
        kind, _, rest = name.partition("-")
        order, _, field = rest.partition("-")
        if kind == "result" and order.isdecimal() and field in FIELDS:
            found.setdefault(int(order), {})[field] = str(value).strip()
    return found


@for_year("see_targets", writes="write_targets")
def evaluation(request: HttpRequest, unit_year: UnitYear, project: str) -> HttpResponse:
    """One form; POST saves the results typed into it."""
    found = _scored(request, unit_year, project)
    if request.method == "POST":
        typed = _rows_typed(request, found, project)
        saved = save_grid(request.user, unit_year, "results", typed, dictionary_of(unit_year.fiscal_year))
        if saved.good:
            return HttpResponseRedirect(f"{request.path}?saved={saved.changed}")
        if saved.conflicts:
            return conflict_page(request, unit_year, "results", saved, request.path)
        context = _context(request, unit_year, _scored(request, unit_year, project, _typed(request)))
        context["problems"] = [text for row in saved.problems for text in row.problems.values()]
        return render(request, "compiled/evaluation.html", context, status=422)
    return render(request, "compiled/evaluation.html", _context(request, unit_year, found))


def _rows_typed(request: HttpRequest, found: Scored, project: str) -> list[TypedRow]:
    rows = []
    for order, cells in _typed(request).items():
        row = found.rows.get(order)
        version = str(request.POST.get(f"version-{order}", "0"))
        known = str(request.POST.get(f"row-{order}", ""))
        if not known and row is None and not any(cells.values()):
            continue
        # A result that another entered since the page was shown is a conflict, not a second result.
        key = known or (f"new{order}" if row is None else str(row.pk))
        whole = {**cells, "project": project, "order": str(order)}
        rows.append(TypedRow(key, int(version) if version.isdecimal() else 0, whole))
    return rows


def _context(request: HttpRequest, unit_year: UnitYear, found: Scored) -> dict[str, Any]:
    form = found.form
    compilation = latest(unit_year) if policy.may(request.user, "see_compiled") else None
    marked = findings_at(compilation, language_of(request)) if compilation else {}
    own = {address: items for address, items in marked.items() if address.startswith(f"{form.project}/")}
    evidence: dict[int, list[Evidence]] = {}
    for item in Evidence.objects.filter(unit_year=unit_year, project=form.project_code):
        evidence.setdefault(item.order, []).append(item)
    findings = {finding["id"]: finding for items in own.values() for finding in items}
    return {
        "unit_year": unit_year,
        "part": "evaluations",
        "form": form,
        "scored": found,
        "funds_row": found.rows.get(0),
        "evidence": evidence,
        "findings": list(findings.values()),
        "is_current": is_current(unit_year, compilation),
        "may_write": unit_year.is_open and policy.may(request.user, "write_targets"),
        "saved": request.GET.get("saved"),
        **remarks_shown(request, unit_year, "form", f"evaluation:{form.project_code}"),
        **assessment_of(request, unit_year, form),
        "analysis": [(name, getattr(form.analysis, name)) for name in form.analysis.__struct_fields__],
        "columns": {
            column.name: column for column in dictionary_of(unit_year.fiscal_year).tables["projects"].columns
        },
    }


@require_POST
@for_year("see_targets")
def live_scores(request: HttpRequest, unit_year: UnitYear, project: str) -> HttpResponse:
    """The scores of what is being typed; nothing is saved."""
    found = _scored(request, unit_year, project, _typed(request))
    return render(request, "compiled/scores_part.html", {"scored": found, "form": found.form})


@require_POST
@for_year("see_targets", writes="write_targets")
def attach_evidence(request: HttpRequest, unit_year: UnitYear, project: str) -> HttpResponse:
    """Binds a file to one indicator's result."""
    found = _scored(request, unit_year, project)
    order = request.POST.get("order", "")
    upload = request.FILES.get("file")
    if not order.isdecimal() or int(order) not in found.orders or upload is None:
        words = said(request, "请选择指标和文件。", "Choose an indicator and a file.")
        return render(request, "message.html", {"title": "", "said_words": words}, status=422)
    try:
        dated = datetime.date.fromisoformat(request.POST["dated"]) if request.POST.get("dated") else None
        attach(request.user, unit_year, project, int(order), upload, request.POST.get("note", ""), dated)
    except (MingzhangError, ValueError) as error:
        words = error.message.said(language_of(request)) if isinstance(error, MingzhangError) else str(error)
        return render(request, "message.html", {"title": "", "said_words": words}, status=422)
    return HttpResponseRedirect(reverse("evaluation", args=[unit_year.pk, project]) + "#evidence")


def _evidence(request: HttpRequest, unit_year: UnitYear, evidence_id: int) -> Evidence:
    item = Evidence.objects.filter(unit_year=unit_year, pk=evidence_id).first()
    if item is None:
        raise Http404
    policy.demand_project(request.user, unit_year, item.project)
    return item


@for_year("see_targets")
def download_evidence(request: HttpRequest, unit_year: UnitYear, evidence_id: int) -> HttpResponse:
    """The file, always as a download: what was uploaded is never run by the browser."""
    item = _evidence(request, unit_year, evidence_id)
    path = path_of(item.sha256)
    if not path.is_file():
        raise Http404
    response: Any = FileResponse(
        path.open("rb"), as_attachment=True, filename=item.name, content_type="application/octet-stream"
    )
    return response


@require_POST
@for_year("see_targets", writes="write_targets")
def remove_evidence(request: HttpRequest, unit_year: UnitYear, evidence_id: int) -> HttpResponse:
    """Takes the file from its result."""
    item = _evidence(request, unit_year, evidence_id)
    project = item.project
    remove(request.user, unit_year, item)
    return HttpResponseRedirect(reverse("evaluation", args=[unit_year.pk, project]) + "#evidence")
