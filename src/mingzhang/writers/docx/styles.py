"""The styles of the document put into its style sheet."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from mingzhang.writers.docx.elements import Element, append, element
from mingzhang.writers.docx.looks import STYLES, TWIPS, Style
from mingzhang.writers.fonts import IN_WORD


def put_styles(document: Any) -> None:
    """Replaces the template's paragraph styles of these ids by ours."""
    root = document.styles.element
    for style in STYLES:
        for old in root.findall(qn("w:style")):
            name = old.find(qn("w:name"))
            same = old.get(qn("w:styleId")) == style.id or (
                name is not None and name.get(qn("w:val")) == style.name
            )
            if same:
                root.remove(old)
        root.append(_style(style))
    _put_defaults(root)
    _put_table_style(root)


def _style(style: Style) -> Element:
    made = element("style", type="paragraph", styleId=style.id)
    if style.id == "Normal":
        made.set(qn("w:default"), "1")
    append(made, "name", val=style.name)
    if style.based_on:
        append(made, "basedOn", val=style.based_on)
    append(made, "qFormat")
    made.append(_paragraph_properties(style))
    made.append(_run_properties(style))
    return made


def _paragraph_properties(style: Style) -> Element:
    """In the order that the schema asks for."""
    made = element("pPr")
    append(made, "keepNext", val=int(style.keep))
    append(made, "pageBreakBefore", val=int(style.breaks))
    append(made, "widowControl", val=0)
    if style.stops:
        stops = append(made, "tabs")
        for kind, at in style.stops:
            stop = append(stops, "tab", val=kind, pos=round(at * TWIPS))
            if style.id.startswith("TOC"):
                stop.set(qn("w:leader"), "dot")
    append(made, "overflowPunct", val=0)
    append(made, "autoSpaceDE", val=0)
    append(made, "autoSpaceDN", val=0)
    append(made, "snapToGrid", val=0)
    spacing = append(made, "spacing", before=round(style.before * 20), after=round(style.after * 20))
    if style.lines is not None:
        # Headings and text may grow (a picture, a tall glyph); cells keep their line height.
        spacing.set(qn("w:line"), str(round(style.lines * 20)))
        spacing.set(qn("w:lineRule"), "exact")
    else:
        spacing.set(qn("w:line"), "240")
        spacing.set(qn("w:lineRule"), "auto")
    kind = "left" if style.id.startswith("TOC") else "firstLine"
    append(made, "ind", **{f"{kind}Chars": style.indent * 100, kind: round(style.indent * style.size * 20)})
    append(made, "jc", val=style.align)
    if style.outline is not None:
        append(made, "outlineLvl", val=style.outline)
    return made


def _run_properties(style: Style) -> Element:
    made = element("rPr")
    name = IN_WORD[style.font][0]
    append(made, "rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)
    append(made, "b", val=int(style.bold))
    append(made, "i", val=0)
    append(made, "color", val=style.colour or "000000")
    append(made, "kern", val=0)
    append(made, "sz", val=round(style.size * 2))
    append(made, "szCs", val=round(style.size * 2))
    append(made, "lang", val="zh-CN", eastAsia="zh-CN")
    return made


def _put_defaults(root: Element) -> None:
    """The document's defaults name the text font: what a clerk adds without a style looks the same."""
    defaults = root.find(qn("w:docDefaults"))
    if defaults is not None:
        root.remove(defaults)
    made = element("docDefaults")
    run = append(append(made, "rPrDefault"), "rPr")
    name = IN_WORD["text"][0]
    append(run, "rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)
    append(run, "sz", val=32)
    append(run, "lang", val="zh-CN", eastAsia="zh-CN")
    append(append(made, "pPrDefault"), "pPr")
    root.insert(0, made)


def _put_table_style(root: Element) -> None:
    made = element("style", type="table", styleId="Statement")
    append(made, "name", val="决算表")
    append(made, "qFormat")
    properties = append(made, "tblPr")
    borders = append(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        append(borders, side, val="single", sz=4, space=0, color="404040")
    margins = append(properties, "tblCellMar")
    for side, width in (("top", 6), ("left", 40), ("bottom", 6), ("right", 40)):
        append(margins, side, w=width, type="dxa")
    root.append(made)
