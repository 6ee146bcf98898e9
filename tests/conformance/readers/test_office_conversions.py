"""The same disclosure once LibreOffice has written it anew, and in the formats that only it opens."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.conformance.readers.invented_disclosure import compiled_disclosure
from tests.conformance.readers.likeness import differences
from tests.conformance.readers.sheet_like import workbook
from tests.conformance.readers.word_like import word_file

from mingzhang.document.model import Block
from mingzhang.facts.model import Disclosure
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from mingzhang.writers.publication import Publication

LONG = pytest.mark.long
CONVERSIONS = [
    ("docx", "doc"),
    ("docx", "html"),
    ("xlsx", "xls"),
    ("xlsx", "html"),
    pytest.param("docx", "docx", marks=LONG),
    pytest.param("docx", "odt", marks=LONG),
    ("docx", "rtf"),
    pytest.param("xlsx", "xlsx", marks=LONG),
    pytest.param("xlsx", "ods", marks=LONG),
]
WPS_WRITES = {"doc": ("wps",), "xls": ("et",)}
"""Endings under which WPS Office writes the old formats of Microsoft Office."""


@pytest.fixture(scope="module")
def office() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return found


@pytest.fixture(scope="module")
def published() -> Disclosure:
    return compiled_disclosure(3)


@pytest.fixture(scope="module")
def blocks(published: Disclosure, standard: Standard) -> list[Block]:
    return Publication(published, standard).paper.document().blocks


@pytest.mark.parametrize(("source", "target"), CONVERSIONS)
def test_what_libreoffice_writes_gives_the_same_facts(
    source: str,
    target: str,
    office: str,
    published: Disclosure,
    blocks: list[Block],
    standard: Standard,
    tmp_path: Path,
) -> None:
    write = word_file if source == "docx" else workbook
    (tmp_path / f"a.{source}").write_bytes(write(blocks))
    profile = (tmp_path / "profile").as_uri()
    command = [
        office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", target,
        "--outdir", str(tmp_path / "out"), str(tmp_path / f"a.{source}"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "out" / f"a.{target}").read_bytes()
    for ending in (target, *WPS_WRITES.get(target, ())):
        read = recognise(read_document(data, f"a.{ending}"), standard)
        assert differences(published, read) == []


def test_without_libreoffice_the_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from mingzhang.kit.errors import UnreadableInput
    from mingzhang.readers.converted import conversion

    monkeypatch.setattr(conversion, "_PLACES", ())
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableInput, match="LibreOffice"):
        conversion.read_converted(b"{\\rtf1 x}", "a.rtf", spreadsheet=False)
