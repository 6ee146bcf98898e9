"""The statements as the printed forms have them: header trees, rows, and on every cell its address."""

from __future__ import annotations

from mingzhang.app.workbench.form_table import FormTable
from mingzhang.app.workbench.layouts import LaidOut
from mingzhang.facts.model import Disclosure
from mingzhang.kit.language import Language
from mingzhang.standard.load import load_standard


def statement_forms(disclosure: Disclosure, language: Language = "zh") -> list[FormTable]:
    """The statements that the disclosure has, in the order and with the titles of its variant."""
    standard = load_standard("cn", disclosure.fiscal_year)
    variant = standard.variants.get(disclosure.variant or "")
    order = [printed.id for printed in variant.statements] if variant else list(standard.statements)
    tables = []
    for name in order:
        statement = disclosure.statement(name)
        if statement is not None:
            printed = variant.statement(name) if variant else None
            tables.append(LaidOut(standard, statement, disclosure, printed, language).table())
    return tables
