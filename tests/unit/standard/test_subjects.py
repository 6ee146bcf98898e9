"""Subjects: lookup, levels, budget families, natures, renamed names; unknown codes are allowed."""

from __future__ import annotations

import pytest

from mingzhang.standard.load import Standard
from mingzhang.standard.subjects import level_of, parent_of


def test_lookup_by_code_and_name(standard: Standard) -> None:
    functional = standard.subjects.functional
    assert functional.by_code["2080505"].name == "机关事业单位基本养老保险缴费支出"
    assert {item.code for item in functional.named("住房 公积金")} == {"2210201"}
    assert len(functional.named("行政运行")) > 3
    assert functional.get("2990101") is None
    assert "30213" in standard.subjects.economic
    assert standard.subjects.economic.named("维修(护)费")[0].code == "30213"


def test_levels_and_parents_follow_from_the_digits() -> None:
    assert [level_of(code) for code in ("208", "20805", "2080505", "total", "2080")] == [
        *("category", "section", "item"),
        None,
        None,
    ]
    assert [parent_of(code) for code in ("2080505", "20805", "208", "total")] == ["20805", "208", None, None]


def test_children_are_one_level_below(standard: Standard) -> None:
    children = {item.code for item in standard.subjects.functional.children("22102")}
    assert children == {"2210201", "2210203"}


def test_classes_stand_in_printed_order(standard: Standard) -> None:
    codes = [item.code for item in standard.subjects.classes]
    assert len(codes) == 26
    assert codes == sorted(codes)


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("2080505", "general_public_budget"),
        ("2070904", "government_managed_funds"),
        ("21219", "government_managed_funds"),
        ("2120899", "government_managed_funds"),
        ("2120101", "general_public_budget"),
        ("2219899", "government_managed_funds"),
        ("22399", "state_capital_operations"),
        ("234", "government_managed_funds"),
        ("999", "general_public_budget"),
    ],
)
def test_budget_families(standard: Standard, code: str, family: str) -> None:
    assert standard.subjects.family_of(code) == family


def test_natures(standard: Standard) -> None:
    subjects = standard.subjects
    assert subjects.nature_of("2240101") == "basic"
    assert subjects.nature_of("2240102") == "project"
    assert subjects.nature_of("2240150") == "basic"
    assert subjects.nature_of("2240106") is None
    assert subjects.nature_of("2101101") is None, "ends in 01 and is not 行政运行"


def test_renamed_subjects(standard: Standard) -> None:
    assert [item.old for item in standard.subjects.old_names("210")] == ["医疗卫生与计划生育支出"]
    for item in standard.subjects.renamed:
        known = standard.subjects.functional.get(item.code)
        assert known is None or known.name == item.new
