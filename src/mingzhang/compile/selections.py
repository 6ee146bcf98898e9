"""Records that several cells and figures share: by source, procurement, operating expenses of offices."""

from __future__ import annotations

from mingzhang.compile.cells import Records
from mingzhang.compile.sql import listed
from mingzhang.standard.load import Standard
from mingzhang.standard.variants import Variant

SUBJECT_LEVELS = (3, 5, 7)
"""Digits of 类, 款 and 项."""


def of_sources(*codes: str) -> str:
    return f"source IN {listed(codes)}"


def procured(year: int, also: str = "true") -> Records:
    """Contracts of public procurement signed in the year, on whichever year's budget."""
    return Records(
        "contracts",
        f"date BETWEEN '{year}-01-01' AND '{year}-12-31' "
        f"AND coalesce(method, '') <> 'not_government_procurement' AND {also}",
    )


def operating_expenses(standard: Standard, variant: Variant, kind: str) -> Records:
    """Public funds as 公开06表 counts them, of units of this kind, less what the variant leaves out."""
    classes = standard.statements["general_budget_basic"].public_classes
    without = "".join(
        f" AND NOT starts_with(economic, '{code}')" for code in variant.operating_expenses_exclusions
    )
    return Records(
        "expenditure",
        f"{of_sources('general_public_budget')} AND nature = 'basic' "
        f"AND left(economic, 3) IN {listed(classes)}"
        f"{without} AND unit IN (SELECT code FROM rows_units WHERE kind = '{kind}')",
    )
