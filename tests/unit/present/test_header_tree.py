"""Header trees: neighbours with the same beginning share a merged cell, short paths are tall."""

from __future__ import annotations

from mingzhang.document.spans import positions
from mingzhang.present.cells import grid, header_tree, row


def shapes(paths: list[list[str]]) -> list[list[tuple[str, int, int]]]:
    """(text, columns, rows) of every header cell."""
    return [[(cell.text, cell.col_span, cell.row_span) for cell in line] for line in header_tree(paths)]


def test_a_short_path_reaches_down() -> None:
    assert shapes([["项目", "编码"], ["项目", "名称"], ["合计"]]) == [
        [("项目", 2, 1), ("合计", 1, 2)],
        [("编码", 1, 1), ("名称", 1, 1)],
    ]


def test_the_group_above_short_paths_is_tall() -> None:
    paths = [["合计", "预算"], ["合计", "决算"], ["用车", "小计", "预算"], ["用车", "小计", "决算"]]
    assert shapes(paths) == [
        [("合计", 2, 2), ("用车", 2, 1)],
        [("小计", 2, 1)],
        [("预算", 1, 1), ("决算", 1, 1), ("预算", 1, 1), ("决算", 1, 1)],
    ]


def test_equal_single_cells_stay_apart() -> None:
    assert shapes([["金额"], ["金额"]]) == [[("金额", 1, 1), ("金额", 1, 1)]]


def test_every_position_is_covered_once() -> None:
    paths = [["a", "x"], ["a", "y", "1"], ["a", "y", "2"], ["b"], ["c", "z"]]
    table = grid([row(cells) for cells in header_tree(paths)], [1.0] * 5, 3)
    for laid in positions(table):
        columns = [at for column, cell, _ in laid for at in range(column, column + cell.col_span)]
        assert columns == list(range(5))
