"""A typeset page as a picture: clean, skewed and noisy, PNG, JPEG and TIFF, alone and inside a PDF."""

from __future__ import annotations

import io
from functools import cache

import pypdfium2
import pytest

pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")

import numpy as np
from PIL import Image
from tests.conformance.readers.pdf_files import scan
from tests.conformance.readers.typeset import EXPENDITURE, small_disclosure

from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.document.model import Document
from mingzhang.facts.model import READ_BY_OCR
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.image import READER as PICTURES
from mingzhang.readers.pdf import READER as PDFS
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard

DOTS = 150


@cache
def page() -> Image.Image:
    """The page with the statement, as a scanner gives it."""
    pdf = pypdfium2.PdfDocument(small_disclosure())
    picture: Image.Image = pdf[1].render(scale=DOTS / 72).to_pil().convert("L")
    return picture


def saved(picture: Image.Image, format_name: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, format_name, dpi=(DOTS, DOTS), **options)
    return out.getvalue()


def noisy() -> bytes:
    """2° of skew, salt and pepper, JPEG at quality 50."""
    turned = page().rotate(2, resample=Image.Resampling.BICUBIC, fillcolor=255)
    dots, random = np.array(turned), np.random.default_rng(1).random(np.array(turned).shape)
    dots[random < 0.005] = 0
    dots[random > 0.995] = 255
    return saved(Image.fromarray(dots), "JPEG", quality=50)


def as_pdf(*pages: Image.Image) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=list(pages[1:]), resolution=DOTS)
    return out.getvalue()


def without_unicode(data: bytes) -> bytes:
    """The PDF with the maps from its fonts' glyphs to characters taken away."""
    pdf = pypdfium2.PdfDocument(data)
    out = io.BytesIO()
    pdf.save(out, version=14)
    return out.getvalue().replace(b"/ToUnicode", b"/ToUnicodX")


def facts(document: Document, standard: Standard) -> dict[tuple[str, str], str | None]:
    (statement,) = recognise(document, standard).statements
    for fact in statement.facts:
        assert fact.confidence < 1
        assert fact.inferred is not None
        assert fact.inferred.startswith(READ_BY_OCR)
        assert fact.source.bbox is not None
    return {(fact.code, fact.column): fact.value for fact in statement.facts}


def test_a_clean_picture(standard: Standard) -> None:
    document = PICTURES.read(saved(page(), "PNG"), "某局.png")
    assert facts(document, standard) == EXPENDITURE


def test_a_noisy_picture(standard: Standard) -> None:
    document = PICTURES.read(noisy(), "某局.jpg")
    found = facts(document, standard)
    right = sum(found.get(place) == value for place, value in EXPENDITURE.items())
    assert right >= 0.9 * len(EXPENDITURE)


@pytest.mark.parametrize("quarters", [1, *(pytest.param(n, marks=pytest.mark.long) for n in (2, 3))])
def test_a_page_scanned_sideways_or_upside_down(quarters: int, standard: Standard) -> None:
    """It is read upright, and every cell keeps its place on the page as it was scanned."""
    upright = boxes(PICTURES.read(saved(page(), "PNG"), "某局.png"))
    turned = page().rotate(90 * quarters, expand=True)
    document = PICTURES.read(saved(turned, "PNG"), "某局.png")
    assert facts(document, standard) == EXPENDITURE
    width, height = (size * 72 / DOTS for size in page().size)
    found = boxes(document)
    for text in ("1,000.00", "234.50"):
        x0, y0, x1, y1 = upright[text]
        wanted = {
            1: (y0, width - x1, y1, width - x0),
            2: (width - x1, height - y1, width - x0, height - y0),
            3: (height - y1, x0, height - y0, x1),
        }[quarters]
        assert found[text] == pytest.approx(wanted, abs=3.0)


def boxes(document: Document) -> dict[str, tuple[float, float, float, float]]:
    """Text of a cell → its box, the first of each."""
    found: dict[str, tuple[float, float, float, float]] = {}
    for grid in document.grids():
        for row in grid.rows:
            for cell in row.cells:
                if cell.place.bbox is not None:
                    found.setdefault(cell.text, cell.place.bbox)
    return found


def test_a_page_whose_font_names_no_characters(standard: Standard) -> None:
    """Without a Unicode map the text of a page is a picture: read as one, and said so."""
    uncoded = without_unicode(small_disclosure())
    document = PDFS.read(uncoded, "某局.pdf")
    assert facts(document, standard) == EXPENDITURE
    said = [(place.page, reason) for place, _, reason in document.unread]
    assert {2, 3} <= {page for page, _ in said}
    assert recognise(document, standard).unit.name == "清河县园林局"
    assert all("字体没有文字编码，要按图片识别" in reason for _, reason in said)


def test_a_scanned_pdf_among_pages_of_text(standard: Standard) -> None:
    """Pages are decided one by one; what is on the picture stands where it is printed."""
    scanned = pypdfium2.PdfDocument(as_pdf(page()))
    whole = pypdfium2.PdfDocument(small_disclosure())
    whole.del_page(1)
    whole.import_pages(scanned, [0], 1)
    out = io.BytesIO()
    whole.save(out)
    document = PDFS.read(out.getvalue(), "某局.pdf")
    disclosure = recognise(document, standard)
    assert {(f.code, f.column): f.value for f in disclosure.statements[0].facts} == EXPENDITURE
    assert {fact.source.page for fact in disclosure.statements[0].facts} == {2}
    assert (disclosure.unit.name, disclosure.fiscal_year) == ("清河县园林局", 2024)
    printed = pypdfium2.PdfDocument(small_disclosure())[1].get_textpage()
    searcher = printed.search("1,000.00")
    index, _ = searcher.get_next() or (0, 0)
    left, _, _, top = printed.get_charbox(index)
    box = next(f.source.bbox for f in disclosure.statements[0].facts if f.value == "1000.00")
    assert box is not None
    assert box[0] - 3 <= left <= box[2] + 3
    assert box[1] - 3 <= 842 - top <= box[3] + 3
    answer = examine([Case(disclosure)], standard)[0]
    said = [finding for finding in answer.findings if finding.rule == "file/read-by-ocr"]
    assert [(finding.severity, finding.printed) for finding in said] == [("info", str(len(EXPENDITURE)))]


@pytest.mark.parametrize("box", ["0 0 1000000 10", "0 0 10 1000000"])
def test_a_scan_larger_than_paper_is_said(box: str) -> None:
    """Drawn smaller, so that no picture of gigabytes is made; what remains is too thin to be looked at."""
    document = PDFS.read(scan(box, 40, 40), "某局.pdf")
    [long, nothing] = [reason for _, _, reason in document.unread]
    assert long.startswith("这一页长 352.8 米")
    assert nothing == "图片上没有认出文字"


def test_a_picture_too_thin_for_type() -> None:
    document = PICTURES.read(saved(Image.new("L", (20_000, 4), 0), "PNG"), "某局.png")
    assert [reason for _, _, reason in document.unread] == ["图片上没有认出文字"]


def test_a_page_without_writing_is_listed_as_unread() -> None:
    blank = Image.new("L", page().size, 255)
    document = PICTURES.read(saved(blank, "TIFF"), "某局.tif")
    assert [(place.page, reason) for place, _, reason in document.unread] == [(1, "图片上没有认出文字")]


def test_a_damaged_picture_is_one_line() -> None:
    with pytest.raises(UnreadableInput, match="图片已损坏或过大"):
        PICTURES.read(saved(page(), "PNG")[:5000], "某局.png")
