"""Registers of the demonstration: invented records, some complete, some under way, one overdue."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.app.workbench import Books

Row = dict[str, str]
SURVEYED = 100
"""Questionnaires returned, so that the satisfied ones are the percentage."""


def with_registers(books: Books) -> Books:
    """The books with records of every register for their first project, whose satisfaction indicator takes
    its value from the survey; the value is the one that was reported."""
    project = next(iter(books.tables.get("projects", ())), None)
    if project is None:
        return books
    unit, code, section = project["unit"], project["code"], project.get("section", "")
    tables = dict(books.tables)
    indicator, reported = _satisfaction(books, code)
    if indicator is not None:
        tables["indicators"] = [
            {**row, "register": "survey:rate"} if row is indicator else dict(row)
            for row in tables["indicators"]
        ]
    year = str(books.fiscal_year)
    for register, rows in _records(year, reported or "93").items():
        tables[f"register_{register}"] = [
            {"number": f"{year}-{place:03d}", **row, "unit": unit, "section": section, "project": code}
            for place, row in enumerate(rows, 1)
        ]
    return replace(books, tables=tables)


def _satisfaction(books: Books, project: str) -> tuple[Row | None, str]:
    """The project's first indicator of satisfaction with a whole percentage as its result, and that."""
    results = {row["order"]: row.get("actual", "") for row in books.tables.get("results", ())
               if row["project"] == project}  # fmt: skip
    for row in books.tables.get("indicators", ()):
        actual = results.get(row["order"], "")
        if row["project"] == project and row["level1"] == "satisfaction" and actual.isdecimal():
            return row, actual  # type: ignore[return-value]
    return None, ""


def _records(year: str, satisfied: str) -> dict[str, list[Row]]:
    return {
        "survey": [
            {"date": f"{year}-10-08", "topic": "服务满意度", "audience": "residents", "issued": "108",
             "closed": f"{year}-10-25", "returned": str(SURVEYED), "satisfied": satisfied},
        ],
        "contract": [
            {"required": f"{year}-02-20", "subject": "业务设备", "kind": "goods", "estimate": "90000.00",
             "procured": f"{year}-03-28", "method": "inquiry", "signed": f"{year}-04-10",
             "supplier": "示范设备有限公司", "amount": "86000.00", "deliver_by": f"{year}-05-31",
             "accepted": f"{year}-05-28", "accepted_by": "业务和财务"},
            {"required": f"{year}-05-06", "subject": "信息系统维护", "kind": "services",
             "procured": f"{year}-06-12", "method": "consultation", "signed": f"{year}-06-20",
             "supplier": "示范信息有限公司", "amount": "48000.00", "deliver_by": f"{year}-10-31",
             "accepted": f"{year}-10-30", "accepted_by": "业务和财务"},
            {"required": f"{year}-11-04", "subject": "宣传材料", "kind": "services"},
        ],
        "payment": [
            {"contract": f"{year}-001", "stage": "acceptance", "invoiced": f"{year}-06-03",
             "amount": "60000.00", "checked": f"{year}-06-05", "approved": f"{year}-06-07",
             "paid": f"{year}-06-12", "voucher": "记-0086"},
            {"contract": f"{year}-001", "stage": "retention", "invoiced": f"{year}-12-09",
             "amount": "26000.00", "checked": f"{year}-12-11"},
            {"contract": f"{year}-002", "stage": "progress", "invoiced": f"{year}-08-05",
             "amount": "20000.00", "checked": f"{year}-08-06", "paid": f"{year}-08-15",
             "voucher": "记-0121"},
        ],
        "hazard": [
            {"inspected": f"{year}-05-14", "enterprise": "示范建材厂", "hazard": "配电箱未上锁",
             "level": "general", "inspectors": "2", "notified": f"{year}-05-15", "due": f"{year}-06-14",
             "person": "安全科长", "plan": "更换配电箱并上锁", "rectified": f"{year}-06-03",
             "measures": "已更换并上锁", "rechecked": f"{year}-06-07", "result": "passed"},
            {"inspected": f"{year}-09-12", "enterprise": "示范化工厂", "hazard": "可燃气体报警器失效",
             "level": "major", "inspectors": "3", "notified": f"{year}-09-12", "due": f"{year}-10-12",
             "person": "厂长", "plan": "更换报警器并检定", "supervised": f"{year}-09-14",
             "supervisor": "示范安委会"},
            {"inspected": f"{year}-12-20", "enterprise": "示范商场", "hazard": "疏散通道堆放货物",
             "level": "general", "inspectors": "2"},
        ],
        "relief": [
            {"applied": f"{year}-07-22", "name": "示例户主一", "identity": "示例证件一",
             "village": "东示范村",
             "persons": "4", "kind": "disaster", "discussed": f"{year}-07-25", "opinion": "同意上报",
             "publicised": f"{year}-08-02", "objections": "无", "reviewed": f"{year}-08-06",
             "proposed": "1200.00", "decided": f"{year}-08-12", "decision": "granted",
             "granted": "1200.00", "paid": f"{year}-08-20", "account": "示例账号一"},
            {"applied": f"{year}-12-10", "name": "示例户主二", "village": "西示范村", "persons": "2",
             "kind": "winter", "discussed": f"{year}-12-14", "opinion": "同意上报"},
        ],
        "supplies": [
            {"date": f"{year}-01-01", "item": "棉被", "measure": "床", "movement": "opening",
             "quantity": "40"},
            {"date": f"{year}-03-05", "item": "棉被", "measure": "床", "movement": "purchase",
             "quantity": "60", "place": "示范供应站"},
            {"date": f"{year}-07-24", "item": "棉被", "measure": "床", "movement": "dispatch",
             "quantity": "35", "place": "东示范村"},
            {"date": f"{year}-08-30", "item": "棉被", "measure": "床", "movement": "return",
             "quantity": "10", "place": "东示范村"},
        ],
    }  # fmt: skip
