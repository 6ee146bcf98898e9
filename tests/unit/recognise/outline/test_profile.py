"""The profile: duties, sections, member units and staff, with their places."""

from __future__ import annotations

import pytest

from mingzhang.document.model import Grid, Paragraph, Place
from mingzhang.facts.model import Profile
from mingzhang.readers.registry import read_document
from mingzhang.recognise.outline.paragraphs import whole_paragraphs
from mingzhang.recognise.outline.profile import member_units_in, read_profile
from mingzhang.standard.load import Standard


def profile(standard: Standard, *lines: str) -> Profile:
    blocks = list(enumerate(Paragraph(line, Place(line=at)) for at, line in enumerate(lines, 1)))
    return read_profile(
        [paragraph for _, paragraph in whole_paragraphs(blocks, "profile")], standard.headings
    )


def test_duties_with_a_sentence_over_a_page(standard: Standard) -> None:
    found = profile(
        standard,
        "一、本部门职责",
        "（一）负责供水，指导各镇的节约用",
        "水工作。",
        "（二）负责排水。",
        "（三）其他。",
    )
    assert found.duties == ["负责供水，指导各镇的节约用水工作。", "负责排水。", "其他。"]
    assert [found.sources[f"duties.{n}"].line for n in range(3)] == [2, 4, 5]


@pytest.mark.parametrize(
    "sentence",
    [
        "云岭县水务局内设3个科室，包括：办公室、供水股、排水股。",
        "本单位内设机构3个，分别是：办公室、供水股、排水股",
        "内设办公室等3个股室：办公室、供水股、排水股。",
    ],
)
def test_sections(standard: Standard, sentence: str) -> None:
    assert profile(standard, "二、机构设置情况", sentence).sections == ["办公室", "供水股", "排水股"]


def test_member_units_as_lines_and_not_as_sentences(standard: Standard) -> None:
    found = profile(
        standard,
        "二、部门决算单位构成",
        "从预算单位构成看，本部门决算包括本级决算和下属单位决算。",
        "纳入编制范围的单位包括：",
        "1.云岭县水务局（本级）",
        "2.云岭县排水所",
    )
    assert found.member_units == ["云岭县水务局", "云岭县排水所"]


def test_member_units_in_a_table() -> None:
    text = "序号\t单位名称\t备注\n1\t云岭县水务局（本级）\t\n2\t云岭县排水所（下属事业单位）\t\n"
    (grid,) = read_document(text.encode(), "x").blocks
    assert isinstance(grid, Grid)
    assert member_units_in(grid) == ["云岭县水务局", "云岭县排水所"]
    (other,) = read_document(b"a\tb\n1\t2\n", "x").blocks
    assert isinstance(other, Grid)
    assert member_units_in(other) == []


def test_staff_by_category(standard: Standard) -> None:
    found = profile(
        standard,
        "（三）人员基本情况",
        "2024年度实有人员61名，其中：行政人员20人、参照公务员法管理人员5名、事业人员30名、离休人员1名、退休人员5名。",
    )
    assert found.staff == {
        "administrative": 20,
        "civil_servant_managed": 5,
        "institution": 30,
        "retired_with_honours": 1,
        "retired": 5,
        "total": 61,
    }
    assert found.sources["staff"].line == 2
