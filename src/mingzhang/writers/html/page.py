"""The page: cover, contents with downloads, parts, statements with a chart and a table each."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from mingzhang.document.model import Block, Paragraph
from mingzhang.document.paper import Part, Section
from mingzhang.writers.charts.bars import BarChart
from mingzhang.writers.html.tables import form_table, plain_table, statement_table
from mingzhang.writers.publication import Publication

_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'"


def page(publication: Publication) -> str:
    """The whole page. Every text is escaped; nothing is asked of any other server."""
    return "".join(_Page(publication).pieces())


class _Page:
    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.paper = publication.paper
        self.words = publication.standard.paper.page

    def pieces(self) -> Iterator[str]:
        paper = self.paper
        yield (
            '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(paper.title)}</title>\n"
            f'<meta name="description" content="{escape(paper.subject)}">\n'
            '<link rel="stylesheet" href="style.css">\n<script src="tables.js" defer></script>\n'
            f'</head>\n<body data-search="{escape(self.words.search)}"'
            f' data-sort="{escape(self.words.sort)}">\n'
        )
        above = "".join(f'<p class="unit">{escape(line)}</p>' for line in paper.cover[:-1])
        yield f'<header class="cover"><hgroup>{above}<h1>{escape(paper.cover[-1])}</h1></hgroup></header>\n'
        yield from self._contents()
        yield '<main id="main">\n'
        for part in paper.parts:
            yield from self._part(part)
        yield "</main>\n</body>\n</html>\n"

    def _contents(self) -> Iterator[str]:
        """Contents, the stamp, downloads. Only headings of the second level are listed below a part."""
        title = escape(self.paper.contents_title)
        yield '<nav id="contents" aria-labelledby="contents-title">\n'
        yield f'<h2 id="contents-title">{title}</h2>\n'
        if self.publication.stamp:
            yield f'<p class="stamp" role="note">{escape(self.publication.stamp)}</p>\n'
        yield f'<p class="skip"><a href="#main">{escape(self.words.skip)}</a></p>\n<ul class="parts">\n'
        for part in self.paper.parts:
            yield f'<li><a href="#part-{part.id}">{escape(part.title)}</a>'
            listed = [section for section in part.sections if section.title and section.level == 2]
            if listed:
                links = "".join(
                    f'<li><a href="#{escape(section.id)}">{escape(section.title)}</a></li>\n'
                    for section in listed
                )
                count = escape(self.words.entries.format(count=len(listed)))
                yield f"<details><summary>{count}</summary>\n<ul>\n{links}</ul></details>"
            yield "</li>\n"
        yield "</ul>\n"
        if self.publication.downloads:
            links = "".join(
                f'<li><a href="../{escape(quote(entry.path))}" download>{escape(entry.title)}</a></li>\n'
                for entry in self.publication.downloads
            )
            yield f'<p class="downloads-title">{escape(self.words.downloads)}</p>\n'
            yield f'<ul class="downloads">\n{links}</ul>\n'
        yield "</nav>\n"

    def _part(self, part: Part) -> Iterator[str]:
        yield f'<section class="part" id="part-{part.id}">\n<h2>{escape(part.title)}</h2>\n'
        if part.id == "statements":
            yield from self._charts("")
        yield from self._charts(part.id)
        for section in part.sections:
            yield from self._section(section)
        yield "</section>\n"

    def _section(self, section: Section) -> Iterator[str]:
        level = section.level + 1
        wide = " wide" if section.landscape else ""
        yield f'<section class="{section.kind}{wide}" id="{escape(section.id)}">\n'
        if section.title:
            yield f'<h{level} id="{_heading(section)}">{escape(section.title)}</h{level}>\n'
        for block in section.blocks:
            yield self._block(block, section)
        yield from self._charts(section.id)
        yield "</section>\n"

    def _block(self, block: Block, section: Section) -> str:
        if isinstance(block, Paragraph):
            if "\t" in block.text and block.style == "form":
                spans = "\t".join(f"<span>{escape(piece)}</span>" for piece in block.text.split("\t"))
                return f'<p class="form line">{spans}</p>\n'
            text = escape(block.text).replace("\n", "<br>")
            return f'<p class="{block.style}">{text}</p>\n'
        if section.kind == "text":
            return plain_table(block) + "\n"
        if section.kind == "evaluation":
            return form_table(block, _heading(section)) + "\n"
        table = statement_table(block, section.id, _heading(section))
        label = escape(f"{section.title}（{self.words.table}）")
        return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">\n{table}\n</div>\n'

    def _charts(self, section: str) -> Iterator[str]:
        for chart in self.publication.charts.of(section):
            yield _figure(chart)


def _heading(section: Section) -> str:
    """The id of a section's heading, by which its table is named."""
    return escape(f"title-{section.id}")


def _figure(chart: BarChart) -> str:
    text = escape(f"{chart.title}。{chart.description}")
    picture = f'<img src="charts/{chart.id}.svg" alt="{text}" loading="lazy">'
    return f'<figure tabindex="0" aria-label="{escape(chart.title)}">{picture}</figure>\n'
