"""Small records for these tests: one unit, basic and project expenditure, one evaluated project."""

from __future__ import annotations

from mingzhang.app.workbench import Books

Row = dict[str, str]


def books(**replaced: list[Row]) -> Books:
    """The records, some tables replaced."""
    line = {"unit": "001", "functional": "2240106", "source": "general_public_budget"}
    basic = {**line, "economic": "30101", "nature": "basic", "project": ""}
    project = {**line, "economic": "30201", "nature": "project", "project": "P1"}
    tables: dict[str, list[Row]] = {
        "units": [
            {"code": "001", "name": "某单位", "department_code": "01", "department_name": "某部门",
             "kind": "administrative"}
        ],
        "income": [{"date": "2024-01-05", **line, "amount": "300000.00"}],
        "expenditure": [
            {"date": "2024-02-01", "voucher": "1", **basic, "amount": "123456.78"},
            {"date": "2024-03-01", "voucher": "2", **basic, "amount": "76543.22"},
            {"date": "2024-04-01", "voucher": "3", **project, "amount": "100000.00"},
        ],
        "budget": [
            {**basic, "stage": "prepared", "amount": "200000.00"},
            {**project, "stage": "prepared", "amount": "100000.00"},
        ],
        "projects": [{"code": "P1", "name": "某项目", "unit": "001", "section": "业务科"}],
        "indicators": [
            {"project": "P1", "order": "1", "level1": "output", "level2": "quantity", "level3": "检查次数",
             "operator": "≥", "target": "10", "unit": "次", "weight": "90"}
        ],
        "results": [{"project": "P1", "order": "1", "actual": "5"}],
        **replaced,
    }  # fmt: skip
    return Books(2024, "cn/2024", "shanxi", tables)
