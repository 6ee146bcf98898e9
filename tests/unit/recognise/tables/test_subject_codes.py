"""Codes as OCR leaves them: grown together with the name, misread, lost, split over columns."""

from __future__ import annotations

import pytest
from tests.unit.recognise.tables.reading import only, statements, values

from mingzhang.recognise.tables.codes import damaged_code, is_code, read_code, split_code
from mingzhang.standard.load import Standard

HEAD = ["支出决算表", "单位：万元", "科目代码\t科目名称\t本年支出合计\t基本支出\t项目支出"]


@pytest.mark.parametrize(
    ("text", "code", "label"),
    [
        ("2080505", "2080505", ""),
        ("２０８", "208", ""),
        ("20805 行政事业单位养老支出", "20805", "行政事业单位养老支出"),
        ("208O5O5", "2080505", ""),
        ("2240l06", "2240106", ""),
    ],
)
def test_codes(text: str, code: str, label: str) -> None:
    found = read_code(text)
    assert found is not None
    assert (found.code, found.label) == (code, label)
    assert (found.inferred is not None) == (not is_code(text) and not label)


@pytest.mark.parametrize(
    "text", ["", "12.50", "1,234", "2080", "合计", "20805年", "2024年度", "O", "100万元"]
)
def test_what_is_no_code(text: str) -> None:
    found = read_code(text)
    assert found is None or found.label


def test_a_pattern_of_what_is_legible() -> None:
    pattern = damaged_code("20囗0506")
    assert pattern is not None
    assert pattern.fullmatch("2080506")
    assert not pattern.fullmatch("2080605")
    assert damaged_code("教育支出费") is None


def test_codes_over_three_columns(standard: Standard) -> None:
    assert split_code(["208", "05", "05"]) is not None
    lines = [
        "支出决算表",
        "单位：元",
        "类\t款\t项\t科目名称\t本年支出合计\t基本支出\t项目支出",
        "\t\t\t合计\t5.00\t5.00\t",
        "208\t\t\t社会保障和就业支出\t5.00\t5.00\t",
        "208\t05\t\t行政事业单位养老支出\t5.00\t5.00\t",
        "208\t05\t05\t机关事业单位基本养老保险缴费支出\t5.00\t5.00\t",
    ]
    found = values(only(lines, standard))
    assert {code for code, _ in found} == {"total", "208", "20805", "2080505"}
    assert set(found.values()) == {"5.00"}


def test_a_lost_code_comes_from_the_name_and_the_neighbours(standard: Standard) -> None:
    rows = ["224\t灾害防治及应急管理支出\t5.00\t5.00\t", "22401\t应急管理事务\t5.00\t5.00\t",
            "\t行政运行\t2.00\t2.00\t", "2240150\t事业运行\t3.00\t3.00\t"]  # fmt: skip
    statement = only([*HEAD, *rows], standard)
    assert values(statement)["2240101", "total"] == "2.00"
    inferred = [fact.inferred for fact in statement.facts if fact.code == "2240101"]
    assert all(inferred)
    assert statement.labels["2240101"] == "行政运行"


def test_a_name_that_fits_no_code_is_listed_and_not_guessed(standard: Standard) -> None:
    found = statements([*HEAD, "205\t教育支出\t5.00\t5.00\t", "\t没有这个科目\t2.00\t2.00\t"], standard)
    assert [(item.source.line, item.text) for item in found.unread] == [(5, "没有这个科目 2.00 2.00")]
    assert len(found.statements[0].facts) == 2


def test_an_unknown_code_is_read_like_any_other(standard: Standard) -> None:
    assert values(only([*HEAD, "2990199\t新科目\t1.00\t1.00\t"], standard))["2990199", "basic"] == "1.00"


def test_labels_of_rows_without_figures_are_kept(standard: Standard) -> None:
    statement = only([*HEAD, "205\t教育支出\t5.00\t5.00\t", "206\t科学 技术支出\t\t\t"], standard)
    assert statement.labels == {"205": "教育支出", "206": "科学技术支出"}
