"""The explanation: numbers bound and locked, words a person's."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingzhang.app.workbench import Text, pieces_of, strange_numbers
from mingzhang_web.compiled.compiling import address_in, disclosure_of
from mingzhang_web.compiled.models import Compilation, ParagraphEdit
from mingzhang_web.compiled.views_statements import for_compilation, shown
from mingzhang_web.policy import may
from mingzhang_web.year.changes import changing
from mingzhang_web.year.models import UnitYear


def _claim_address(disclosure: Any, index: int) -> str:
    about = disclosure.claims[index].about
    if about is None:
        return ""
    names = ("statement", "side", "code", "column", "figure", "project", "field")
    return address_in({name: getattr(about, name) for name in names})


def _shown_paragraph(disclosure: Any, paragraph: Any, edit: ParagraphEdit | None) -> dict[str, Any]:
    """Pieces with the cell of every number; the words of an edit that is not compiled yet."""
    pieces = []
    words = list(edit.pieces) if edit and len(edit.pieces) == len(paragraph.numbers) + 1 else None
    pending = False
    for piece in pieces_of(paragraph):
        text = piece.text
        if piece.claim is None and words is not None:
            text = words.pop(0)
            pending = pending or text != piece.text
        cell = "" if piece.claim is None else _claim_address(disclosure, piece.claim)
        claim = None if piece.claim is None else disclosure.claims[piece.claim]
        traced = bool(claim) and claim.measure in ("amount", "count") and cell.count("/") >= 2
        pieces.append({"text": text, "claim": piece.claim, "cell": cell, "traced": traced})
    return {"pieces": pieces, "owed": paragraph.owed, "pending": pending, "edited": edit is not None}


@for_compilation()
def explanation(request: HttpRequest, unit_year: UnitYear, compilation: Compilation) -> HttpResponse:
    """The whole explanation."""
    disclosure = disclosure_of(compilation)
    edits = {
        (edit.section, edit.signature): edit for edit in ParagraphEdit.objects.filter(unit_year=unit_year)
    }
    sections = []
    for index, section in enumerate(disclosure.explanation):
        paragraphs = [
            _shown_paragraph(
                disclosure,
                paragraph,
                edits.get((section.section or "", compilation.signatures[index][place])),
            )
            for place, paragraph in enumerate(section.paragraphs)
        ]
        sections.append({"title": section.title, "index": index, "paragraphs": paragraphs})
    context = shown(
        unit_year,
        compilation,
        "explanation",
        sections=sections,
        may_write=unit_year.is_open and may(request.user, "compile"),
        lost=compilation.lost,
        glossary=disclosure.glossary,
    )
    return render(request, "compiled/explanation.html", context)


@for_compilation(writes="compile")
def paragraph(
    request: HttpRequest, unit_year: UnitYear, compilation: Compilation, section: int, place: int
) -> HttpResponse:
    """One paragraph's words in fields around its locked numbers; POST keeps them."""
    disclosure = disclosure_of(compilation)
    try:
        held = disclosure.explanation[section]
        narrated = held.paragraphs[place]
        signature = compilation.signatures[section][place]
    except IndexError:
        raise Http404 from None
    edit = ParagraphEdit.objects.filter(
        unit_year=unit_year, section=held.section or "", signature=signature
    ).first()
    back = f"{reverse('explanation', args=[unit_year.pk])}#s{section}p{place}"
    problem: Text | None = None
    typed = None
    if request.method == "POST":
        typed = [request.POST.get(f"piece-{index}", "") for index in range(len(narrated.numbers) + 1)]
        problem = _refusal(request, edit, narrated, typed)
        if problem is None:
            _keep(request, unit_year, held.section or "", signature, typed)
            return HttpResponseRedirect(back)
    current = _shown_paragraph(disclosure, narrated, edit)
    if typed is not None:
        words = iter(typed)
        for piece in current["pieces"]:
            if piece["claim"] is None:
                piece["text"] = next(words)
    fields = []
    number = 0
    for piece in current["pieces"]:
        fields.append({**piece, "name": f"piece-{number}" if piece["claim"] is None else ""})
        number += piece["claim"] is None
    context = shown(
        unit_year, compilation, "explanation", fields=fields, back=back, problem=problem,
        version=edit.version if edit else 0, title=held.title, edited=edit is not None,
    )  # fmt: skip
    return render(request, "compiled/paragraph.html", context, status=422 if problem else 200)


def _refusal(
    request: HttpRequest, edit: ParagraphEdit | None, narrated: Any, typed: list[str]
) -> Text | None:
    """Why the words are not kept: another saved first, or a number that is bound to nothing."""
    if "restore" not in request.POST and (strange := strange_numbers(typed, narrated)):
        listed = "、".join(strange)
        return Text(
            f"数字“{listed}”没有对应的报表数。数字由系统填写；原因中的数字请先登记在“情况说明”表。",
            f"“{listed}” is bound to no figure. Numbers are filled in by the system; those of a reason "
            "belong into the table of reasons.",
        )
    if request.POST.get("version", "") != str(edit.version if edit else 0):
        return Text(
            "这一段刚被别人改过；请核对后再保存。", "This paragraph has just been changed by another."
        )
    return None


def _keep(request: HttpRequest, unit_year: UnitYear, section: str, signature: str, typed: list[str]) -> None:
    with changing(request.user, unit_year, "explanation.edited") as details:
        details.update(section=section, signature=signature)
        if "restore" in request.POST:
            ParagraphEdit.objects.filter(unit_year=unit_year, section=section, signature=signature).delete()
            details["restored"] = True
            return
        edit, new = ParagraphEdit.objects.get_or_create(
            unit_year=unit_year, section=section, signature=signature, defaults={"pieces": typed}
        )
        if not new:
            edit.pieces = typed
            edit.version += 1
            edit.save(update_fields=["pieces", "version"])
