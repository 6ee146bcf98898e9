"""A paper without characters that no document can hold, so that no writer has to think of them."""

from __future__ import annotations

from mingzhang.document.model import Paragraph
from mingzhang.document.paper import Paper
from mingzhang.kit.printable import printable


def clean(paper: Paper) -> Paper:
    """The same paper; control characters are taken out of every text."""
    paper.title, paper.author, paper.subject = map(printable, (paper.title, paper.author, paper.subject))
    paper.cover = [printable(line) for line in paper.cover]
    for part in paper.parts:
        part.title = printable(part.title)
        for section in part.sections:
            section.title = printable(section.title)
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    block.text = printable(block.text)
                    continue
                for row in block.rows:
                    for cell in row.cells:
                        cell.text = printable(cell.text)
    return paper
