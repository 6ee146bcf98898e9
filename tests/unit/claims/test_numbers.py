"""Which digits state something, with which unit; and which are years, dates, numbering and names."""

from __future__ import annotations

import pytest

from mingzhang.claims.folding import fold_text
from mingzhang.claims.numbers import find_numbers
from mingzhang.standard.load import Standard


def _found(text: str, standard: Standard) -> list[tuple[str, str | None]]:
    return [(token.value, token.unit) for token in find_numbers(fold_text(text), standard.claim_wording)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出1,234.50万元", [("1234.50", "万元")]),
        ("支出 12.50\n万元", [("12.50", "万元")]),
        ("支出１２．５０万元", [("12.50", "万元")]),
        ("实际支出3，200，000.00元", [("3200000.00", "元")]),
        ("接待0.39万（含外宾0.10万元）", [("0.39", "万元"), ("0.10", "万元")]),
        ("发放3万份，补助48元/天", [("3", "万份"), ("48", "元/天")]),
        ("设备2台（套）、车辆3辆", [("2", "台(套)"), ("3", "辆")]),
        ("5批次，20人次，2个团组", [("5", "批次"), ("20", "人次"), ("2", "个")]),
        ("提高1.5个百分点，占12％", [("1.5", "个百分点"), ("12", "%")]),
        ("增长13.95。", [("13.95", None)]),
        ("100，200", [("100", None), ("200", None)]),
    ],
)
def test_numbers_with_their_units(
    standard: Standard, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert _found(text, standard) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2024年度",
        "截至2024年12月31日",
        "24年9月11日验收",
        "2023年11月至2024年5月",
        "在6月25日和7月举办",
        "依据某财〔2020〕10号文件",
        "1.做好预算；2、做好决算",
        "（1）培训（2）演练",
        "公开05表",
        "开展“5.12”防灾宣传日活动",
        "2010601行政运行",
        "采用370MHz设备和PDT-2终端",
    ],
)
def test_what_states_nothing_is_left_out(standard: Standard, text: str) -> None:
    assert _found(text, standard) == []


def test_an_approximate_number_says_so(standard: Standard) -> None:
    tokens = find_numbers(fold_text("参加300余人，到会40人"), standard.claim_wording)
    assert [token.approximate for token in tokens] == [True, False]


def test_the_printed_span_is_that_of_the_digits() -> None:
    printed = "支出 1,000.00 万元"
    folded = fold_text(printed)
    start = folded.text.index("1")
    assert printed[slice(*folded.printed_span(start, start + 8))] == "1,000.00"


def test_two_numbers_apart_stay_two() -> None:
    assert fold_text("表 2 2024年").text == "表2 2024年"
