"""Widths, wrapping and shortening of Chinese text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.writers.findings.layout import Paper, padded, shortened, width_of, wrapped

CHINESE = st.text(alphabet="资金结转不等于预算减执行，。1234567.89 abc", max_size=200)


@given(CHINESE, st.integers(20, 60))
def test_no_line_is_wider_than_the_paper_but_for_closing_punctuation(text: str, width: int) -> None:
    for line in wrapped(text, width, "  "):
        assert width_of(line.rstrip("，。")) <= max(width, 2 + max(map(len, text.split() or [""])))


@given(CHINESE, st.integers(20, 60))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


def test_numbers_are_not_broken() -> None:
    lines = list(wrapped("合计为5296.11万元，与下列各项之和不符", 16))
    assert any("5296.11" in line for line in lines)


def test_no_line_begins_with_a_comma() -> None:
    for width in range(10, 30):
        assert not any(line.startswith("，") for line in wrapped("一二三四，五六七八，九十", width))


def test_padding_and_shortening_count_columns() -> None:
    assert width_of(padded("资金", 10)) == 10
    assert shortened("资金结转不等于", 8) == "资金结.."
    assert shortened("资金", 8) == "资金"


def test_colours_only_on_request() -> None:
    assert Paper(80, False).paint("x", "error") == "x"
    assert "\x1b[" in Paper(80, True).paint("x", "error")
