"""The charts of a disclosure: where money came from, where it went, the three public expenses, scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

from mingzhang.app.workbench import Language, Text
from mingzhang_web.charts.bars import Bar, bars

WAN = "万元"


def charts_of(disclosure: Any, language: Language, root: str) -> list[SafeString]:
    """Every chart that has something to show. `root`: the address below which the cells' pages are."""
    drawn = [chart(disclosure, language, root) for chart in CHARTS]
    return [chart for chart in drawn if chart]


def _facts(disclosure: Any, statement: str, wanted: Callable[[Any], bool]) -> list[tuple[Any, str]]:
    held = disclosure.statement(statement)
    facts = [] if held is None else [fact for fact in held.facts if fact.value is not None and wanted(fact)]
    return [
        (fact, "/".join(part for part in (statement, fact.side, fact.code, fact.column) if part))
        for fact in facts
    ]


def _rows(facts: list[tuple[Any, str]], root: str, tone: int = 1) -> list[Bar]:
    return [
        Bar(_plain(fact.label or fact.code), fact.value, address, tone, link=root + address)
        for fact, address in facts
    ]


def _plain(label: str) -> str:
    """A label without its number: 一、一般公共预算财政拨款收入."""
    head, mark, rest = label.partition("、")
    return rest if mark and len(head) <= 3 else label


def _income(disclosure: Any, language: Language, root: str) -> SafeString:
    sums = ("current_year_total", "total", "opening", "surplus_used")
    facts = _facts(
        disclosure,
        "income_expenditure_summary",
        lambda fact: fact.side == "income" and fact.code not in sums,
    )
    return bars(Text("本年收入来源", "Income of the year by source").said(language), WAN, _rows(facts, root))


def _expenditure(disclosure: Any, language: Language, root: str) -> SafeString:
    facts = _facts(
        disclosure,
        "income_expenditure_summary",
        lambda fact: fact.side == "expenditure" and fact.code.isdigit(),
    )
    title = Text("本年支出（按功能分类）", "Expenditure by function").said(language)
    return bars(title, WAN, _rows(facts, root, 2))


def _natures(disclosure: Any, language: Language, root: str) -> SafeString:
    names = {
        "basic": Text("基本支出", "Basic"),
        "project": Text("项目支出", "Project"),
        "remitted_to_superior": Text("上缴上级支出", "Remitted to the superior unit"),
        "business": Text("经营支出", "Business"),
        "subsidy_to_subordinate": Text("对附属单位补助", "Subsidies to subordinate units"),
    }
    facts = _facts(disclosure, "expenditure", lambda fact: fact.code == "total" and fact.column in names)
    rows = [
        Bar(names[fact.column].said(language), fact.value, address, 2, link=root + address)
        for fact, address in facts
    ]
    return bars(Text("本年支出（按性质）", "Expenditure by nature").said(language), WAN, rows)


def _three_public(disclosure: Any, language: Language, root: str) -> SafeString:
    names = {
        "overseas_trips": Text("因公出国（境）费", "Overseas trips"),
        "vehicle_purchase": Text("公务用车购置费", "Vehicle purchase"),
        "vehicle_operation": Text("公务用车运行维护费", "Vehicle operation"),
        "reception": Text("公务接待费", "Receptions"),
    }
    kinds = {"budget": (Text("预算", "budget"), 3), "actual": (Text("决算", "actual"), 1)}
    found = {
        (fact.column, fact.code): (fact, address)
        for fact, address in _facts(disclosure, "three_public_expenses", lambda fact: fact.column in names)
    }
    rows = [
        _bar(f"{name.said(language)} {kind.said(language)}", found[column, code], tone, root)
        for column, name in names.items()
        for code, (kind, tone) in kinds.items()
        if (column, code) in found
    ]
    title = Text("“三公”经费预算与决算", "Trips, vehicles, receptions: budget and actual").said(language)
    return bars(title, WAN, rows)


def _bar(words: str, found: tuple[Any, str], tone: int, root: str) -> Bar:
    fact, address = found
    return Bar(words, fact.value, address, tone, link=root + address)


def _scores(disclosure: Any, language: Language, root: str) -> SafeString:
    rows = [
        Bar(form.project or "", form.total_score, f"{form.project}/total_score", 4)
        for form in disclosure.evaluations
        if form.total_score is not None
    ]
    title = Text("项目绩效自评得分", "Self-evaluation scores").said(language)
    return bars(title, Text("分", "points").said(language), rows)


CHARTS = (_income, _expenditure, _natures, _three_public, _scores)
