"""The data dictionary: every table and field of the package in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["string", "number", "integer", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `note`: what it holds, where the title does not say it, as (Chinese, English)."""

    name: str
    type: FieldType
    zh: str
    en: str
    note: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class TableForm:
    """One CSV file. Its first field is its key; `refers`: field → the table whose key it holds."""

    name: str
    zh: str
    en: str
    fields: tuple[Field, ...]
    refers: tuple[tuple[str, str], ...] = ()


_ID = Field("id", "integer", "序号", "Number", ("从1起，按印出的次序", "from 1, in printed order"))
_CELL = (
    Field("statement", "string", "报表", "Statement", ("报表的英文标识", "the statement's id")),
    Field("statement_title", "string", "报表名称", "Title of the statement"),
    Field("side", "string", "收支方", "Side", ("income 或 expenditure", "income or expenditure")),
    Field("code", "string", "科目代码或行标识", "Code or row id"),
    Field("label", "string", "项目名称", "Label", ("按印出的文字", "as printed")),
    Field("column", "string", "栏目", "Column", ("栏目的英文标识", "the column's id")),
    Field("column_title", "string", "栏目名称", "Title of the column"),
    Field("column_english", "string", "栏目英文名称", "English title of the column"),
)
_SHOWN = Field(
    "value", "number", "数值", "Value", ("按印出的数；空为未能读出", "as printed; empty: not readable")
)
_FORM = Field("evaluation", "integer", "自评表序号", "Number of the form")

TABLES = (
    TableForm("facts", "决算表中的数", "Figures of the statements", (
        _ID,
        Field("address", "string", "地址", "Address", ("报表/方/代码/栏目", "statement/side/code/column")),
        *_CELL,
        _SHOWN,
        Field("stored", "number", "准确数", "Exact value", ("知道更多位数时", "where more digits are known")),
        Field("unit", "string", "单位", "Unit", ("金额单位；数量为空", "of money; empty for counts")),
        Field("line_no", "string", "行次", "Line number"),
        Field("confidence", "number", "把握程度", "Confidence", ("1 为照实读出", "1: read as it stands")),
    )),
    TableForm("figures", "说明中写到、表里没有的数", "Figures that only the explanation states", (
        _ID,
        Field("figure", "string", "标识", "Figure"),
        Field("label", "string", "名称", "Label"),
        Field("column", "string", "栏目", "Column"),
        _SHOWN,
    )),
    TableForm("evaluations", "项目支出绩效自评表", "Self-evaluation forms", (
        _ID,
        Field("project", "string", "项目名称", "Project"),
        Field("project_code", "string", "项目代码", "Project code"),
        Field("status", "string", "填报情况", "Status", ("完整、空白、残缺", "complete, blank or fragment")),
        Field("department", "string", "主管部门", "Supervising department"),
        Field("unit", "string", "预算单位", "Budget unit"),
        Field("goal", "string", "年度目标", "Goal"),
        Field("completion", "string", "实际完成情况", "Completion"),
        Field("total_score", "number", "总分", "Total score"),
        Field("grade", "string", "等级", "Grade"),
        Field("implementation", "string", "项目实施和预算执行情况", "Implementation"),
        Field("outputs", "string", "产出情况", "Outputs"),
        Field("benefits", "string", "效益情况", "Benefits"),
        Field("satisfaction", "string", "满意度情况", "Satisfaction"),
        Field("experience", "string", "主要经验做法", "Experience"),
        Field("problems", "string", "问题及原因", "Problems"),
        Field("improvements", "string", "改进措施及管理建议", "Improvements"),
    )),
    TableForm("funds", "自评表的项目资金", "Funds rows of the forms", (
        _ID,
        _FORM,
        Field("source_kind", "string", "资金来源", "Source", ("total 为资金总额", "total: all funds")),
        Field("label", "string", "印出的名称", "Label"),
        Field("declared", "number", "目标申报数（万元）", "Declared (10,000 yuan)"),
        Field("original_budget", "number", "预算编制数（万元）", "Original budget (10,000 yuan)"),
        Field("final_budget", "number", "全年预算数（万元）", "Final budget (10,000 yuan)"),
        Field("actual", "number", "全年执行数（万元）", "Actual (10,000 yuan)"),
        Field("carryover", "number", "资金结（转）余（万元）", "Carryover (10,000 yuan)"),
        Field("execution_rate", "number", "执行率（%）", "Execution rate (%)"),
        Field("score", "number", "得分", "Score"),
        Field("variance", "string", "偏差原因", "Variance"),
    ), (("evaluation", "evaluations"),)),
    TableForm("indicators", "自评表的绩效指标", "Indicators of the forms", (
        _ID,
        _FORM,
        Field("level1", "string", "一级指标", "Level 1"),
        Field("level2", "string", "二级指标", "Level 2"),
        Field("level3", "string", "三级指标", "Level 3"),
        Field("operator", "string", "计算符号", "Operator", ("空为定性指标", "empty: qualitative")),
        Field("initial_target", "string", "年初指标值", "Initial target"),
        Field("target", "string", "指标值", "Target"),
        Field("actual", "string", "实际完成值", "Result"),
        Field("unit", "string", "计量单位", "Unit"),
        Field("weight", "number", "分值", "Weight"),
        Field("score", "number", "得分", "Score"),
        Field("variance", "string", "偏差原因及改进措施", "Variance"),
    ), (("evaluation", "evaluations"),)),
    TableForm("claims", "文字中写到的数", "Numbers stated in the text", (
        _ID,
        Field("text", "string", "所在的句子", "Sentence"),
        Field("about", "string", "说的是", "About", ("格、数或自评表字段", "a cell, figure or field")),
        Field("base", "string", "对比的基数", "Base"),
        Field("year", "integer", "年度", "Year"),
        Field("measure", "string", "种类", "Measure"),
        Field("value", "number", "数值", "Value"),
        Field("unit", "string", "单位", "Unit"),
        Field("direction", "string", "增减", "Direction"),
    )),
    TableForm("explanation", "情况说明", "Explanation", (
        _ID,
        Field("section", "string", "节", "Section"),
        Field("title", "string", "标题", "Heading"),
        Field("text", "string", "段落", "Paragraph"),
    )),
)  # fmt: skip
STAMP = Field("stamp", "string", "声明", "Stamp", ("带错误公开时的声明", "published in spite of errors"))
DICTIONARY = TableForm("dictionary", "数据字典", "Data dictionary", (
    Field("id", "integer", "序号", "Number"),
    Field("table", "string", "表", "Table"),
    Field("table_zh", "string", "表的中文名称", "Chinese title of the table"),
    Field("table_en", "string", "表的英文名称", "English title of the table"),
    Field("field", "string", "字段", "Field"),
    Field("type", "string", "类型", "Type"),
    Field("zh", "string", "中文名称", "Chinese title"),
    Field("en", "string", "英文名称", "English title"),
    Field("note_zh", "string", "中文说明", "Note in Chinese"),
    Field("note_en", "string", "英文说明", "Note in English"),
))  # fmt: skip
GUARD_NOTE = (
    "以 = + - @ 等开头的文字前加一个撇号（'），以免表格软件当作公式；去掉撇号即为原文。",
    "A text that begins with = + - @ has an apostrophe (') before it, lest a spreadsheet compute it; "
    "without the apostrophe it is the original.",
)
