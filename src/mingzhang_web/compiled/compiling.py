"""Compiling a year at a click, and finding what was compiled."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import transaction

from mingzhang.app.workbench import (
    BooksProblem,
    ExplanationEdit,
    IdentityIndex,
    Language,
    compile_books,
    read_disclosure,
)
from mingzhang_web.compiled.models import Compilation, ParagraphEdit
from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.record import record
from mingzhang_web.year.ledger import books_of
from mingzhang_web.year.models import UnitYear


def compile_year(account: Account, unit_year: UnitYear) -> Compilation:
    """Compiles and checks the records as they stand; InvalidBooks names every bad row."""
    revision = UnitYear.objects.get(pk=unit_year.pk).revision
    edits = [
        ExplanationEdit(edit.section, edit.signature, tuple(edit.pieces))
        for edit in ParagraphEdit.objects.filter(unit_year=unit_year)
    ]
    compiled = compile_books(books_of(unit_year), edits)
    with transaction.atomic():
        compilation = Compilation.objects.create(
            unit_year=unit_year,
            revision=revision,
            by=account,
            disclosure=compiled.disclosure,
            report_zh=compiled.reports["zh"],
            report_en=compiled.reports["en"],
            verdict=compiled.verdict,
            errors=compiled.errors,
            warnings=[plain_problem(problem) for problem in compiled.warnings],
            signatures=compiled.signatures,
            lost=[dataclasses.asdict(edit) for edit in compiled.lost],
        )
        details = {"revision": revision, "errors": compiled.errors, "verdict": compiled.verdict}
        record(account, "year.compiled", unit_year, str(unit_year), details)
        keep = Compilation.objects.filter(unit_year=unit_year).values_list("pk", flat=True)[:5]
        Compilation.objects.filter(unit_year=unit_year).exclude(pk__in=list(keep)).delete()
    return compilation


def plain_problem(problem: BooksProblem) -> dict[str, Any]:
    """A problem as JSON: table, row, column, value, the reason in both languages."""
    return {
        "table": problem.table,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "zh": problem.reason.zh,
        "en": problem.reason.en,
    }


def latest(unit_year: UnitYear) -> Compilation | None:
    """The newest compilation of the year."""
    return Compilation.objects.filter(unit_year=unit_year).first()


def newest_of(unit_years: Iterable[UnitYear]) -> dict[int, Compilation]:
    """Year → its newest compilation, in one query; what was compiled is loaded when it is asked for."""
    found: dict[int, Compilation] = {}
    kept = Compilation.objects.filter(unit_year__in=list(unit_years)).order_by("pk")
    for compilation in kept.defer("disclosure", "report_zh", "report_en"):
        found[compilation.unit_year_id] = compilation
    return found


def is_current(unit_year: UnitYear, compilation: Compilation | None) -> bool:
    """Whether the compilation is of the records as they stand."""
    return compilation is not None and compilation.revision == unit_year.revision


def disclosure_of(compilation: Compilation) -> Any:
    """The compiled disclosure; to be read, never changed."""
    return _disclosure(bytes(compilation.disclosure))


@lru_cache(maxsize=32)
def _disclosure(data: bytes) -> Any:
    return read_disclosure(data)


def identities_of(compilation: Compilation) -> IdentityIndex:
    """The identities of the compiled disclosure, grounded once for all its cells."""
    return _identities(bytes(compilation.disclosure))


@lru_cache(maxsize=8)
def _identities(data: bytes) -> IdentityIndex:
    return IdentityIndex(_disclosure(data))


def report_of(compilation: Compilation, language: Language) -> dict[str, Any]:
    """The findings JSON in a language."""
    data = compilation.report_en if language == "en" else compilation.report_zh
    report: dict[str, Any] = json.loads(bytes(data))
    return report


def findings_by_cell(report: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Findings by the address of every cell that they name: of a statement, or `project/field`."""
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in report["findings"]:
        for fact in finding["facts"]:
            found.setdefault(address_in(fact), [])
            if finding not in found[address_in(fact)]:
                found[address_in(fact)].append(finding)
    return found


def address_in(fact: dict[str, Any]) -> str:
    """The address of a cell named in a finding or a claim."""
    if fact.get("field"):
        return f"{fact.get('project')}/{fact['field']}"
    if fact.get("figure"):
        return f"figures/{fact['figure']}"
    parts = [fact.get("statement"), fact.get("side"), fact.get("code"), fact.get("column")]
    return "/".join(part for part in parts if part)
