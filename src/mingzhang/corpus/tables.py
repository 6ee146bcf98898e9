"""The tables of the lake: Arrow schemas with the meaning of every column.

Partitioned by fiscal year and standard (`fiscal_year=2024/standard=cn%2F2024`, which therefore are no
columns inside the files). The files of one batch of documents have the same name in every table. Within a
file rows stand in the order of documents (by hash) and of their ordinals, and row groups end at a document.
"""

from __future__ import annotations

import pyarrow as pa

from mingzhang.corpus.column_types import (
    DOCUMENT,
    LINE,
    LONG,
    ORDINAL,
    PAGE,
    TEXT,
    WHOLE,
    WORD,
    Column,
)
from mingzhang.corpus.document_columns import CHECKS, DOCUMENTS, FINDINGS
from mingzhang.corpus.form_columns import EVALUATIONS, INDICATORS

_AMOUNTS = (
    Column(
        "statement",
        WORD,
        "报表（说明中的数为 figures）",
        "statement (`figures`: stated in the explanation only)",
    ),
    Column("side", WORD, "收入或支出方；单边表为空", "side of a two-sided statement"),
    Column("code", WORD, "科目编码或行名", "subject code or named row"),
    Column("column", WORD, "栏目", "column"),
    Column("label", WORD, "印出的名称", "label as printed"),
    Column("line_no", WORD, "行次", "line number as printed"),
    Column(
        "value", LONG, "数值，以末位为 1", "the amount in units of its last printed place; null: not readable"
    ),
    Column(
        "places", pa.int8(), "小数位数：金额 = value ÷ 10^places", "digits after the point: value ÷ 10^places"
    ),
    Column("unit", WORD, "金额单位；count 为个数", "currency unit (万元, 元, …), or `count`"),
    Column("rounding_fen", LONG, "末位的一半，分：四舍五入前后可差之数", "half a unit of the last place, 分"),
    Column(
        "printed",
        TEXT,
        "与 value、places 写法不同时的原文",
        "the text, where value and places do not give it back",
    ),
    LINE,
    PAGE,
    Column("cell", TEXT, "单元格，如 Sheet!B7", "cell, like Sheet!B7"),
    Column("confidence", pa.float32(), "可信度，1 为直接读出", "1: read as it stands"),
    Column("inferred", WORD, "推断的方法", "how the value was inferred"),
    Column("stored", TEXT, "文件中存的更多位数", "the digits that the file stores beyond those shown"),
    Column("reason", WORD, "不能辨认的原因", "why the cell could not be read"),
)

CLAIMS = (
    DOCUMENT,
    ORDINAL,
    Column(
        "about", WORD, "所说的单元格", "the cell spoken of: statement/…/column, figures/… or evaluation/…"
    ),
    Column(
        "base", WORD, "比较所据的单元格", "the cell that a share, change, rate or completion is taken over"
    ),
    Column("year", WHOLE, "所说的年度", "the year it is said of"),
    Column("measure", WORD, "amount、change、rate、share、completion 或 count", "what is measured"),
    Column("value", TEXT, "印出的数", "the number as printed"),
    Column("value_u", LONG, "百万分之一单位", "whole millionths of its unit"),
    Column("value_half", LONG, "末位的一半，百万分之一", "half a unit of its last place, millionths"),
    Column("unit", WORD, "单位", "unit"),
    Column("direction", WORD, "increase、decrease 或 same", "increase, decrease or same"),
    Column("group", WHOLE, "同句同额的组号", "claims of one sentence on the same amount share it"),
    Column("section", WORD, "说明的章节", "section of the explanation"),
    Column("subject", WORD, "印出的主语", "the words as printed"),
    Column("text", WORD, "句子", "the sentence"),
    Column("begin", WHOLE, "数在句中的起点", "where the number begins in the text"),
    Column("end", WHOLE, "数在句中的终点", "where it ends"),
    LINE,
    PAGE,
)

PARAGRAPHS = (
    DOCUMENT,
    ORDINAL,
    Column(
        "part",
        WORD,
        "explanation 情况说明、duties 职责、glossary 名词解释",
        "explanation, duties or glossary",
    ),
    Column("section", WORD, "章节的标准名", "the standard's id of the section"),
    Column("title", WORD, "章节标题或名词", "title of the section, or the term"),
    Column("text", TEXT, "文字", "the paragraph"),
    Column("owed", TEXT, "应写而未写的内容", "what is owed here"),
    LINE,
    PAGE,
)

UNREAD = (
    DOCUMENT,
    ORDINAL,
    Column("kind", WORD, "类别", "what it is, where known"),
    Column("project", TEXT, "所在自评表的项目", "the form it stands in"),
    Column("text", TEXT, "看见而未读懂的文字", "what was seen and not understood"),
    Column("reason", WORD, "原因", "why"),
    LINE,
    PAGE,
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": DOCUMENTS,
    "paragraphs": PARAGRAPHS,
    "figures": (DOCUMENT, ORDINAL, *_AMOUNTS),
    "facts": (DOCUMENT, ORDINAL, *_AMOUNTS),
    "evaluations": EVALUATIONS,
    "indicators": INDICATORS,
    "claims": CLAIMS,
    "unread": UNREAD,
    "findings": FINDINGS,
    "checks": CHECKS,
}
"""Every table of the lake, by the name of its folder."""

SCHEMAS: dict[str, pa.Schema] = {
    name: pa.schema([column.field() for column in columns]) for name, columns in COLUMNS.items()
}
CHECKED = ("findings", "checks")
"""What a check of the lake replaces; all other tables say what was read."""
