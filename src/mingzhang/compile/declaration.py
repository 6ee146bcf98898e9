"""Every cell of the ten statements and every figure: which records it is the sum of.

Source: the official forms 公开01表 to 公开10表 (财政部部门决算公开报表样式) and the public contract.
"""

from __future__ import annotations

from mingzhang.compile.cells import Cells, Records
from mingzhang.compile.figures import figures
from mingzhang.compile.selections import SUBJECT_LEVELS, of_sources, operating_expenses, procured
from mingzhang.compile.sql import listed
from mingzhang.kit.amounts import to_fen
from mingzhang.standard.load import Standard
from mingzhang.standard.variants import Variant

_INCOME = "income"
_EXPENDITURE = "expenditure"


def declared_cells(standard: Standard, variant: Variant, year: int) -> list[Cells]:
    """All cells, statement by statement in the contract's order, then the figures."""
    return [
        *_summary(standard),
        *_income(standard),
        *_expenditure(standard),
        *_appropriation_summary(standard),
        *_general_budget(),
        *_basic(standard),
        *_balanced("government_managed_funds"),
        *_balanced("state_capital_operations"),
        *_three_public(standard, variant),
        *_statistics(standard, variant, year),
        *figures(standard, variant, year),
    ]


def _kinds(*codes: str, also: str = "true") -> Records:
    return Records("balances", f"kind IN {listed(codes)} AND {also}")


def _by_subject(statement: str, column: str, *records: Records) -> list[Cells]:
    """A column of a statement by functional subject, its total first."""
    return [
        Cells(statement, None, column, records, code="total"),
        Cells(statement, None, column, records, subject="functional", levels=SUBJECT_LEVELS),
    ]


def _summary(standard: Standard) -> list[Cells]:
    statement = "income_expenditure_summary"
    income, spent = Records(_INCOME), Records(_EXPENDITURE)
    opening, closing = _kinds("opening", "opening_adjustment"), _kinds("closing")
    used, allocated = _kinds("surplus_used"), _kinds("surplus_allocated")

    def line(side: str, code: str, *records: Records) -> Cells:
        return Cells(statement, side, "amount", records, code=code)

    sources = standard.package.codes("source")
    return [
        *(line("income", code, Records(_INCOME, of_sources(code))) for code in sources),
        line("income", "current_year_total", income),
        line("income", "surplus_used", used),
        line("income", "opening", opening),
        line("income", "total", income, used, opening),
        Cells(statement, "expenditure", "amount", (spent,), subject="functional", levels=(3,)),
        line("expenditure", "current_year_total", spent),
        line("expenditure", "surplus_allocated", allocated),
        line("expenditure", "closing", closing),
        line("expenditure", "total", spent, allocated, closing),
    ]


def _income(standard: Standard) -> list[Cells]:
    appropriations = standard.package.appropriations()
    cells = _by_subject("income", "total", Records(_INCOME))
    cells += _by_subject("income", "appropriation", Records(_INCOME, of_sources(*appropriations)))
    for code in standard.package.codes("source"):
        if code not in appropriations:
            cells += _by_subject("income", code, Records(_INCOME, of_sources(code)))
    return cells


def _expenditure(standard: Standard) -> list[Cells]:
    cells = _by_subject("expenditure", "total", Records(_EXPENDITURE))
    for code in standard.package.codes("nature"):
        cells += _by_subject("expenditure", code, Records(_EXPENDITURE, f"nature = '{code}'"))
    return cells


def _appropriation_summary(standard: Standard) -> list[Cells]:
    statement = "appropriation_summary"
    budgets = standard.package.appropriations()

    def income(code: str, *records: Records) -> Cells:
        return Cells(statement, "income", "amount", records, code=code)

    def carried_in(*codes: str) -> Records:
        return _kinds("opening", "opening_adjustment", also=of_sources(*codes))

    every = Records(_INCOME, of_sources(*budgets))
    cells = [income(code, Records(_INCOME, of_sources(code))) for code in budgets]
    cells += [income("current_year_total", every), income("opening", carried_in(*budgets))]
    cells += [income(f"opening_{code}", carried_in(code)) for code in budgets]
    cells.append(income("total", every, carried_in(*budgets)))
    for column, codes in {"total": budgets, **{code: [code] for code in budgets}}.items():
        spent = Records(_EXPENDITURE, of_sources(*codes))
        closing = _kinds("closing", also=of_sources(*codes))
        cells.append(Cells(statement, "expenditure", column, (spent,), subject="functional", levels=(3,)))
        for code, records in (
            ("current_year_total", (spent,)),
            ("closing", (closing,)),
            ("total", (spent, closing)),
        ):
            cells.append(Cells(statement, "expenditure", column, records, code=code))
    return cells


