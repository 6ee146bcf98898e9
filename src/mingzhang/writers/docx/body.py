"""The blocks of a paper as the body of a Word document."""

from __future__ import annotations

import copy
import io
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from mingzhang.document.model import Block, Paragraph
from mingzhang.document.paper import Part, Section
from mingzhang.writers.docx.elements import Element, add_field, add_run, append, element, paragraph
from mingzhang.writers.docx.looks import TWIPS, TYPE_AREA
from mingzhang.writers.docx.tables import table
from mingzhang.writers.publication import Publication

_TALL, _WIDE = 156, 225
"""Width of the type area in mm, upright and landscape."""
_STYLES = {"body": "Text", "note": "Note", "form": "FormLine", "caption": "Caption"}
_MOST_HEADINGS = 3


class Body:
    """Writes the body from top to bottom; a change of orientation ends a section of Word's."""

    def __init__(self, document: Any, publication: Publication) -> None:
        self.document = document
        self.publication = publication
        self.paper = publication.paper
        self.body: Element = document.element.body
        self.final: Element = self.body.find(qn("w:sectPr"))
        self.landscape = False
        self.bookmarks: list[tuple[str, str, int]] = []
        """(bookmark, heading, level)."""

    def write(self) -> None:
        """Everything; the table of contents, which names all headings, is filled in last."""
        self._cover()
        place = self._add(paragraph("Contents", self.paper.contents_title))
        for part in self.paper.parts:
            self._part(part)
        self._close()
        self._contents(place)

    def _add(self, made: Element) -> Element:
        self.final.addprevious(made)
        return made

    def _cover(self) -> None:
        for _ in range(7):
            self._add(paragraph("Normal"))
        for line in self.paper.cover:
            self._add(paragraph("Title", line))

    def _contents(self, after: Element) -> None:
        """A field that Word updates, holding what it will show but for the page numbers."""
        lines = [self._contents_line(*entry) for entry in self.bookmarks]
        if not lines:
            return
        first, last = lines[0], lines[-1]
        opening = element("r")
        append(opening, "fldChar", fldCharType="begin").set(qn("w:dirty"), "true")
        code = element("r")
        text = append(code, "instrText")
        text.text = r' TOC \o "1-2" \h \z \u '
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        between = element("r")
        append(between, "fldChar", fldCharType="separate")
        for made in (between, code, opening):
            first.insert(1, made)
        append(append(last, "r"), "fldChar", fldCharType="end")
        for line in reversed(lines):
            after.addnext(line)

    def _contents_line(self, bookmark: str, heading: str, level: int) -> Element:
        made = paragraph(f"TOC{level}")
        link = append(made, "hyperlink", anchor=bookmark, history=1)
        add_run(link, f"{heading}\t")
        add_field(link, rf"PAGEREF {bookmark} \h")
        return made

    def _part(self, part: Part) -> None:
        if self.landscape:
            self._turn(False)
        self._heading("Heading1", part.title, 1)
        first = True
        for section in part.sections:
            self._section(section, first)
            first = False
        if part.id == "statements":
            self._charts()

    def _section(self, section: Section, first: bool) -> None:
        if section.kind == "text":
            self._turn(False)
            if section.title:
                self._heading("Heading2" if section.level == 2 else "Heading3", section.title, section.level)
        else:
            turned = self._turn(section.landscape)
            style = "StatementTitle" if section.kind == "statement" else "EvaluationTitle"
            made = self._heading(style, section.title, 2)
            if first or turned:
                # A section of Word's begins a page by itself, and the first title stands below its part's.
                append(made.find(qn("w:pPr")), "pageBreakBefore", val=0)
        for block in section.blocks:
            self._block(block, section)

    def _heading(self, style: str, text: str, level: int) -> Element:
        made = paragraph(style)
        if level < _MOST_HEADINGS:
            bookmark = f"_Toc{len(self.bookmarks) + 1:06d}"
            number = len(self.bookmarks) + 1
            append(made, "bookmarkStart", id=number, name=bookmark)
            add_run(made, text)
            append(made, "bookmarkEnd", id=number)
            self.bookmarks.append((bookmark, text, level))
        else:
            add_run(made, text)
        return self._add(made)

    def _block(self, block: Block, section: Section) -> None:
        if isinstance(block, Paragraph):
            style = _STYLES[block.style]
            if block.style == "form":
                style = (
                    "FormNumber" if "\t" not in block.text else "WideFormLine" if self.landscape else style
                )
            self._add(paragraph(style, block.text))
        else:
            width = _WIDE if self.landscape else _TALL
            self._add(table(block, width, form=section.kind == "evaluation"))

    def _charts(self) -> None:
        """The main charts on pages of their own, each with its description for those who cannot see it."""
        charts = self.publication.charts.main()
        if not charts:
            return
        self._turn(False)
        self._heading("StatementTitle", self.publication.standard.paper.charts_title, 2)
        for chart in charts:
            line = self.document.add_paragraph(style="图")
            picture = line.add_run().add_picture(
                io.BytesIO(self.publication.charts.png(chart)), width=Mm(TYPE_AREA)
            )
            properties = picture._inline.docPr
            properties.set("descr", f"{chart.title}。{chart.description}")
            properties.set("name", chart.id)

    def _turn(self, landscape: bool) -> bool:
        """Ends Word's section where the orientation changes; whether it did."""
        if landscape == self.landscape:
            return False
        self._end_section()
        self.landscape = landscape
        return True

    def _end_section(self) -> None:
        """The properties of a section stand in its last paragraph."""
        last = self.final.getprevious()
        if last.tag != qn("w:p"):
            last = self._add(paragraph("End"))
        properties = last.find(qn("w:pPr"))
        properties.append(self._properties())

    def _properties(self) -> Element:
        made = copy.deepcopy(self.final)
        self._orient(made)
        return made

    def _close(self) -> None:
        if self.final.getprevious().tag != qn("w:p"):
            self._add(paragraph("End"))
        self._orient(self.final)

    def _orient(self, made: Element) -> None:
        size, margins = made.find(qn("w:pgSz")), made.find(qn("w:pgMar"))
        tall = (210, 297, 37, 26, 35, 28)
        # Turned to the left, as bound: the top margin comes to lie at the left, the left one at the bottom.
        width, height, top, right, bottom, left = (297, 210, 26, 35, 28, 37) if self.landscape else tall
        size.set(qn("w:w"), str(round(width * TWIPS)))
        size.set(qn("w:h"), str(round(height * TWIPS)))
        if self.landscape:
            size.set(qn("w:orient"), "landscape")
        for name, value in (("top", top), ("right", right), ("bottom", bottom), ("left", left)):
            margins.set(qn(f"w:{name}"), str(round(value * TWIPS)))
        if made is not self.final or self._sections_before():
            self._without_first_page(made)

    def _sections_before(self) -> bool:
        return self.body.find(f".//{qn('w:pPr')}/{qn('w:sectPr')}") is not None

    def _without_first_page(self, made: Element) -> None:
        """Only the cover goes without a page number."""
        if self._sections_before():
            for child in made.findall(qn("w:titlePg")):
                made.remove(child)
