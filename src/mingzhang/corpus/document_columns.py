"""Columns of what is said of whole documents: where they come from, and what was found in them."""

from __future__ import annotations

import pyarrow as pa

from mingzhang.corpus.column_types import DOCUMENT, LINE, LONG, ORDINAL, PAGE, TEXT, WHOLE, WORD, Column

_STATEMENT = pa.struct(
    [
        ("id", TEXT),
        ("status", TEXT),
        ("form", TEXT),
        ("title", TEXT),
        ("unit", TEXT),
        ("line", WHOLE),
        ("page", WHOLE),
    ]
)
_QUOTED = pa.struct(
    [
        *(
            (name, TEXT)
            for name in ("statement", "side", "code", "label", "column", "project", "field", "value")
        ),
        ("line", WHOLE),
        ("page", WHOLE),
    ]
)
_RULE_COUNTS = pa.struct([("rule", TEXT), ("held", WHOLE), ("rounding", WHOLE)])
_NOT_RUN = pa.struct([("rule", TEXT), ("why", TEXT), ("count", WHOLE), ("line", WHOLE), ("page", WHOLE)])

DOCUMENTS = (
    DOCUMENT,
    Column("path", TEXT, "首次收入时的路径", "the path it was first taken from"),
    Column("paths", pa.list_(TEXT), "内容相同的各路径", "every path with these bytes"),
    Column("bytes", LONG, "文件大小（字节）", "size of the file"),
    Column("kind", WORD, "决算 final_accounts 或预算 budget", "final_accounts or budget"),
    Column("unit_name", WORD, "单位名称", "name of the unit"),
    Column("unit_code", WORD, "单位编码", "code of the unit"),
    Column(
        "scope", WORD, "department 部门（含所属单位）或 unit 单位", "department (with member units) or unit"
    ),
    Column("department_name", WORD, "主管部门名称", "name of its department"),
    Column("department_code", WORD, "主管部门编码", "code of its department"),
    Column("member_units", pa.list_(TEXT), "所属单位", "member units that it names"),
    Column("variant", WORD, "地方格式", "provincial variant"),
    Column("printed_year", WHOLE, "印出的年度（与所用标准不同时）", "year on the document where it differs"),
    Column("title", TEXT, "封面标题", "title of the cover"),
    Column("statements", pa.list_(_STATEMENT), "所有的报表", "the statements that it has, in order"),
    Column("pages", WHOLE, "页数", "pages"),
    Column("reader", WORD, "读取器", "the reader that read it"),
    Column("engine", WORD, "程序版本", "version of the program"),
    Column("status", WORD, "read 已读、unreadable 不能读取", "read or unreadable"),
    Column("reason", TEXT, "不能读取的原因", "why it could not be read"),
    Column("seconds", pa.float64(), "读取所用的秒数", "seconds that reading took"),
    Column("ingested_at", pa.timestamp("us", "UTC"), "收入时间", "when it was taken in"),
    Column("superseded_by", WORD, "取代它的文件", "the document that supersedes it"),
    Column(
        "disclosure",
        pa.binary(),
        "全部内容（压缩），供重查",
        "the whole disclosure, compressed; see columns.py",
    ),
)

FINDINGS = (
    DOCUMENT,
    ORDINAL,
    Column("rule", WORD, "规则", "rule"),
    Column("kind", WORD, "cell 单元格规则、document 文件规则", "cell or document rule"),
    Column("severity", WORD, "error、warning 或 info", "severity"),
    Column("id", TEXT, "问题编号（规则、单元格、数值）", "names the finding across runs"),
    Column("title", WORD, "规则名", "title of the rule"),
    Column("message", TEXT, "说明", "message"),
    Column("statement", WORD, "所在报表", "statement of its first cell (`evaluation`: a form)"),
    Column("printed", TEXT, "印出的数", "printed"),
    Column("expected", TEXT, "应为", "expected"),
    Column("difference", TEXT, "相差", "printed − expected"),
    Column("arithmetic", TEXT, "算式", "the sum written out"),
    Column("facts", pa.list_(_QUOTED), "涉及的单元格", "the cells"),
    LINE,
    PAGE,
    Column("cell", TEXT, "单元格", "cell"),
    Column("bbox", pa.list_(pa.float64()), "页面上的位置（点）", "place on the page, points"),
    Column("rule_hash", WORD, "规则与标准的指纹", "hash of the rule and the standard that gave it"),
)

CHECKS = (
    DOCUMENT,
    Column("verdict", WORD, "consistent、inconsistent 或 unreadable", "verdict"),
    Column("run", WHOLE, "已检查", "checks run"),
    Column("held", WHOLE, "成立", "held"),
    Column("rounding", WHOLE, "尾差", "explained by rounding"),
    Column("broken", WHOLE, "不成立", "broken"),
    Column("not_run", WHOLE, "未检查", "not run"),
    Column("missing", pa.list_(_NOT_RUN), "未检查的规则与原因", "the rules that did not run, and why"),
    Column("document_counts", pa.list_(_RULE_COUNTS), "文件规则的计数", "what each document rule counted"),
    Column(
        "rule_hashes",
        WORD,
        "文件规则的指纹（JSON）",
        "document rule → hash, as JSON: what need not run again",
    ),
)
