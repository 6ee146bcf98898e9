"""An invented small unit: a cultural centre with one basic budget and two projects."""

from __future__ import annotations

from typing import Any

from mingzhang.app.workbench import Books

CODE, NAME = "099001", "示范群众文化馆"
DEPARTMENT_CODE, DEPARTMENT_NAME = "099", "示范文化局"
SECTION = "群众活动部"
GENERAL = "general_public_budget"
Row = dict[str, str]


def small_unit() -> Books:
    """The records of the invented unit for 2024."""
    spent = _expenditure()
    received = [
        {"date": "2024-01-20", "unit": CODE, "functional": code, "source": GENERAL, "amount": _sum(rows)}
        for code, rows in _by(spent, "functional").items()
    ]
    tables: dict[str, list[Row]] = {
        "units": [
            {
                "code": CODE, "name": NAME, "department_code": DEPARTMENT_CODE,
                "department_name": DEPARTMENT_NAME, "kind": "institution",
            }
        ],
        "sections": [{"unit": CODE, "name": "办公室"}, {"unit": CODE, "name": SECTION}],
        "staff": [
            {"unit": CODE, "category": "institution", "count": "12"},
            {"unit": CODE, "category": "retired", "count": "3"},
        ],
        "duties": [
            {"unit": CODE, "order": "1", "text": "组织群众文化活动。"},
            {"unit": CODE, "order": "2", "text": "管理文化活动场所。"},
        ],
        "income": received,
        "expenditure": spent,
        "budget": [_budgeted(row, stage) for row in spent for stage in _stages(row)],
        "adjustments": [
            {
                "date": "2024-08-15", "document": "示财预〔2024〕18号", **_line(spent[-1]),
                "amount": "5000.00",
            }
        ],
        **_performance(),
        "contracts": [
            {
                "number": "SF-2024-01", "date": "2024-05-10", "unit": CODE, "kind": "services",
                "supplier": "示范物业有限公司", "supplier_size": "small", "amount": "85000.00",
                "project": "P02", "method": "inquiry",
            }
        ],
        "vehicles": [{"identifier": "示-001", "unit": CODE, "category": "other"}],
        "three_public": [{"unit": CODE, "measure": "vehicles_held", "value": "1", "purpose": ""}],
        "reasons": _reasons(spent),
    }  # fmt: skip
    return Books(2024, "cn/2024", "shanxi", tables)


def as_another(books: Books, unit: tuple[str, str], department: tuple[str, str], factor: int = 1) -> Books:
    """The same records for another unit and department, each by code and name, amounts times `factor`."""
    code, name = unit
    before = books.tables["units"][0]["code"]
    tables = {}
    for table, rows in books.tables.items():
        # Of an indicator `unit` is what it is counted in.
        tables[table] = [
            {**row, **({"unit": code} if row.get("unit") == before else {}), **_times(row, factor)}
            for row in rows
        ]
    tables["units"] = [
        {**books.tables["units"][0], "code": code, "name": name, "department_code": department[0],
         "department_name": department[1]}
    ]  # fmt: skip
    return Books(books.fiscal_year, books.standard, books.variant, tables)


def _times(row: Any, factor: int) -> Row:
    if "amount" not in row:
        return {}
    fen = int(row["amount"].replace(".", "")) * factor
    return {"amount": f"{fen // 100}.{fen % 100:02d}"}


def _spent(date: str, functional: str, economic: str, amount: str, project: str = "") -> Row:
    return {
        "date": date, "voucher": "", "unit": CODE, "functional": functional, "economic": economic,
        "nature": "project" if project else "basic", "project": project, "source": GENERAL, "amount": amount,
    }  # fmt: skip


