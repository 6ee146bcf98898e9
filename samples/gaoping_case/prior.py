"""Last year's figures, as far as the published changes imply them; what is inferred says so."""

from __future__ import annotations

from gaoping_case.money import shared
from gaoping_case.published import Published, hundredths
from mingzhang.facts.model import Department, Disclosure, Fact, Source, Statement, Unit

IMPLIED = "公布的本年数减公布的增减额 this year less the published change"
SHARED = "示例：按本年各项比例分摊 illustrative: shared out as this year's items"
YEAR = 2023


def prior_year(published: Published) -> Disclosure:
    """The disclosure of 2023 in which the published changes hold."""
    total = _before(published, "income_expenditure_summary", "amount", side="income", code="total")
    appropriated = _before(published, "appropriation_summary", "amount", side="income", code="total")
    return Disclosure(
        fiscal_year=YEAR,
        variant="shanxi",
        unit=Unit(
            name="高平市应急管理局",
            code="020001",
            scope="department",
            department=Department(name="高平市应急管理局", code="020"),
        ),
        statements=[
            _summary("income_expenditure_summary", "收入支出决算总表", total, "amount"),
            _summary("appropriation_summary", "财政拨款收入支出决算总表", appropriated, "total"),
            _general_budget(published),
            _three_public(published),
            _statistics(published),
        ],
    )


def _before(published: Published, statement: str, column: str, **about: str) -> int:
    """This year's cell less the change stated of it; no change stated is “与上年相同”."""
    found = published.disclosure.statement(statement)
    assert found is not None
    side = about.get("side")
    value = {(fact.side, fact.code): fact.value for fact in found.facts if fact.column == column}.get(
        (side, about["code"])
    )
    now = 0 if value is None else hundredths(value)
    try:
        return now - published.claim("change", statement=statement, column=column, **about)
    except KeyError:
        return now


def _fact(code: str, column: str, value: int, inferred: str = IMPLIED, side: str | None = None) -> Fact:
    printed = f"{value // 100}.{value % 100:02d}"
    return Fact(side=side, code=code, column=column, value=printed, inferred=inferred, source=Source())


def _summary(identity: str, title: str, total: int, column: str) -> Statement:
    facts = [
        _fact("general_public_budget", "amount", total, side="income"),
        _fact("current_year_total", "amount", total, side="income"),
        _fact("total", "amount", total, side="income"),
        _fact("current_year_total", column, total, side="expenditure"),
        _fact("total", column, total, side="expenditure"),
    ]
    if column == "total":
        facts += [
            _fact(code, "general_public_budget", total, side="expenditure")
            for code in ("current_year_total", "total")
        ]
    return Statement(id=identity, title=title, currency_unit="万元", facts=facts)


def _general_budget(published: Published) -> Statement:
    """Categories are implied by the changes; below them the category is shared out as this year's."""
    statement = "general_budget_expenditure"
    cells = published.cells(statement, "total")
    values = {
        code: _before(published, statement, "total", code=code)
        for code in cells
        if code == "total" or len(code) == 3
    }
    for category in [code for code in values if code != "total"]:
        items = {code: cells[code] for code in cells if len(code) == 7 and code.startswith(category)}
        for item, amount in shared(values[category], items).items():
            values[item] = amount
            values[item[:5]] = values.get(item[:5], 0) + amount
    facts = [
        _fact(code, "total", values[code], IMPLIED if len(code) == 3 or code == "total" else SHARED)
        for code in cells
        if values[code]
    ]
    return Statement(id=statement, title="一般公共预算财政拨款支出决算表", currency_unit="万元", facts=facts)


def _three_public(published: Published) -> Statement:
    columns = ("total", "vehicle_operation")
    facts = []
    for column in columns:
        before = _before(published, "three_public_expenses", column, code="actual")
        facts.append(_fact("actual", column, before))
    facts.append(_fact("actual", "vehicles", before))
    return Statement(
        id="three_public_expenses",
        title="财政拨款“三公”经费支出决算表",
        currency_unit="万元",
        facts=facts,
    )


def _statistics(published: Published) -> Statement:
    code = "operating_expenses_administrative"
    facts = [_fact(code, "amount", _before(published, "supplementary_statistics", "amount", code=code))]
    return Statement(
        id="supplementary_statistics",
        title="部门决算公开相关信息统计表",
        currency_unit="万元",
        facts=facts,
    )
