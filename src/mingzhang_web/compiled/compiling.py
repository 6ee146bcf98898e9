"""Compiling a year at a click, and finding what was compiled."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from django.db import transaction

from mingzhang.app.workbench import (
    ExplanationEdit,
    FormTable,
    IdentityIndex,
    Language,
    compile_books,
    read_disclosure,
    statement_forms,
)
from mingzhang_web.compiled.models import Compilation, ParagraphEdit
from mingzhang_web.kept import Kept
from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.record import record
from mingzhang_web.year.ledger import books_of
from mingzhang_web.year.models import UnitYear
from mingzhang_web.year.problems import plain_problem

HEAVY = ("disclosure", "report_zh", "report_en")
"""What is large in a compilation."""
_disclosures: Kept[Any] = Kept(32)
_forms: Kept[list[FormTable]] = Kept(64)
_identities: Kept[IdentityIndex] = Kept(8)
_reports: Kept[dict[str, Any]] = Kept(64)
_by_cell: Kept[dict[str, list[dict[str, Any]]]] = Kept(64)


def compile_year(
    account: Account,
    unit_year: UnitYear,
    writing: Callable[[], AbstractContextManager[None]] = transaction.atomic,
) -> Compilation:
    """Compiles and checks the records as they stand, and writes in the one transaction that `writing`
    opens; InvalidBooks names every bad row."""
    revision = UnitYear.objects.get(pk=unit_year.pk).revision
    edits = [
        ExplanationEdit(edit.section, edit.signature, tuple(edit.pieces))
        for edit in ParagraphEdit.objects.filter(unit_year=unit_year)
    ]
    compiled = compile_books(books_of(unit_year), edits)
    with writing():
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


def latest(unit_year: UnitYear) -> Compilation | None:
    """The newest compilation of the year; what was compiled is loaded when it is asked for."""
    return Compilation.objects.filter(unit_year=unit_year).defer(*HEAVY).first()


def newest_of(unit_years: Iterable[UnitYear]) -> dict[int, Compilation]:
    """Year → its newest compilation, in one query; what was compiled is loaded when it is asked for."""
    found: dict[int, Compilation] = {}
    kept = Compilation.objects.filter(unit_year__in=list(unit_years)).order_by("pk")
    for compilation in kept.defer(*HEAVY):
        found[compilation.unit_year_id] = compilation
    return found


def is_current(unit_year: UnitYear, compilation: Compilation | None) -> bool:
    """Whether the compilation is of the records as they stand."""
    return compilation is not None and compilation.revision == unit_year.revision


def _key(compilation: Compilation) -> tuple[int, str]:
    """A compilation never changes. The moment is part of the key: a restored database may give a number to
    another."""
    return compilation.pk, compilation.at.isoformat()


def disclosure_of(compilation: Compilation) -> Any:
    """The compiled disclosure; to be read, never changed."""
    return _disclosures.get(_key(compilation), lambda: read_disclosure(bytes(compilation.disclosure)))


def forms_printed(compilation: Compilation, language: Language) -> list[FormTable]:
    """The compiled statements as printed; to be read, never changed."""
    key = (*_key(compilation), language)
    return _forms.get(key, lambda: statement_forms(disclosure_of(compilation), language))


def identities_of(compilation: Compilation) -> IdentityIndex:
    """The identities of the compiled disclosure, grounded once for all its cells."""
    return _identities.get(_key(compilation), lambda: IdentityIndex(disclosure_of(compilation)))


def report_of(compilation: Compilation, language: Language) -> dict[str, Any]:
    """The findings JSON in a language; to be read, never changed."""

    def made() -> dict[str, Any]:
        data = compilation.report_en if language == "en" else compilation.report_zh
        report: dict[str, Any] = json.loads(bytes(data))
        return report

    return _reports.get((*_key(compilation), language), made)


def findings_at(compilation: Compilation, language: Language) -> dict[str, list[dict[str, Any]]]:
    """The compilation's findings by cell (`findings_by_cell`); to be read, never changed."""
    key = (*_key(compilation), language)
    return _by_cell.get(key, lambda: findings_by_cell(report_of(compilation, language)))


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
