"""What holds for every writer of papers: found by being there, same bytes twice, hostile texts inert."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from published import HOSTILE, publication

from mingzhang.kit.printable import printable
from mingzhang.standard.load import Standard
from mingzhang.writers.registry import writer, writer_names

PAPERS = ("docx", "html", "pdf")


def test_they_are_found() -> None:
    assert set(PAPERS) <= set(writer_names())
    assert [writer(name).name for name in PAPERS] == list(PAPERS)
    with pytest.raises(KeyError):
        writer("charts")


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_bytes_twice(name: str, standard: Standard, tmp_path: Path) -> None:
    written = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        # A publication of its own: the charts are drawn anew.
        files = writer(name).write(publication(standard), folder)
        written.append([(path.relative_to(folder), path.read_bytes()) for path in files])
    assert written[0] == written[1]
    assert written[0]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", PAPERS)
def test_hostile_texts_are_text(name: str, text: str, standard: Standard, tmp_path: Path) -> None:
    files = writer(name).write(publication(standard, text), tmp_path)
    shown = {"docx": docx_text, "html": html_text, "pdf": pdf_text}[name](files[0])
    assert squeezed(printable(text)) in squeezed(shown)


def squeezed(text: str) -> str:
    """Without white space: lines break anywhere in a narrow column."""
    return "".join(text.split())


def docx_text(path: Path) -> str:
    """The text of all runs; no field or link but those of the contents and the page number."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document(str(path))
    body = document.element.body
    codes = [code.text.split()[0] for code in body.iter(qn("w:instrText"))]
    assert set(codes) == {"TOC", "PAGEREF"}
    assert {link.get(qn("w:anchor"))[:4] for link in body.iter(qn("w:hyperlink"))} == {"_Toc"}
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
    return "".join(text.text or "" for text in body.iter(qn("w:t")))


def html_text(path: Path) -> str:
    """The text of the page; the only script is the one beside it, and nothing has a handler."""
    from lxml import html

    page = html.fromstring(path.read_bytes())
    assert [script.get("src") for script in page.iter("script")] == ["tables.js"]
    assert all(not (script.text or "").strip() for script in page.iter("script"))
    every = [element for element in page.iter() if isinstance(element.tag, str)]
    assert [key for element in every for key in element.attrib if key.startswith("on")] == []
    assert {image.get("src", "").split("/")[0] for image in page.iter("img")} <= {"charts"}
    text: str = page.text_content()
    return text


def pdf_text(path: Path) -> str:
    """The text of all pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_the_stamp_stands_on_every_page(standard: Standard, tmp_path: Path) -> None:
    import pypdfium2

    stamp = "含有未更正的错误"
    stamped = publication(standard, stamp=stamp)
    for path in writer("pdf").write(stamped, tmp_path):
        for page in pypdfium2.PdfDocument(path):
            assert stamp in page.get_textpage().get_text_range()
    with zipfile.ZipFile(writer("docx").write(stamped, tmp_path)[0]) as archive:
        headers = [name for name in archive.namelist() if name.startswith("word/header")]
        assert len(headers) == 2
        assert all(stamp in archive.read(name).decode() for name in headers)
    assert stamp in writer("html").write(stamped, tmp_path)[0].read_text(encoding="utf-8")
