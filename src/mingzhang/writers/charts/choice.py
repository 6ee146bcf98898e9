"""Which charts a disclosure has: each from facts as printed, none where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from mingzhang.facts.model import Disclosure, Fact
from mingzhang.kit.printable import printable
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import StatementForm
from mingzhang.standard.subjects import level_of
from mingzhang.writers.charts.bars import Bar, BarChart
from mingzhang.writers.charts.last_year import against_last_year

MAIN = (
    "income_by_source",
    "expenditure_by_function",
    "basic_against_project",
    "this_year_against_last",
    "execution_rates",
)
"""The charts that Word and PDF print; the web page has all of them."""
_MOST = 12
"""Bars of one series in a chart of the largest subjects."""


class Choice:
    """The charts of one disclosure."""

    def __init__(self, disclosure: Disclosure, standard: Standard) -> None:
        self.disclosure = disclosure
        self.standard = standard

    def charts(self) -> list[BarChart]:
        """Every chart that has something to show, in the order of the statements."""
        makers: list[tuple[str, str, Callable[[], Iterable[Bar]]]] = [
            ("expenditure_by_function", "income_expenditure_summary", self._functions),
            ("income_by_source", "income", self._sources),
            ("basic_against_project", "expenditure", lambda: self._natures("expenditure")),
            ("appropriation_by_budget", "appropriation_summary", self._budgets),
            (
                "general_budget",
                "general_budget_expenditure",
                lambda: self._natures("general_budget_expenditure"),
            ),
            ("basic_by_subject", "general_budget_basic", self._economic),
            *(
                (name, name, lambda name=name: self._natures(name))
                for name in ("government_managed_funds", "state_capital_operations")
            ),
            ("three_public", "three_public_expenses", self._three_public),
            ("procurement", "supplementary_statistics", self._procurement),
            ("this_year_against_last", "", self._last_year),
            ("execution_rates", "attachments", self._rates),
        ]
        made = (self._chart(name, section, list(make())) for name, section, make in makers)
        return [chart for chart in made if chart is not None]

    def _chart(self, name: str, section: str, bars: list[Bar]) -> BarChart | None:
        if not any(Decimal(bar.value) for bar in bars):
            return None
        wording = self.standard.paper.charts[name]
        several = len({bar.series for bar in bars}) > 1
        told = "；".join(f"{bar.label}{f'（{bar.series}）' if several else ''} {bar.value}" for bar in bars)
        description = self.standard.paper.chart_description.format(unit=wording.unit, values=told)
        return BarChart(name, section, wording.title, wording.unit, tuple(bars), description)

    def _facts(self, statement: str, side: str | None = None) -> list[Fact]:
        found = self.disclosure.statement(statement)
        facts = found.facts if found is not None else []
        return [fact for fact in facts if fact.side == side and fact.value is not None]

    def _form(self, statement: str) -> StatementForm:
        return self.standard.statements[statement]

    def _sources(self) -> Iterator[Bar]:
        titles = {column.id: column.title for column in self._form("income").sides[0].columns}
        for fact in self._facts("income"):
            if fact.code == "total" and fact.column in titles and fact.column != "total":
                yield _bar(titles[fact.column], "", fact)

    def _functions(self) -> Iterator[Bar]:
        for fact in self._facts("income_expenditure_summary", "expenditure"):
            if level_of(fact.code) == "category":
                yield _bar(self._subject(fact), "", fact)

    def _natures(self, statement: str) -> Iterator[Bar]:
        """Basic against project, by functional class."""
        titles = {column.id: column.title.split("/")[-1] for column in self._form(statement).sides[0].columns}
        facts = [fact for fact in self._facts(statement) if fact.column in ("basic", "project")]
        classes = [fact for fact in facts if level_of(fact.code) == "category"]
        for fact in classes:
            yield _bar(self._subject(fact), titles[fact.column], fact)

    def _budgets(self) -> Iterator[Bar]:
        side = self._form("appropriation_summary").side("expenditure")
        titles = {column.id: column.title for column in side.columns}
        for fact in self._facts("appropriation_summary", "expenditure"):
            if fact.code == "current_year_total" and fact.column != "total":
                yield _bar(titles[fact.column], "", fact)

    def _economic(self) -> Iterator[Bar]:
        facts = [fact for fact in self._facts("general_budget_basic") if level_of(fact.code) == "section"]
        largest = sorted(facts, key=lambda fact: (-Decimal(fact.value or "0"), fact.code))[:_MOST]
        for fact in largest:
            subject = self.standard.subjects.economic.get(fact.code)
            name = fact.label or (subject.name if subject else fact.code)
            yield Bar(printable(f"{fact.code} {name}"), "", fact.value or "0")

    def _three_public(self) -> Iterator[Bar]:
        side = self._form("three_public_expenses").sides[0]
        titles = {
            column.id: column.title.split("/")[-1] for column in side.columns if column.id != "vehicles"
        }
        labels = {row.code: row.label for row in side.rows}
        for fact in self._facts("three_public_expenses"):
            if fact.column in titles and fact.code in labels:
                yield _bar(titles[fact.column], fact.label or labels[fact.code], fact)

    def _procurement(self) -> Iterator[Bar]:
        for fact in self._facts("supplementary_statistics"):
            if fact.code.startswith("procurement_") and fact.code != "procurement_total":
                yield _bar(fact.label or fact.code, "", fact)

    def _last_year(self) -> Iterator[Bar]:
        last, this = self.standard.paper.charts["this_year_against_last"].series
        for label, before, now in against_last_year(self.disclosure):
            yield Bar(printable(label), last, before)
            yield Bar(printable(label), this, now)

    def _rates(self) -> Iterator[Bar]:
        for number, form in enumerate(self.disclosure.evaluations, 1):
            rate = next((row.execution_rate for row in form.funds if row.source_kind == "total"), None)
            if rate is not None:
                yield Bar(printable(f"{number}. {form.project or ''}"), "", rate)

    def _subject(self, fact: Fact) -> str:
        subject = self.standard.subjects.functional.get(fact.code)
        return subject.name if subject else (fact.label or fact.code)


def _bar(label: str, series: str, fact: Fact) -> Bar:
    return Bar(printable(label), printable(series), fact.value or "0")
