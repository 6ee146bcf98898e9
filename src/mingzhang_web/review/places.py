"""What a remark is attached to: a cell, a form or a sentence of the compiled accounts."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from mingzhang_web.compiled.compiling import disclosure_of, latest
from mingzhang_web.compiled.views_statements import printed
from mingzhang_web.review.models import Remark
from mingzhang_web.year.models import UnitYear

Place = tuple[str, str]
"""Kind and place, as `Remark` has them."""


def titled(unit_year: UnitYear, place: Place) -> str | None:
    """The place in words as printed; None where the accounts have no such place."""
    compilation = latest(unit_year)
    if compilation is None:
        return None
    disclosure = disclosure_of(compilation)
    kind, address = place
    if kind == "cell":
        value, label = printed(disclosure, address)
        return None if label == address else f"{label} {value or ''}".strip()
    if kind == "form":
        return dict(forms(disclosure)).get(address)
    if kind == "sentence":
        return _sentence(disclosure, address)
    return None


def forms(disclosure: Any) -> list[Place]:
    """(place, title) of every statement and evaluation form."""
    statements = [(f"statement:{item.id}", item.title or item.id) for item in disclosure.statements]
    evaluations = [
        (f"evaluation:{item.project_code}", item.project or item.project_code)
        for item in disclosure.evaluations
    ]
    return [*statements, *evaluations]


def _sentence(disclosure: Any, address: str) -> str | None:
    section, _, paragraph = address.partition("/")
    if not (section.isdecimal() and paragraph.isdecimal()):
        return None
    try:
        held = disclosure.explanation[int(section)]
        text = held.paragraphs[int(paragraph)].text
    except IndexError:
        return None
    return f"{held.title}：{text[:60]}{'…' if len(text) > 60 else ''}"


def address_of(remark: Remark) -> str:
    """The page that shows what the remark is attached to."""
    year = remark.unit_year_id
    if remark.kind == "cell":
        return reverse("cell", args=[year, remark.place])
    kind, _, name = remark.place.partition(":")
    if remark.kind == "form":
        return reverse("statement" if kind == "statement" else "evaluation", args=[year, name])
    section, _, paragraph = remark.place.partition("/")
    return f"{reverse('explanation', args=[year])}#s{section}p{paragraph}"
