"""Who may do what: what is compiled of a year, and the evidence of its results."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import Evidence, UnitYear
from tests.web.matrix import FINANCE, KEEPERS, LET_IN, READERS, TARGETS, Address


def project(_: UnitYear) -> dict[str, Any]:
    """A project that both units have."""
    return {"project": "P01"}


def paragraph(_: UnitYear) -> dict[str, Any]:
    """The first paragraph."""
    return {"section": 0, "place": 0}


def evidence(unit_year: UnitYear) -> dict[str, Any]:
    """A file at a result of the year, of which the data directory has nothing."""
    by = Account.objects.get(username="finance")
    made = Evidence.objects.create(
        unit_year=unit_year, project="P01", order=1, name="a.txt", sha256="0" * 64, size=1, by=by
    )
    return {"evidence_id": made.pk}


def file() -> dict[str, Any]:
    """A small file as evidence."""
    return {"order": "1", "file": SimpleUploadedFile("b.txt", b"b")}


ADDRESSES = {
    "compile": Address(FINANCE, "post"),
    "compile_problems": Address(FINANCE, with_=lambda _: {"key": uuid.UUID(int=7)}, answers=(404,)),
    "statements": Address(READERS),
    "statement": Address(READERS, with_=lambda _: {"statement": "expenditure"}),
    "cell": Address(READERS, with_=lambda _: {"address": "expenditure/2070109/project"}),
    "findings": Address(READERS),
    "explanation": Address(READERS),
    "paragraph": [Address(READERS, with_=paragraph), Address(FINANCE, "post", with_=paragraph)],
    "evaluations": Address(TARGETS),
    "evaluation": [Address(TARGETS, with_=project), Address(KEEPERS, "post", with_=project)],
    "live_scores": Address(TARGETS, "post", with_=project),
    "attach_evidence": Address(KEEPERS, "post", with_=project, body=file),
    "evidence": Address(TARGETS, with_=evidence, answers=(*LET_IN, 404)),
    "remove_evidence": Address(KEEPERS, "post", with_=evidence),
}
