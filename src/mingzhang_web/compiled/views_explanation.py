"""The explanation: numbers bound and locked, words a person's."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingzhang.app.workbench import Text, pieces_of, strange_numbers
from mingzhang_web.compiled.compiling import address_in, disclosure_of
from mingzhang_web.compiled.models import Compilation, ParagraphEdit
from mingzhang_web.compiled.views_statements import for_compilation, remarks_shown, shown
from mingzhang_web.language import said
from mingzhang_web.policy import may
from mingzhang_web.year.changes import changing
from mingzhang_web.year.locking import Overtaken, both_shown, conflict_of, keep, version_in
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
    return {"pieces": pieces, "owed": paragraph.owed, "pending": pending, "edited": edit is not None,
            "beginning": paragraph.text[:30]}  # fmt: skip


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
        **remarks_shown(request, unit_year, "sentence"),
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
        problem = None if "restore" in request.POST else _strange(typed, narrated)
        if problem is None:
            try:
                _keep(request, unit_year, held.section or "", signature, typed)
            except Overtaken as error:
                return _both(request, unit_year, error.standing, narrated, typed, back)
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


def _strange(typed: list[str], narrated: Any) -> Text | None:
    """Why the words are not kept: a number that is bound to nothing."""
    strange = strange_numbers(typed, narrated)
    if not strange:
        return None
    listed = "、".join(strange)
    return Text(
        f"数字“{listed}”没有对应的报表数。数字由系统填写；原因中的数字请先登记在“情况说明”表。",
        f"“{listed}” is bound to no figure. Numbers are filled in by the system; those of a reason "
        "belong into the table of reasons.",
    )


def _keep(request: HttpRequest, unit_year: UnitYear, section: str, signature: str, typed: list[str]) -> None:
    """Keeps the words, or takes them away again; Overtaken where another saved first."""
    lookup = {"unit_year": unit_year, "section": section, "signature": signature}
    with changing(request.user, unit_year, "explanation.edited") as details:
        details.update(section=section, signature=signature)
        kept = keep(ParagraphEdit, version_in(request), lookup, {"pieces": typed})
        if "restore" in request.POST:
            kept.delete()
            details["restored"] = True


def _both(
    request: HttpRequest, unit_year: UnitYear, now: ParagraphEdit | None, narrated: Any, typed: list[str],
    back: str,
) -> HttpResponse:  # fmt: skip
    """Both versions of the words side by side."""
    narration = [piece.text for piece in pieces_of(narrated) if piece.claim is None]
    standing = now.pieces if now and len(now.pieces) == len(typed) else narration
    headings = [said(request, f"文字 {index + 1}", f"Words {index + 1}") for index in range(len(typed))]
    fields = [
        conflict_of(headings[index], f"piece-{index}", standing[index], words, long=True)
        for index, words in enumerate(typed)
    ]
    return both_shown(request, unit_year, fields, {"version": now.version if now else 0}, back)
