"""Likeness, distance and repetition of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.checks.documents.similarity import (
    bare,
    containment,
    grams,
    likeness,
    repeated_share,
)
from mingzhang.kit.distance import edit_distance

words = st.text(alphabet="水利灌渠维修泵站", max_size=12)


def test_bare_text_has_no_punctuation() -> None:
    assert bare(" 修缮（灌渠）三处，共 4 公里。") == "修缮灌渠三处共4公里"


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("水务局", "水务局", 0), ("水务局", "水利局", 1), ("水务局", "水务管理局", 2), ("", "水务局", 3)],
)
def test_distance(one: str, other: str, steps: int) -> None:
    assert edit_distance(one, other) == steps


@given(words, words)
def test_distance_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert edit_distance(one, other, 6) == edit_distance(other, one, 6) <= 7
    assert min(edit_distance(one, other), 7) == edit_distance(one, other, 6)
    assert (edit_distance(one, other) == 0) == (one == other)


@given(words, words)
def test_likeness_is_symmetric_between_zero_and_one(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


def test_containment_of_a_part() -> None:
    part, whole = grams("提前组织招标"), grams("下一步将提前组织招标，按月核对进度")
    assert containment(part, whole) == 1.0
    assert containment(whole, part) < 0.5
    assert containment(frozenset(), whole) == 0.0


def test_repetition() -> None:
    share, gram, count = repeated_share("灌渠维修" * 10)
    assert count >= 9
    assert share > 0.7
    assert gram in "灌渠维修" * 2
    assert repeated_share("本年度修缮灌渠三处，新建泵站两处，改造闸门五座，全部验收合格。")[0] < 0.2
