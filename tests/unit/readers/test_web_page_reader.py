"""What a browser shows of a page: spans, layout tables, hidden parts, encodings."""

from __future__ import annotations

import pytest

from mingzhang.document.model import Document, Grid, Paragraph
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.html.page import read_page


def read(body: str, encoding: str = "utf-8", head: str = "") -> Document:
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding), "x.html")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_spans_and_places_as_laid_out() -> None:
    (grid,) = read(
        "<table><tr><td rowspan=2>项目</td><td colspan=2>支出</td></tr>"
        "<tr><td>基本</td><td>项目</td></tr></table>"
    ).grids()
    assert [(cell.row_span, cell.col_span, cell.place.cell) for row in grid.rows for cell in row.cells] == [
        (2, 1, "T1R1C1"),
        (1, 2, "T1R1C2"),
        (1, 1, "T1R2C2"),
        (1, 1, "T1R2C3"),
    ]


def test_layout_tables_are_taken_apart_in_order() -> None:
    inner = "<table><tr><td>编码</td><td>金额</td></tr><tr><td>205</td><td>1</td></tr></table>"
    document = read(f"<table><tr><td>菜单</td><td><h2>支出表</h2>{inner}</td></tr></table>")
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph, Grid]
    assert document.paragraphs()[1].level == 2


def test_a_small_table_inside_a_cell_leaves_the_outer_one_a_table() -> None:
    inner = "<table><tr><td>内</td></tr></table>"
    (grid,) = read(f"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>{inner}</td></tr></table>").grids()
    assert [row.texts() for row in grid.rows] == [["a", "b"], ["c", "内"]]


def test_rows_inside_a_form_are_rows() -> None:
    (grid,) = read("<table><form><tr><td>a</td><td>b</td></tr></form></table>").grids()
    assert grid.rows[0].texts() == ["a", "b"]


@pytest.mark.parametrize(
    "gone",
    [
        "<script>var a = 1</script>",
        "<style>p {}</style>",
        "<div style='display:none'>旧</div>",
        "<p hidden>旧</p>",
        "<nav><p>首页</p></nav>",
        "<ul class='main-nav'><li>首页</li></ul>",
        "<div id='footer'>主办</div>",
        "<!-- 旧 -->",
        "<p><a href='#a'>一、收入</a><br><a href='#b'>二、支出</a></p>",
    ],
)
def test_what_is_not_shown_is_not_read(gone: str) -> None:
    assert texts(read(f"{gone}<p>正文</p>")) == ["正文"]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("gb18030", '<meta charset="gb2312">'),
        ("gb18030", ""),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=GBK">'),
    ],
)
def test_encodings(encoding: str, head: str) -> None:
    document = read_page(f"{head}<p>决算公开</p>".encode(encoding), "x.html")
    assert texts(document) == ["决算公开"]


def test_one_broken_character_does_not_lose_the_page() -> None:
    data = b"<meta charset=gbk>" + ("<p>决算公开情况说明</p>" * 400).encode("gbk") + b"<p>\xff</p>"
    assert texts(read_page(data, "x.html"))[0] == "决算公开情况说明"


def test_noise_is_refused() -> None:
    with pytest.raises(UnreadableInput):
        read_page(b"<html>" + bytes(range(128, 256)) * 50, "x.html")


def test_line_breaks_and_headings() -> None:
    document = read("<h3>一、收入</h3><p>甲<br>乙</p>散文<span>连写</span>")
    assert [(block.text, block.level) for block in document.paragraphs()] == [
        ("一、收入", 3),
        ("甲", 0),
        ("乙", 0),
        ("散文连写", 0),
    ]


HIDDEN = [
    ("<style>.old {display: none}</style>", "<div class='a old'>旧版本</div>"),
    (
        "<style>@charset 'utf-8'; /* .x{} */ p#o, .b { color: red; DISPLAY:NONE !important }</style>",
        "<p id=o>旧版本</p>",
    ),
    (
        "<style><!-- div.tab p { visibility : hidden; } --></style>",
        "<div class=tab><div><p>旧版本</p></div></div>",
    ),
    (
        "<style>@media screen { td.x {display:none} }</style>",
        "<table><tr><td class=x>旧版本</td></tr></table>",
    ),
    ("<style>.x {display:none}</style>", "<div class=x><p>旧版本</p><a href='/'>首页</a></div>"),
    ("<style>.x {display:block}</style>", "<div class=x style='display:none'>旧版本</div>"),
    ("", "<p hidden>旧版本</p>"),
]


@pytest.mark.parametrize(("head", "body"), HIDDEN)
def test_what_styles_hide_is_not_read_and_said(head: str, body: str) -> None:
    document = read(f"{body}<p>正文</p>", head=head)
    assert texts(document) == ["正文"]
    assert [text for _, text, _ in document.unread] == ["旧版本"]
    assert document.traces == [("hidden_text", "html")]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<style>.x {display:none} .x {display:block}</style>", "<p class=x>甲</p>"),
        ("<style>.x {display:none}</style>", "<p class=x style='display:block'>甲</p>"),
        ("<style>.x.y {display:none}</style>", "<p class=x>甲</p>"),
        ("<style>.a .x {display:none}</style>", "<p class=x>甲</p>"),
        ("<style>@media print {.x {display:none}} @media (max-width: 600px) {.x {display:none}}</style>",
         "<p class=x>甲</p>"),
        ("<style media=print>.x {display:none}</style>", "<p class=x>甲</p>"),
        ("<style>.x:hover, .x::after {display:none}</style>", "<p class=x>甲</p>"),
        ("<style>.x {display:none", "<p class=x>甲</p>"),
        ("<style>.m {display:none}</style>", "<ul class=m><li><a href='/'>首页</a></li></ul><p>甲</p>"),
    ],
)  # fmt: skip
def test_what_styles_show_is_read(head: str, body: str) -> None:
    document = read(body, head=head if head.endswith("</style>") else head + "</style>")
    assert texts(document) == ["甲"]
    assert document.unread == []
    assert document.traces == []


def test_a_style_sheet_without_end_takes_no_time() -> None:
    rules = ".x {display:none} " * 60_000 + "{" * 100_000
    document = read("<p class=y>甲</p>" * 2_000, head=f"<style>{rules}</style>")
    assert len(texts(document)) == 2_000
