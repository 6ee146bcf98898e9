"""Arbitrary tables: no cell is lost in reading, no figure invented in recognising, no accident."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.document.model import Block, Cell, Document, Grid, Paragraph, Place, Row
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.recognise.tables import recognise_statements
from mingzhang.standard.load import load_standard

STANDARD = load_standard("cn", 2024)
WORDS = st.sampled_from([
    *(title for form in STANDARD.statements.values() for title in form.titles()[:2]),
    *(row.label for form in STANDARD.statements.values() for side in form.sides for row in side.rows),
    *(item.title.split("/")[-1] for form in STANDARD.statements.values() for item in form.sides[-1].columns),
    "合计", "栏次", "科目编码", "科目名称", "项目", "行次", "收入", "支出", "预算数", "决算数", "类", "款",
    "205", "20502", "2050201", "20502O1", "30101", "301", "基本工资", "教育支出", "205 教育支出", "05",
    "1", "2", "3", "12.50", "12.50", "-3.00", "1,234.56", "——", "", "", "1O.0O", "9" * 60, "注：说明",
    "目录", "第一部分 概况", "第三部分 情况说明", "第四部分 名词解释", "一、收入决算情况说明", "单位：万元",
    "金额单位：万", "元", "本表无数据", "项目名称", "主管部门", "绩效指标", "序号", "单位名称", "（本级）",
])  # fmt: skip
PIECES = st.one_of(
    WORDS,
    st.text(max_size=12),
    st.sampled_from(
        ["\t", "\n", "\n\n", "|", "  ", "   ", "<td colspan=3>", "<table><tr><td>", "</table>", "**", "# "]
    ),
)
PLACE = Place(line=1)


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    try:
        document = read_document(data, "x")
    except UnreadableInput as error:
        told = error.message.zh + error.message.en
    else:
        told = ""
        lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\x0c") + 1
        assert all(1 <= (block.place.line or 0) <= lines for block in document.blocks)
    assert "\n" not in told


@given(st.lists(PIECES, max_size=80), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_any_text_is_read_and_recognised(pieces: list[str], encoding: str) -> None:
    data = "".join(pieces).encode(encoding, "ignore")
    try:
        recognise(read_document(data, "x"), STANDARD)
    except UnreadableInput:
        return


@given(
    st.lists(st.lists(st.one_of(WORDS, st.text(max_size=8)), min_size=1, max_size=9), min_size=1, max_size=12)
)
def test_no_cell_of_a_tab_table_is_lost(rows: list[list[str]]) -> None:
    """Every cell that has text comes back, in its row and order."""
    plain = [["".join(c for c in cell if c.isalnum()) for cell in row] for row in rows]
    text = "\n".join("\t".join([*row, ""]) for row in plain)
    wanted = [[*row, ""] for row in plain if any(row)]
    try:
        document = read_document(text.encode(), "x")
    except UnreadableInput:
        assert not wanted
        return
    assert [row.texts() for grid in document.grids() for row in grid.rows] == wanted


CELLS = st.builds(
    Cell,
    text=st.one_of(WORDS, st.text(max_size=10)),
    place=st.just(PLACE),
    row_span=st.integers(1, 4),
    col_span=st.integers(1, 4),
)
ROWS = st.builds(Row, cells=st.lists(CELLS, max_size=9), place=st.just(PLACE))
GRIDS = st.builds(
    Grid, rows=st.lists(ROWS, min_size=1, max_size=10), place=st.just(PLACE), spans_known=st.booleans()
)
PARAGRAPHS = st.builds(
    Paragraph,
    text=st.one_of(WORDS, st.text(min_size=1, max_size=30)),
    place=st.just(PLACE),
    level=st.integers(0, 3),
)
BLOCKS: st.SearchStrategy[list[Block]] = st.lists(st.one_of(GRIDS, PARAGRAPHS), max_size=12)


@given(BLOCKS)
def test_any_grids_are_recognised_without_an_accident(blocks: list[Block]) -> None:
    try:
        disclosure = recognise(Document("x", "text", blocks), STANDARD)
    except UnreadableInput:
        return
    ids = [statement.id for statement in disclosure.statements]
    assert len(ids) == len(set(ids))


@given(st.sampled_from([form.title for form in STANDARD.statements.values()]), GRIDS)
def test_any_grid_below_a_title(title: str, grid: Grid) -> None:
    """No figure is invented: every fact's value stands in some cell."""
    found = recognise_statements([Paragraph(title, PLACE), grid], STANDARD)
    printed = {"".join(cell.text.split()).replace(",", "") for row in grid.rows for cell in row.cells}
    for statement in found.statements:
        for fact in statement.facts:
            assert fact.value is None or any(fact.value in text for text in printed)
            assert fact.value is not None or fact.reason
