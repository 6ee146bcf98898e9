"""The reader and the recogniser answer any input: a disclosure, or one clear line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.codec import decode_disclosure, encode
from mingzhang.facts.model import Disclosure
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import load_standard

WORDS = [
    "收入支出决算总表",
    "支出决算表",
    "公开03表",
    "部门名称：示例局",
    "2024年度",
    "金额单位：万元",
    "单位：元",
    "项目\t\t本年支出合计\t基本支出\t项目支出",
    "科目代码\t科目名称\t\t\t",
    "栏次\t\t1\t2\t3",
    "合计\t\t5.00\t2.00\t3.00",
    "208\t社会保障和就业支出\t5.00\t2.00\t",
    "208\t\t\t\t",
    "——",
    "| 合计 | 1.00 |",
    '<td colspan="8"></td>',
    "第三部分 情况说明",
    "一、收入支出决算总体情况说明",
    "2024年度收入总计5,296.11万元，增长6.31%。",
    "# 目 录",
    "示例项目支出绩效自评表",
    "项目名称\t\t示例项目",
    "主管部门及代码\t\t020-示例局\t预算单位\t020001-示例局",
    "资金总额：\t100\t100\t100\t28.727\t71.273\t28.73\t2.87",
    "产出指标\t数量指标\t人数\t≥人\t≥60人\t≥60人\t7\t7",
    "总分\t92.87\t优",
    "备注：1.“年初预算数”",
    "\f",
    "1",
    "",
    "\t\t\t",
]


def answer(data: bytes) -> Disclosure | None:
    """What the product makes of a file, or None where it says one clear line."""
    try:
        return recognise(read_document(data, "x.txt"), load_standard())
    except UnreadableInput as error:
        lines = error.message.zh + error.message.en
    assert "\n" not in lines
    return None


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    answer(data)


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    answer(text.encode("utf-8", "surrogatepass"))


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=30), max_size=40))
def test_lines_of_disclosures_in_any_order(lines: list[str]) -> None:
    disclosure = answer("\n".join(lines).encode("utf-8", "surrogatepass"))
    if disclosure is not None:
        assert decode_disclosure(encode(disclosure), "x.json") == disclosure
