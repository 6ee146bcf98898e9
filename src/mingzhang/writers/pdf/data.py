"""The paper as the data that the Typst template sets."""

from __future__ import annotations

from typing import Any

from mingzhang.document.model import Block, Paragraph
from mingzhang.document.paper import Section
from mingzhang.writers.fonts import Role
from mingzhang.writers.publication import Publication


def paper_data(
    publication: Publication, fonts: dict[Role, list[str]], charts: dict[str, str]
) -> dict[str, Any]:
    """Everything on the pages. `charts` are the files of the pictures by the chart's id."""
    paper, made_on = publication.paper, publication.made_on
    drawn = [
        {"file": charts[chart.id], "description": f"{chart.title}。{chart.description}"}
        for chart in publication.charts.main()
        if chart.id in charts
    ]
    return {
        "title": paper.title,
        "subject": paper.subject,
        "date": {"year": made_on.year, "month": made_on.month, "day": made_on.day},
        "stamp": publication.stamp,
        "fonts": fonts | {"bold": fonts["title"][0].startswith(("Noto", "Source"))},
        "cover": paper.cover,
        "contents-title": paper.contents_title,
        "charts-title": publication.standard.paper.charts_title,
        "parts": [
            {
                "title": part.title,
                "sections": [_section(section) for section in part.sections],
                "charts": drawn if part.id == "statements" else [],
            }
            for part in paper.parts
        ],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "kind": section.kind,
        "level": section.level,
        "landscape": section.landscape,
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "style": block.style, "text": block.text}
    return {
        "kind": "grid",
        "header-rows": block.header_rows,
        "widths": list(block.widths),
        "small": block.small,
        "rows": [
            [
                {
                    "text": cell.text,
                    "columns": cell.col_span,
                    "rows": cell.row_span,
                    "align": cell.align,
                    "header": cell.header,
                }
                for cell in row.cells
            ]
            for row in block.rows
        ],
    }
