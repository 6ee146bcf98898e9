"""What every layout of a statement needs: its figures by address, its rows, its words."""

from __future__ import annotations

from collections.abc import Mapping

from mingzhang.app.workbench.form_table import FormCell
from mingzhang.facts.model import Disclosure, Statement, address_of
from mingzhang.kit.address import CellAddress
from mingzhang.kit.language import Language, Text
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import StatementForm
from mingzhang.standard.variants import VariantStatement


class StatementOnPaper:
    """One statement on its way into its form: its figures, its words, its language."""

    def __init__(
        self,
        standard: Standard,
        statement: Statement,
        disclosure: Disclosure,
        printed: VariantStatement | None,
        language: Language,
    ) -> None:
        self._standard = standard
        self._form: StatementForm = standard.statements[statement.id]
        self._statement = statement
        self._disclosure = disclosure
        self._printed = printed
        self._language = language
        self._values: Mapping[CellAddress, str | None] = {
            address_of(statement, fact): fact.value for fact in statement.facts
        }

    def _value(self, side: str | None, code: str, column: str) -> FormCell:
        address = CellAddress(self._statement.id, side, code, column)
        value = self._values.get(address)
        return FormCell(value or "", str(address), value, "value")

    def _said(self, text: Text) -> str:
        return text.said(self._language)

    def _codes(self, side: str | None) -> list[tuple[str, str]]:
        """(code, label) of the rows that the statement prints, in its order."""
        labels: dict[str, str] = {}
        for fact in self._statement.facts:
            if fact.side == side:
                labels.setdefault(fact.code, fact.label or "")
        return list(labels.items())

    def _heading(self, title: str, english: str, columns: int = 1, rows: int = 1) -> FormCell:
        text = english if self._language == "en" and english else title
        return FormCell(text, kind="head", columns=columns, rows=rows)
