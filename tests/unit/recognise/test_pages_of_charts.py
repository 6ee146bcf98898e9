"""A page of charts that was read as a picture says nothing that has to be understood."""

from __future__ import annotations

import pytest

from mingzhang.document.model import Paragraph, Place
from mingzhang.recognise.unread import left_over, pages_of_charts


@pytest.mark.parametrize("title", ["决算图示", "決算图示", "决 算 图 表"])
def test_the_page_of_the_title(title: str) -> None:
    heading = Paragraph(title, Place(page=15))
    assert pages_of_charts([Paragraph("单位：万元", Place(page=14)), heading]) == {15}
    assert list(left_over([heading])) == []


def test_a_page_without_one_is_quoted() -> None:
    assert (
        pages_of_charts([Paragraph("决算图示见附件", Place(page=3)), Paragraph("决算图示", Place())]) == set()
    )
    assert [item.text for item in left_over([Paragraph("来历不明的话", Place(page=3))], {4})] == [
        "来历不明的话"
    ]
