"""The same disclosure, written as others write it, gives the same facts and forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from tests.conformance.readers.invented_disclosure import compiled_disclosure
from tests.conformance.readers.likeness import differences
from tests.conformance.readers.page_like import content_system_page, plain_page, web_archive, word_page
from tests.conformance.readers.sheet_like import SheetStyle, workbook
from tests.conformance.readers.variations import (
    full_width,
    justified,
    over_pages,
    thousands,
    with_blanks,
    with_cells,
    wrapped,
)
from tests.conformance.readers.word_like import WordStyle, word_file

from mingzhang.document.model import Block
from mingzhang.facts.model import Disclosure
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from mingzhang.writers.publication import Publication

Blocks = list[Block]
VARIATIONS: dict[str, Callable[[Blocks], Blocks]] = {
    "as it is": lambda blocks: blocks,
    "thousands, 0.00": lambda blocks: with_blanks(with_cells(blocks, thousands), "0.00"),
    "dashes": lambda blocks: with_blanks(blocks, "—"),
    "full width": lambda blocks: with_cells(blocks, full_width),
    "wrapped and justified": lambda blocks: with_cells(with_cells(blocks, wrapped), justified),
    "over pages": lambda blocks: over_pages(blocks, 6),
}
PRODUCERS: dict[str, tuple[str, Callable[[Blocks], bytes]]] = {
    "Word": ("x.docx", word_file),
    "Word, boxes and numbers": ("x.docx", partial(word_file, style=WordStyle(boxed=True, numbered=True))),
    "Word, changes in frames": ("x.docx", partial(word_file, style=WordStyle(changed=True, nested=True))),
    "workbook": ("x.xlsx", workbook),
    "workbook, texts": ("x.xlsx", partial(workbook, style=SheetStyle(numbers=None))),
    "workbook, one sheet, formulas": (
        "x.xlsx",
        partial(workbook, style=SheetStyle(sheets=False, formulas=True, numbers="0.00")),
    ),
    "workbook without lines": ("x.xlsx", partial(workbook, style=SheetStyle(ruled=False))),
    "page": ("x.html", plain_page),
    "page of a content system": ("x.htm", content_system_page),
    "page saved by Word": ("x.html", word_page),
    "page archived by a browser": ("x.mht", lambda blocks: web_archive(content_system_page(blocks))),
}


@pytest.fixture(scope="module", params=[3, pytest.param(8, marks=pytest.mark.long)])
def published(request: pytest.FixtureRequest) -> Disclosure:
    return compiled_disclosure(request.param)


@pytest.fixture(scope="module")
def blocks(published: Disclosure, standard: Standard) -> Blocks:
    return Publication(published, standard).paper.document().blocks


@pytest.mark.parametrize("producer", PRODUCERS)
@pytest.mark.parametrize("variation", VARIATIONS)
def test_other_producers_files_give_the_same_facts(
    producer: str, variation: str, published: Disclosure, blocks: Blocks, standard: Standard
) -> None:
    name, write = PRODUCERS[producer]
    data = write(VARIATIONS[variation](blocks))
    read = recognise(read_document(data, name), standard)
    assert differences(published, read) == []