def _expenditure() -> list[Row]:
    rows = [
        _spent("2024-02-05", "2070109", "30101", "612400.00"),
        _spent("2024-02-05", "2070109", "30107", "238600.00"),
        _spent("2024-03-12", "2070109", "30201", "41250.50"),
        _spent("2024-06-18", "2070109", "30231", "18600.00"),
        _spent("2024-07-03", "2080505", "30108", "104300.00"),
        _spent("2024-07-03", "2101102", "30110", "52150.00"),
        _spent("2024-07-03", "2210201", "30113", "88900.00"),
        _spent("2024-09-20", "2070109", "30299", "126000.00", "P01"),
        _spent("2024-11-08", "2070109", "30209", "85000.00", "P02"),
    ]
    for number, row in enumerate(rows, 1):
        row["voucher"] = f"记-{number:04d}"
    return rows


def _line(row: Row) -> Row:
    names = ("unit", "functional", "economic", "nature", "project", "source")
    return {name: row[name] for name in names}


def _stages(row: Row) -> tuple[str, ...]:
    return ("declared", "prepared") if row["project"] else ("prepared",)


def _budgeted(row: Row, stage: str) -> Row:
    return {**_line(row), "stage": stage, "amount": row["amount"], "document": "示财预〔2024〕3号"}


def _by(rows: list[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _sum(rows: list[Row]) -> str:
    fen = sum(int(row["amount"].replace(".", "")) for row in rows)
    return f"{fen // 100}.{fen % 100:02d}"


def _performance() -> dict[str, list[Row]]:
    texts = {
        "implementation": "按年度计划组织实施，资金按进度支付。", "outputs": "各项产出指标均已完成。",
        "benefits": "居民参加文化活动更为便利。", "satisfaction": "受访居民总体满意。",
        "experience": "活动项目由居民代表共同选定。", "problems": "年初指标设置偏粗。",
        "improvements": "下年细化指标并按季度核对。",
    }  # fmt: skip
    projects = [
        {"code": "P01", "name": "群众文化活动经费", "goal": "全年举办群众文化活动40场。",
         "completion": "全年举办活动40场。"},
        {"code": "P02", "name": "活动场所管理经费", "goal": "活动场所全年开放。",
         "completion": "活动场所全年开放。"},
    ]  # fmt: skip
    common = {"unit": CODE, "section": SECTION, "category": "specific_target", **texts}
    indicators: list[Row] = []
    results: list[Row] = []
    for project, count, cost in (("P01", "40", "12.6"), ("P02", "300", "9")):
        for order, line in enumerate(_indicators(count, cost), 1):
            level1, level2, level3, operator, target, unit, weight, actual = line
            indicators.append({
                "project": project, "order": str(order), "level1": level1, "level2": level2,
                "level3": level3, "operator": operator, "target": target, "unit": unit, "weight": weight,
            })  # fmt: skip
            results.append({"project": project, "order": str(order), "actual": actual, "score": ""})
    results.append({"project": "P02", "order": "0", "variance": "物业合同按季度结算，尾款在次年初支付。"})
    whole: dict[str, list[Any]] = {
        "projects": [{**project, **common} for project in projects],
        "indicators": indicators,
        "results": results,
    }
    return whole


def _indicators(count: str, cost: str) -> list[tuple[str, ...]]:
    return [
        ("output", "quantity", "活动场次或开放天数", "≥", count, "次", "20", count),
        ("output", "quality", "活动按标准完成率", "≥", "95", "%", "15", "97"),
        ("output", "timeliness", "按计划时间完成率", "≥", "100", "%", "15", "100"),
        ("benefit", "social", "覆盖社区数", "≥", "6", "个", "15", "6"),
        ("benefit", "sustainability", "活动制度健全", "", "健全", "", "15", "达成预期指标"),
        ("satisfaction", "satisfaction", "居民满意度", "≥", "90", "%", "10", "93"),
    ]


def _reasons(spent: list[Row]) -> list[Row]:
    uses = {
        "2070109": "群众文化活动和本馆日常运转", "2080505": "单位缴纳职工基本养老保险",
        "2101102": "单位缴纳职工基本医疗保险", "2210201": "单位缴纳职工住房公积金",
    }  # fmt: skip
    about = "general_budget_expenditure/{}/total"
    return [
        {"unit": CODE, "kind": "use", "about": about.format(code), "text": uses[code]}
        for code in _by(spent, "functional")
    ]
