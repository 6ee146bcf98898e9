"""What every writer promises; a new format is found by being there."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from odd_disclosures import EVERY

from mingzhang.standard.load import Standard
from mingzhang.writers.publication import Publication
from mingzhang.writers.registry import writer, writer_names

STAMP = "本公开含 3 处未更正的错误"
MADE_ON = datetime(2025, 9, 1, tzinfo=UTC)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def texts(path: Path) -> str:
    """What a file says, archives and pages unpacked."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        return "".join(document[page].get_textpage().get_text_range() for page in range(len(document)))
    return path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("name", writer_names())
@pytest.mark.parametrize("kind", EVERY)
def test_it_names_what_it_writes_and_writes_the_same_twice(
    name: str, kind: str, standard: Standard, tmp_path: Path
) -> None:
    seen = []
    for time in ("first", "second"):
        folder = tmp_path / time
        folder.mkdir()
        publication = Publication(EVERY[kind](), standard, made_on=MADE_ON)
        files = writer(name).write(publication, folder)
        assert [path.relative_to(folder).as_posix() for path in sorted(files)] == list(contents(folder))
        seen.append(contents(folder))
    assert seen[0]
    assert seen[0] == seen[1]


@pytest.mark.parametrize("name", writer_names())
def test_it_carries_the_stamp(name: str, standard: Standard, tmp_path: Path) -> None:
    publication = Publication(EVERY["odd"](), standard, stamp=STAMP)
    files = writer(name).write(publication, tmp_path)
    plain = "".join(texts(path) for path in files).replace(" ", "").replace("\r\n", "")
    assert STAMP.replace(" ", "") in plain
