"""The styles of the document: every look is a style's, so that one change changes all of its kind.

Sizes, margins and fonts after GB/T 9704-2012: text 3号 (16 pt) 仿宋 on 28 pt lines, title 2号 (22 pt)
小标宋, headings 一、黑体 （一）楷体, page numbers 4号 (14 pt).
"""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.writers.fonts import Role

TWIPS = 1440 / 25.4
"""Twips in a millimetre."""
TYPE_AREA = 156
"""Millimetres; 225 on a landscape page."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Sizes in points; `lines` exact line height (None: single); `indent` in characters;
    `outline` 0 is the highest level; `stops` are tab stops in mm with their alignment."""

    id: str
    name: str
    font: Role
    size: float
    lines: float | None = None
    align: str = "both"
    indent: int = 0
    before: float = 0
    after: float = 0
    outline: int | None = None
    based_on: str | None = "Normal"
    bold: bool = False
    breaks: bool = False
    keep: bool = False
    stops: tuple[tuple[str, float], ...] = ()
    colour: str | None = None


_LINE_STOPS = (("center", TYPE_AREA / 2), ("right", TYPE_AREA))
_WIDE_STOPS = (("center", 225 / 2), ("right", 225))
_LEADER = ("right", float(TYPE_AREA))

STYLES = (
    Style("Normal", "Normal", "text", 16, 28, based_on=None),
    Style("Text", "公文正文", "text", 16, 28, indent=2),
    Style("Title", "Title", "title", 22, 36, "center", before=12, after=12),
    Style("Contents", "目录标题", "title", 22, 36, "center", after=16, breaks=True),
    Style("TOC1", "toc 1", "heading", 14, 24, "left", stops=(_LEADER,)),
    Style("TOC2", "toc 2", "text", 14, 24, "left", indent=1, stops=(_LEADER,)),
    Style("TOC3", "toc 3", "text", 12, 20, "left", indent=2, stops=(_LEADER,)),
    Style("Heading1", "heading 1", "title", 22, 36, "center", after=12, outline=0, breaks=True, keep=True),
    Style("Heading2", "heading 2", "heading", 16, 28, outline=1, keep=True, indent=2),
    Style("Heading3", "heading 3", "subheading", 16, 28, outline=2, keep=True, indent=2),
    Style(
        "StatementTitle",
        "表题",
        "title",
        18,
        28,
        "center",
        outline=1,
        based_on="Heading2",
        breaks=True,
        keep=True,
    ),
    Style(
        "EvaluationTitle",
        "自评表题",
        "title",
        15,
        22,
        "center",
        outline=1,
        based_on="Heading2",
        breaks=True,
        keep=True,
    ),
    Style("FormNumber", "表号", "text", 10.5, 15, "right", keep=True),
    Style("FormLine", "表头说明", "text", 10.5, 15, "left", keep=True, after=3, stops=_LINE_STOPS),
    Style("WideFormLine", "表头说明（横）", "text", 10.5, 15, "left", keep=True, after=3, stops=_WIDE_STOPS),
    Style("Caption", "caption", "text", 10.5, 15, "center", keep=True, after=3),
    Style("Note", "表注", "text", 8.5, 12, "left", before=1),
    Style("CellHeader", "表格表头", "heading", 9, 10.8, "center"),
    Style("CellText", "表格文字", "text", 9, 10.8, "left"),
    Style("CellCentre", "表格居中", "text", 9, 10.8, "center"),
    Style("CellNumber", "表格数字", "text", 9, 10.8, "right"),
    Style("SmallHeader", "自评表表头", "heading", 8.5, 10.3, "center"),
    Style("SmallText", "自评表文字", "text", 8.5, 10.3, "left"),
    Style("SmallCentre", "自评表居中", "text", 8.5, 10.3, "center"),
    Style("SmallNumber", "自评表数字", "text", 8.5, 10.3, "right"),
    Style("TinyHeader", "小号表头", "heading", 7, 8.5, "center"),
    Style("TinyText", "小号文字", "text", 7, 8.5, "left"),
    Style("TinyCentre", "小号居中", "text", 7, 8.5, "center"),
    Style("TinyNumber", "小号数字", "text", 7, 8.5, "right"),
    Style("Picture", "图", "text", 9, None, "center", before=4, after=4),
    Style("End", "节末", "text", 1, 1, "left"),
    Style("Header", "header", "heading", 9, 12, "center", colour="B00020"),
    Style("Footer", "footer", "number", 14, 18, "center"),
)
