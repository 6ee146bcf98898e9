"""Sound small documents of every format, for mutations to begin from; each holds a statement and prose."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from mingzhang.document.model import Block
from mingzhang.readers.pdf import READER as PDFS
from tests.conformance.readers.page_like import content_system_page, plain_page, word_page
from tests.conformance.readers.pdf_files import page_of
from tests.conformance.readers.sheet_like import SheetStyle, workbook
from tests.conformance.readers.typeset import small_disclosure
from tests.conformance.readers.word_like import word_file


@cache
def blocks() -> Sequence[Block]:
    """The paragraphs and the table of a small disclosure."""
    return PDFS.read(small_disclosure(), "a.pdf").blocks


def _pdfs() -> list[bytes]:
    """Typeset with compressed streams, and written out plainly, so that mutations reach the operators; few
    of them scanned: OCR takes a hundred times as long and sees nothing of the file but the picture."""
    plain = page_of(b"BT /F 12 Tf 72 700 Td (10.00) Tj ET 50 50 300 200 re S 150 50 m 150 250 l S /X Do")
    return [small_disclosure(), plain] * 12 + [_picture("PDF")]


def _picture(format_name: str) -> bytes:
    """The head of the page with the statement, small, as a scanner gives it."""
    import pypdfium2

    drawn = pypdfium2.PdfDocument(small_disclosure())[1].render(scale=90 / 72).to_pil().convert("L")
    out = io.BytesIO()
    drawn.crop((60, 90, 400, 200)).save(out, format_name, dpi=(90, 90), resolution=90)
    return out.getvalue()


def _pictures() -> list[bytes]:
    return [_picture(name) for name in ("PNG", "JPEG", "TIFF")]


def _texts() -> list[bytes]:
    from mingzhang.standard.load import load_standard
    from tests.golden.damages import none
    from tests.golden.invented import tables_of
    from tests.golden.printed import Style

    lines, _ = tables_of(Random(1), "shanxi", Style(), load_standard("cn", 2024), none)
    whole = ["某局2024年度部门决算", *lines, "第三部分 情况说明", "一、收入决算情况说明", "无。"]
    return ["\n".join(whole).encode(), "\n".join(whole).encode("gb18030")]


def _web_archives() -> list[bytes]:
    from tests.conformance.readers.page_like import web_archive

    return [web_archive(plain_page(blocks())), web_archive(content_system_page(blocks()), "base64")]


def _old_workbooks() -> list[bytes]:
    return [converted(workbook(blocks()), "xlsx", "xls")]


def converted(data: bytes, source: str, target: str) -> bytes:
    """The file as LibreOffice writes it in another format."""
    office = shutil.which("soffice")
    assert office is not None, "LibreOffice (soffice) is not installed"
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"a.{source}").write_bytes(data)
        command = [
            office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", target, "--outdir", str(folder / "out"), str(folder / f"a.{source}"),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / "out" / f"a.{target}").read_bytes()


def _disclosures() -> list[bytes]:
    """As JSON: what was read from the small disclosure, and one with an evaluation form and claims."""
    from mingzhang.facts.codec import encode
    from mingzhang.intake.options import ReadOptions
    from mingzhang.intake.read import read_data

    return [
        encode(read_data(data, "a", ReadOptions(), isolated=False).disclosure)
        for data in (small_disclosure(), _texts()[0])
    ]


BEGINNINGS: dict[str, Callable[[], list[bytes]]] = {
    "txt": _texts,
    "html": lambda: [content_system_page(blocks()), word_page(blocks()), plain_page(blocks())],
    "mht": _web_archives,
    "docx": lambda: [word_file(blocks())],
    "xlsx": lambda: [workbook(blocks()), workbook(blocks(), SheetStyle(sheets=False, formulas=True))],
    "xls": _old_workbooks,
    "pdf": _pdfs,
    "png": _pictures,
    "json": _disclosures,
}
"""Ending of a file's name → sound documents of that format."""


@cache
def beginnings(ending: str) -> Sequence[bytes]:
    """The sound documents of a format, made once."""
    return BEGINNINGS[ending]()
