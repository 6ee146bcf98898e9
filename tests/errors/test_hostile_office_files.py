"""Broken, disguised and malicious office files and pages end in one line, soon and without much memory."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conformance.readers.hostile_office import (
    CONTENT_TYPES,
    bomb,
    cell_bomb,
    entities,
    external_entity,
    nested_page,
    nested_word,
    protected,
    scattered_cells,
    span_page,
    wide_merges,
    word_of,
)
from tests.conformance.readers.sheet_like import workbook
from tests.conformance.readers.word_like import word_file

from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.registry import read_document
from mingzhang.readers.xlsx.file import read_workbook

MOST = 1024**3
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip bomb": ("x.docx", bomb),
    "cells by the million": ("x.xlsx", cell_bomb),
    "a cell in every corner": ("x.xlsx", scattered_cells),
    "merged cells over a million rows": ("x.xlsx", wide_merges),
    "entities that multiply": ("x.docx", entities),
    "an entity outside": ("x.docx", external_entity),
    "10,000 tables in one another": ("x.docx", lambda: nested_word(10_000)),
    "10,000 tables in one another, a page": ("x.html", lambda: nested_page(10_000)),
    "spans without end": ("x.html", span_page),
    "a password": ("x.docx", protected),
    "not a zip": ("x.docx", lambda: b"PK\x03\x04 word/" + b"\x00" * 5_000),
    "no body": ("x.docx", lambda: word_of(b"<w:document/>")),
    "no parts": ("x.xlsx", lambda: _empty("xl/")),
    "an old workbook of noise": ("x.xls", lambda: _old("Workbook")),
    "an old text of noise": ("x.doc", lambda: _old("WordDocument")),
}


def _empty(folder: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr(f"{folder}nothing.txt", "")
    return stream.getvalue()


def _old(stream: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 2_000 + stream.encode("utf-16-le") + b"\x02" * 9_000
    )


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_ends_in_one_line(case: str, tmp_path: Path) -> None:
    name, make = HOSTILE[case]
    file = tmp_path / name
    file.write_bytes(make())
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_DATA, ({MOST}, {MOST})); "
    start = "from mingzhang.cli.main import entry; entry()"
    command = [sys.executable, "-c", limit + start, "read", str(file)]
    ended = subprocess.run(command, capture_output=True, timeout=180, check=False)
    error = ended.stderr.decode()
    assert ended.returncode == 2, error
    assert ended.stdout == b""
    assert len(error.strip().splitlines()) == 1, error
    assert "Traceback" not in error
    assert "内部错误" not in error


def test_an_entity_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("机密", encoding="utf-8")
    with pytest.raises(UnreadableInput) as refused:
        read_document(external_entity((tmp_path / "secret.txt").as_uri()), "x.docx")
    assert "机密" not in str(refused.value)


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx"])
def test_a_truncated_file_is_refused(name: str) -> None:
    whole = word_file([]) if name.endswith("docx") else workbook([])
    for length in range(100, len(whole), 1024):
        with pytest.raises(UnreadableInput):
            read_document(whole[:length], name)


def test_content_counts_and_not_the_ending() -> None:
    from mingzhang.document.model import Paragraph, Place

    blocks = [Paragraph("某局", Place()), Paragraph("2024年度部门决算", Place())]
    assert read_document(word_file(blocks), "x.xlsx").format == "docx"
    assert read_document(workbook(blocks), "x.doc").format == "xlsx"
    assert read_document(b"<html><body><p>x</p></body></html>", "x.xls").format == "html"


def test_a_formula_without_a_result_is_said() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目", "金额", "备注"])
    sheet.append(["合计", "=1+1", "x"])
    stream = io.BytesIO()
    book.save(stream)
    document = read_workbook(stream.getvalue(), "x.xlsx")
    assert [(place.cell, text) for place, text, _ in document.unread] == [("Sheet!B2", "")]
    assert "公式" in document.unread[0][2]
