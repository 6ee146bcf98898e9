"""The figures that the explanation states and no statement prints: which records each is the sum of."""

from __future__ import annotations

from mingzhang.compile.cells import Cells, Measure, Records
from mingzhang.compile.selections import SUBJECT_LEVELS, of_sources, operating_expenses, procured
from mingzhang.standard.load import Standard
from mingzhang.standard.variants import Variant

FIGURES = "figures"


def figures(standard: Standard, variant: Variant, year: int) -> list[Cells]:
    """Original budgets by subject, operating expenses, procurement, counts of the three public expenses."""
    prepared = Records("budget", f"stage = 'prepared' AND {of_sources('general_public_budget')}")
    prefix = "original_budget/"

    def figure(code: str, records: Records) -> Cells:
        return Cells(FIGURES, None, "amount", (records,), code=code)

    cells = [
        figure(f"{prefix}total", prepared),
        Cells(
            FIGURES, None, "amount", (prepared,), subject="functional", levels=SUBJECT_LEVELS, prefix=prefix
        ),
        *_budgets_of_funds(standard, prefix),
        *_both_operating_expenses(standard, variant),
        figure("procurement_sme", procured(year, "supplier_size IN ('medium', 'small', 'micro')")),
        figure("procurement_micro", procured(year, "supplier_size IN ('small', 'micro')")),
        figure(
            "procurement_reserved_sme",
            procured(year, "reserved = 'sme' AND supplier_size IN ('medium', 'small', 'micro')"),
        ),
        figure(
            "procurement_reserved_micro",
            procured(year, "reserved = 'micro_small' AND supplier_size IN ('small', 'micro')"),
        ),
    ]
    for value in standard.package.values["three_public_measure"]:
        records = (Records("three_public", f"measure = '{value.code}'"),)
        measure: Measure = "whole" if value.counts else "money"
        column = "count" if value.counts else "amount"
        cells.append(Cells(FIGURES, None, column, records, code=value.code, measure=measure))
    return cells


def _budgets_of_funds(standard: Standard, prefix: str) -> list[Cells]:
    """Original budgets of the other two budgets' items; their 类 and 款 would mix with the general ones."""
    general = "stage = 'prepared' AND source = 'general_public_budget'"
    others = [code for code in standard.package.appropriations() if code != "general_public_budget"]
    records = Records(
        "budget",
        f"stage = 'prepared' AND {of_sources(*others)} "
        f"AND functional NOT IN (SELECT functional FROM rows_budget WHERE {general})",
    )
    return [Cells(FIGURES, None, "amount", (records,), subject="functional", levels=(7,), prefix=prefix)]


def _both_operating_expenses(standard: Standard, variant: Variant) -> list[Cells]:
    """机关运行经费 of both kinds of units together, rounded once."""
    kinds = ("administrative", "civil_servant_managed")
    records = tuple(operating_expenses(standard, variant, kind) for kind in kinds)
    return [Cells(FIGURES, None, "amount", records, code="operating_expenses")]
