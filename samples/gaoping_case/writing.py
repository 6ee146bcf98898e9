"""The package's files: CSV in the standard's columns, and the descriptor that says what is illustrative."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from mingzhang.standard.package import PackageForm, PackageTable

NATURE = {
    "units": "名称和主管部门是公布的，所属三个单位的代码和性质为示例。",
    "sections": "28个内设机构的名称都是公布的。",
    "staff": "各类人数的合计是公布的，分到各单位为示例。",
    "duties": "18项职责，用自己的话转述。",
    "income": "示例：按支出等额列收，各科目合计四舍五入后等于公布数。",
    "expenditure": "示例：凭证号以“示例”开头；科目、性质、经济分类的合计四舍五入后等于公布数。",
    "budget": "类级合计和自评表的项目预算是公布的，其余为示例（文号以“示例”开头）。",
    "adjustments": "自评表的全年预算数是公布的，调整的日期和文号为示例。",
    "projects": "GP 开头的项目有公布的自评表，文字为转述；SL 开头的为示例。",
    "indicators": "取自公布的自评表；年初指标值没有印数字，不填。",
    "results": "完成值取自公布的自评表，得分留空，由系统计算。",
    "contracts": "示例：按公布的采购总额、类别和中小企业份额拆分，供应商是虚构的。",
    "vehicles": "各类辆数是公布的，编号为示例。",
    "three_public": "数量都是公布的。",
    "reasons": "公布的原因只到类级，用自己的话转述；项级的用途和原因为示例。",
}


KEPT = ("score",)
"""Columns that stand although no row fills them: scores are computed, and a person may give one."""
TYPES = {"date": "date", "whole": "integer", "number": "number", "amount": "number"}


def write_table(path: Path, rows: list[dict[str, str]], table: PackageTable) -> list[str]:
    """The columns that some row fills or that are required, in the standard's order; gives their names."""
    columns = [
        column.name
        for column in table.columns
        if column.required or column.name in KEPT or any(row.get(column.name) for row in rows)
    ]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
    return columns


def _schema(table: PackageTable, columns: list[str]) -> dict[str, Any]:
    """Types for other people's tools: codes are text, or 020001 would be read as a number."""
    fields = []
    for column in table.columns:
        if column.name in columns:
            field = {"name": column.name, "type": TYPES.get(column.type, "string")}
            field |= {"title": column.heading, "description": column.explanation.zh}
            fields.append(field)
    return {"fields": fields}


def description(written: dict[str, list[str]], form: PackageForm) -> str:
    """`datapackage.json` (Frictionless) of the tables and their columns, with what of them is invented."""
    resources = [
        {
            "name": name,
            "path": f"{name}.csv",
            "title": form.tables[name].title.zh,
            "description": NATURE[name],
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": _schema(form.tables[name], columns),
        }
        for name, columns in written.items()
    ]
    package: dict[str, Any] = {
        "name": "gaoping-2024",
        "title": "高平市应急管理局2024年度决算源数据（示例）",
        "description": (
            "编出的十张报表与公布的2024年度决算逐格相同。公布的只有合计：合计以下的记录是虚构的示例，"
            "凭证号、文号、合同号、供应商以“示例”开头，SL 开头的项目为示例。文字是转述，不是原文。"
            "prior.json 的上年数由公布的增减额推出，项级为示例，每个数的 inferred 说明来历。"
            " Statements compile to the published ones cell by cell; records below the published totals are"
            " invented and marked 示例; texts are paraphrased."
        ),
        "mingzhang": {"fiscal_year": 2024, "standard": "cn/2024", "variant": "shanxi"},
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"
