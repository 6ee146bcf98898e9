"""The workbook in a real LibreOffice: untouched it shows what is published, and totals follow a leaf."""

from __future__ import annotations

import shutil
import subprocess
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from source_packages import random_package
from test_compile import compiled

from mingzhang.facts.model import Disclosure, address_of
from mingzhang.intake.read import read_file, standard_for
from mingzhang.kit.address import CellAddress
from mingzhang.kit.amounts import places
from mingzhang.writers.publication import Publication
from mingzhang.writers.xlsx.amounts import Amounts
from mingzhang.writers.xlsx.formulas import formulas_of
from mingzhang.writers.xlsx.placing import Positions
from mingzhang.writers.xlsx.workbook import planned_sheets, write_workbook

DELTA = 1234
SEED = 11


def office() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return found


class Case:
    """One disclosure as a workbook, and the same with one leaf changed."""

    def __init__(self, name: str, disclosure: Disclosure, folder: Path) -> None:
        self.name, self.disclosure = name, disclosure
        self.standard = standard_for(disclosure.fiscal_year)
        publication = Publication(disclosure, self.standard)
        self.positions: Positions = planned_sheets(publication)[1]
        self.formulas = formulas_of(publication, Amounts(disclosure), self.positions)
        self.leaf = self._leaf()
        whole = folder / f"{name}.xlsx"
        whole.write_bytes(write_workbook(publication))
        # openpyxl drops the values that we wrote beside the formulas: LibreOffice must compute each.
        for label, change in (("whole", 0), ("changed", DELTA)):
            book = openpyxl.load_workbook(whole)
            if change:
                at = self.positions.of[self.leaf]
                cell: Any = book[at.sheet].cell(at.row + 1, at.column + 1)
                cell.value += change
            book.save(folder / f"{name}-{label}.xlsx")

    def _leaf(self) -> str:
        """A 项 of the general public budget's expenditure, basic or project."""
        statement = self.disclosure.statement("general_budget_expenditure")
        assert statement is not None
        return next(
            str(address_of(statement, fact))
            for fact in statement.facts
            if len(fact.code) == 7 and fact.column == "project"
        )

    def values(self, folder: Path, label: str) -> dict[str, Fraction]:
        """Address → what LibreOffice computed, of every printed cell."""
        book = openpyxl.load_workbook(folder / f"{self.name}-{label}.xlsx", data_only=True)
        found = {}
        for statement in self.disclosure.statements:
            for fact in statement.facts:
                address = str(address_of(statement, fact))
                at = self.positions.of.get(address)
                if at is not None:
                    cell: Any = book[at.sheet].cell(at.row + 1, at.column + 1)
                    found[address] = Fraction(str(cell.value))
        return found


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> tuple[list[Case], Path]:
    """Both kinds of document – only printed values known, exact amounts known – in one LibreOffice run."""
    folder = tmp_path_factory.mktemp("books")
    sample = read_file(repository / "samples" / "gaoping-2024.json")
    sample.evaluations, sample.explanation = [], []  # texts only cost time here
    package = compiled(random_package(SEED, rows=60, orderly=True), folder)[0]
    cases = [Case("printed", sample, folder), Case("exact", package, folder)]
    files = [str(folder / f"{case.name}-{label}.xlsx") for case in cases for label in ("whole", "changed")]
    out = folder / "out"
    profile = (folder / "profile").as_uri()
    command = [office(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(out), *files], check=True, capture_output=True, timeout=180)
    return cases, out


def test_untouched_it_shows_what_is_published(computed: tuple[list[Case], Path]) -> None:
    cases, out = computed
    for case in cases:
        values = case.values(out, "whole")
        assert len(values) > 100
        for statement in case.disclosure.statements:
            for fact in statement.facts:
                address = str(address_of(statement, fact))
                if address in values and fact.value is not None:
                    step = Decimal(1).scaleb(-places(fact.value))
                    number = Decimal(values[address].numerator) / Decimal(values[address].denominator)
                    shown = number.quantize(step, rounding=ROUND_HALF_UP)
                    assert shown == Decimal(fact.value), (case.name, address)


def test_exact_amounts_leave_no_rounding_difference(computed: tuple[list[Case], Path]) -> None:
    printed, exact = computed[0]
    assert any(formula.difference for formula in printed.formulas.values())
    assert [key for key, formula in exact.formulas.items() if formula.difference] == []
    stored = [fact for item in exact.disclosure.statements for fact in item.facts if fact.stored]
    assert any(Fraction(fact.stored or 0) != Fraction(fact.value or 0) for fact in stored)


def test_a_changed_leaf_changes_every_total(computed: tuple[list[Case], Path]) -> None:
    cases, out = computed
    for case in cases:
        before, after = case.values(out, "whole"), case.values(out, "changed")
        moved = {address for address in before if before[address] != after[address]}
        code = CellAddress.parse(case.leaf).code
        for row in ("total", *(code[:digits] for digits in (3, 5, 7))):
            for column in ("project", "total"):
                address = f"general_budget_expenditure/{row}/{column}"
                if address in before:
                    assert after[address] - before[address] == DELTA, (case.name, address)
        assert {
            f"appropriation_summary/expenditure/{code[:3]}/general_public_budget",
            "appropriation_summary/expenditure/current_year_total/total",
            "appropriation_summary/expenditure/total/total",
        } <= moved
        assert all(after[address] - before[address] == DELTA for address in moved)


def test_no_formula_refers_to_itself(computed: tuple[list[Case], Path]) -> None:
    for case in computed[0]:
        assert len(case.formulas) > 100
        assert set(case.formulas) <= set(case.positions.of)
        assert case.leaf not in case.formulas
