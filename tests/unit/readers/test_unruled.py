"""Tables without ruling lines: what makes one, where its columns are, what a header word stands over."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.document.model import Place
from mingzhang.readers.page_text import Glyph
from mingzhang.readers.ruled_grids import grids_of
from mingzhang.readers.unruled import unruled_tables

SIZE = 10.0
Word = tuple[str, float]
"""A text and the middle of its column."""


def glyphs(rows: Sequence[Sequence[Word]], *, step: float = 20.0, right: float = 0.0) -> list[Glyph]:
    """The characters of rows, each word around its middle; figures `right` of it."""
    found: list[Glyph] = []
    for number, row in enumerate(rows):
        for text, middle in row:
            width = [SIZE if ord(char) > 0x2000 else SIZE / 2 for char in text]
            at = middle - sum(width) / 2 + (right if "." in text else 0.0)
            for char, wide in zip(text, width, strict=True):
                found.append(Glyph(char, at, at + wide, 100.0 + number * step, SIZE))
                at += wide
    return found


def texts(words: Sequence[Glyph]) -> list[list[tuple[str, int]]]:
    (table,) = unruled_tables(words, 800.0)
    ((_, grid),), outside = grids_of([table], words, lambda _: Place())
    assert not outside
    return [[(cell.text, cell.col_span) for cell in row.cells] for row in grid.rows]


ROWS: list[list[Word]] = [
    [("201", 40), ("教育支出", 120), ("12.50", 250), ("2.50", 350), ("10.00", 450)],
    [("20101", 40), ("普通教育", 120), ("12.50", 250), ("10.00", 450)],
    [("2010101", 40), ("小学教育", 120), ("2.50", 250), ("2.50", 350)],
]
HEADER: list[list[Word]] = [
    [("本年支出", 350)],
    [("科目编码", 40), ("科目名称", 120), ("合计", 250), ("基本支出", 350), ("项目支出", 450)],
]
NUMBERS: list[Word] = [("栏次", 80), ("1", 250), ("2", 350), ("3", 450)]


def test_columns_are_where_figures_stand() -> None:
    read = texts(glyphs([*HEADER, *ROWS]))
    assert [cell for cell, _ in read[3]] == ["20101", "普通教育", "12.50", "", "10.00"]
    assert read[0] == [("", 1), ("", 1), ("本年支出", 3)], "a group stands over what is centred below it"


def test_figures_at_the_right_belong_to_the_number_in_the_middle() -> None:
    read = texts(glyphs([*HEADER, NUMBERS, *ROWS], right=25.0))
    assert [cell for cell, _ in read[4]] == ["20101", "普通教育", "12.50", "", "10.00"]
    assert [cell for cell, _ in read[2]][-3:] == ["1", "2", "3"]


def test_running_text_with_figures_is_no_table() -> None:
    prose: list[list[Word]] = [[("本年支出合计12.50万元，其中基本支出2.50万元。", 300)]] * 5
    assert unruled_tables(glyphs(prose), 800.0) == []


def test_two_rows_are_no_table_and_one_of_amounts_is() -> None:
    assert unruled_tables(glyphs([*HEADER, *ROWS[:2]]), 800.0) == []
    alone: list[Word] = [(f"{number}.00", 60.0 + 80 * number) for number in range(8)]
    assert len(unruled_tables(glyphs([alone]), 800.0)) == 1


def test_what_goes_on_has_the_columns_of_the_page_before() -> None:
    (before,) = unruled_tables(glyphs([*HEADER, *ROWS]), 800.0)
    sparse: list[list[Word]] = [
        [(code, 40), ("其他支出", 120), ("3.00", 250), ("3.00", 450)] for code in ("202", "20201", "2020101")
    ]
    (rest,) = unruled_tables(glyphs(sparse), 800.0, before)
    assert rest.columns == before.columns
    (alone,) = unruled_tables(glyphs(sparse), 800.0)
    assert len(alone.columns) == len(before.columns) - 1
