"""Columns of evaluation forms: the form with its funds, and its indicators."""

from __future__ import annotations

import pyarrow as pa

from mingzhang.corpus.column_types import (
    DOCUMENT,
    LINE,
    ORDINAL,
    PAGE,
    TEXT,
    WHOLE,
    WORD,
    Column,
    half,
    number,
)

_FUNDS = (
    Column("source_kind", TEXT, "资金来源", "level of money: total, local, superior, other"),
    Column("label", TEXT, "印出的名称", "label as printed"),
    Column("variance", TEXT, "偏差原因", "reason of the variance"),
    *number("declared", "申报数（万元）", "declared, 万元"),
    *number("original_budget", "年初预算数（万元）", "original budget, 万元"),
    *number("final_budget", "全年预算数（万元）", "final budget, 万元"),
    *number("actual", "全年执行数（万元）", "actual, 万元"),
    *number("carryover", "资金结转数（万元）", "carryover, 万元"),
    *number("execution_rate", "执行率（%）", "execution rate, %"),
    *number("score", "得分", "score, points"),
    LINE,
    PAGE,
)

_FORM = (
    Column("evaluation", WHOLE, "自评表序号，从 0 起", "index of the form in its document"),
    Column("project", TEXT, "项目名称", "project"),
    Column("status", WORD, "complete 完整、blank 空白、fragment 残缺", "complete, blank or fragment"),
    half("amount_half", "金额", "amounts"),
    half("rate_half", "执行率", "rates"),
    half("score_half", "得分", "scores"),
)

EVALUATIONS = (
    DOCUMENT,
    ORDINAL,
    *_FORM,
    Column("project_code", TEXT, "项目编码", "code of the project"),
    Column("kind", WORD, "评价对象", "what is evaluated"),
    Column("evaluator", WORD, "评价主体", "who evaluates"),
    Column("unit_name", WORD, "单位名称", "unit as the form names it"),
    Column("department_name", WORD, "主管部门名称", "department as the form names it"),
    Column("goal", TEXT, "年初设定目标", "goal"),
    Column("completion", TEXT, "目标完成情况", "completion"),
    *number("total_score", "总分", "total score"),
    Column("grade", WORD, "等级", "grade"),
    Column("total_line", WHOLE, "总分所在行", "line of the total"),
    LINE,
    PAGE,
    Column(
        "funds",
        pa.list_(pa.struct([column.field() for column in _FUNDS])),
        "资金各行",
        "rows of the funds table",
    ),
)

INDICATORS = (
    DOCUMENT,
    ORDINAL,
    *_FORM,
    Column("level1", WORD, "一级指标", "level 1"),
    Column("level2", WORD, "二级指标", "level 2"),
    Column("level3", TEXT, "三级指标", "level 3"),
    Column("operator", WORD, "比较符号", "operator"),
    Column("unit", WORD, "计量单位", "unit of measure"),
    Column("variance", TEXT, "偏差原因", "reason of the variance"),
    Column("direction", WORD, "指标方向", "direction"),
    *number("initial_target", "年初指标值", "initial target"),
    *number("target", "全年指标值", "target"),
    *number("actual_result", "实际完成值", "result"),
    *number("weight", "分值", "weight"),
    *number("score", "得分", "score"),
    Column("initial_printed", TEXT, "年初指标值的原文", "initial target as printed, where it is more"),
    Column("target_printed", TEXT, "全年指标值的原文", "target as printed, where it is more"),
    Column("result_printed", TEXT, "实际完成值的原文", "result as printed, where it is more"),
    LINE,
    PAGE,
)
