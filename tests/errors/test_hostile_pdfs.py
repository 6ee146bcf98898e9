"""Hostile and broken PDFs end in one line and exit status 2; the time and memory of it are bounded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.conformance.readers.pdf_files import HOSTILE, encrypted, page_of
from tests.conformance.readers.typeset import small_disclosure

from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.registry import read_document

SECONDS = 180
"""A bound against hanging; a page may take 30 s."""
MOST = 1024 * 1024 * 1024


def read(path: Path) -> tuple[int, str]:
    """(exit status, standard error) of `mingzhang read`, which may hold 1 GB in each of its processes."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_DATA, ({MOST}, {MOST})); "
    start = "from mingzhang.cli.main import entry; entry()"
    command = [sys.executable, "-c", limit + start, "read", str(path), "-o", str(path.with_suffix(".json"))]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    assert answer.stdout == ""
    return answer.returncode, answer.stderr


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / "某局.pdf"
    path.write_bytes(HOSTILE[name]())
    status, error = read(path)
    assert status == 2
    assert len(error.strip().splitlines()) == 1, error
    assert error.startswith("某局.pdf：")
    assert not path.with_suffix(".json").exists(), "nothing half written"


def test_an_encrypted_pdf_says_so() -> None:
    with pytest.raises(UnreadableInput, match="有打开密码"):
        read_document(encrypted(), "某局.pdf")


def test_a_wrong_extension_is_seen_through() -> None:
    data = page_of(b"BT /F 12 Tf 72 700 Td (text) Tj ET")
    assert read_document(data, "某局.docx").format == "pdf"
    with pytest.raises(UnreadableInput):
        read_document(b"\x89PNG\r\n\x1a\n" + bytes(100), "某局.pdf")


def said(data: bytes) -> str:
    """What the user reads about a PDF that cannot be read, or nothing."""
    try:
        read_document(data, "某局.pdf")
    except UnreadableInput as error:
        return error.message.zh
    return ""


def truncated(data: bytes, every: int) -> None:
    for end in range(1024, len(data), every):
        assert "\n" not in said(data[:end])


def test_cut_off_at_a_sample_of_places() -> None:
    data = small_disclosure()
    truncated(data, len(data) // 40)


@pytest.mark.long
def test_cut_off_at_every_kilobyte(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*.pdf")):
        truncated(path.read_bytes(), 1024)