def _general_budget() -> list[Cells]:
    cells = []
    for column, nature in (
        ("total", ""),
        ("basic", " AND nature = 'basic'"),
        ("project", " AND nature = 'project'"),
    ):
        spent = Records(_EXPENDITURE, of_sources("general_public_budget") + nature)
        cells += _by_subject("general_budget_expenditure", column, spent)
    return cells


def _basic(standard: Standard) -> list[Cells]:
    statement = "general_budget_basic"
    form = standard.statements[statement]
    where = of_sources("general_public_budget") + " AND nature = 'basic'"

    def of(classes: list[str]) -> Records:
        return Records(_EXPENDITURE, f"{where} AND left(economic, 3) IN {listed(classes)}")

    every = Records(_EXPENDITURE, where)
    return [
        Cells(statement, None, "amount", (every,), subject="economic", levels=(3, 5)),
        Cells(statement, None, "amount", (of(form.personnel_classes),), code="personnel"),
        Cells(statement, None, "amount", (of(form.public_classes),), code="public"),
        Cells(statement, None, "amount", (every,), code="total"),
    ]


def _balanced(source: str) -> list[Cells]:
    """Statements 07 and 08: money carried in, received, spent and carried out, by subject."""
    spent = Records(_EXPENDITURE, of_sources(source))
    columns = {
        "opening_balance": _kinds("opening", "opening_adjustment", also=of_sources(source)),
        "income": Records(_INCOME, of_sources(source)),
        "total": spent,
        "basic": Records(_EXPENDITURE, spent.where + " AND nature = 'basic'"),
        "project": Records(_EXPENDITURE, spent.where + " AND nature = 'project'"),
        "closing_balance": _kinds("closing", also=of_sources(source)),
    }
    return [cell for column, records in columns.items() for cell in _by_subject(source, column, records)]


def _three_public(standard: Standard, variant: Variant) -> list[Cells]:
    statement = "three_public_expenses"
    codes = standard.package.thresholds.three_public
    vehicles = [*codes["vehicle_purchase"], *codes["vehicle_operation"]]
    columns = {
        "total": [*codes["overseas_trips"], *vehicles, *codes["reception"]],
        "overseas_trips": codes["overseas_trips"],
        "vehicles": vehicles,
        "vehicle_purchase": codes["vehicle_purchase"],
        "vehicle_operation": codes["vehicle_operation"],
        "reception": codes["reception"],
    }
    cells = []
    for column, economic in columns.items():
        where = (
            f"{of_sources(*standard.package.appropriations())} AND nature IN ('basic', 'project') "
            f"AND economic IN {listed(economic)}"
        )
        budget = [Records("budget", f"stage = 'prepared' AND {where}")]
        if variant.three_public_budget == "final_budget":
            budget.append(Records("adjustments", where))
        cells.append(Cells(statement, None, column, tuple(budget), code="budget"))
        cells.append(Cells(statement, None, column, (Records(_EXPENDITURE, where),), code="actual"))
    return cells


def _statistics(standard: Standard, variant: Variant, year: int) -> list[Cells]:
    statement = "supplementary_statistics"
    form = standard.package

    def line(code: str, *records: Records) -> Cells:
        return Cells(statement, None, "amount", records, code=code)

    cells = [line("procurement_total", procured(year))]
    for kind in form.codes("contract_kind"):
        cells.append(line(f"procurement_{kind}", procured(year, f"kind = '{kind}'")))
    for kind in ("administrative", "civil_servant_managed"):
        cells.append(line(f"operating_expenses_{kind}", operating_expenses(standard, variant, kind)))
    counted = [("vehicles_total", Records("vehicles"))]
    for category in form.codes("vehicle_category"):
        counted.append((f"vehicles_{category}", Records("vehicles", f"category = '{category}'")))
    counted.append(
        ("equipment", Records("equipment", f"fen >= {to_fen(form.thresholds.equipment_price, '元')}"))
    )
    for code, records in counted:
        cells.append(Cells(statement, None, "count", (records,), code=code, measure="rows"))
    return cells
