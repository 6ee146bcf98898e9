"""Odd names, endings that say something else, links, pipes, passwords: one line, or read as what it is."""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conformance.readers.page_like import plain_page, web_archive
from tests.conformance.readers.pdf_files import encrypted as encrypted_pdf
from tests.conformance.readers.pdf_files import page_of
from tests.conformance.readers.sheet_like import workbook
from tests.conformance.readers.word_like import word_file

from mingzhang.cli.main import main
from mingzhang.document.model import Block, Paragraph, Place
from mingzhang.readers.registry import reader_for, readers

BLOCKS: list[Block] = [Paragraph("清河县园林局2024年度部门决算", Place())]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="such names, links and pipes are no Windows files")


def refused(path: Path, capfd: pytest.CaptureFixture[str], command: str = "read") -> str:
    """The one line on standard error."""
    status = main([command, str(path)])
    out, error = capfd.readouterr()
    assert status == 2
    assert out == "" or command == "check"
    assert len(error.splitlines()) == 1, error
    assert all(char.isprintable() for char in error.removesuffix("\n")), ascii(error)
    return error


NAMES = {
    "escape": b"a\x1b[31m\nb\r.pdf",
    "dash": b"-x.pdf",
    "quotes": "某局 “2024” 😀'$(id).pdf".encode(),
    "GBK": "某局决算.pdf".encode("gb18030"),
    "no encoding": b"\xff\xfe\xb0.pdf",
    "turned": "\u202efdp.exe".encode(),
}


@POSIX
@pytest.mark.parametrize("name", NAMES)
def test_odd_names(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), NAMES[name])))
    path.write_bytes(encrypted_pdf())
    line = refused(path, capfd)
    assert "打开密码" in line
    if name == "GBK":
        assert line.startswith("某局决算.pdf：")
    assert main(["check", str(path), "--format", "json"]) == 2
    assert json.loads(capfd.readouterr().out)["verdict"] == "unreadable"


@POSIX
def test_links_and_what_is_no_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "true.pdf").write_bytes(encrypted_pdf())
    (tmp_path / "link.pdf").symlink_to(tmp_path / "true.pdf")
    assert "打开密码" in refused(tmp_path / "link.pdf", capfd)
    (tmp_path / "nowhere.pdf").symlink_to(tmp_path / "absent.pdf")
    assert "文件不存在" in refused(tmp_path / "nowhere.pdf", capfd)
    (tmp_path / "circle.pdf").symlink_to(tmp_path / "circle.pdf")
    assert "不能读取" in refused(tmp_path / "circle.pdf", capfd)
    os.mkfifo(tmp_path / "pipe.pdf")
    assert "不是普通文件" in refused(tmp_path / "pipe.pdf", capfd)
    (tmp_path / "endless.pdf").symlink_to("/dev/zero")
    assert "不是普通文件" in refused(tmp_path / "endless.pdf", capfd)
    (tmp_path / "folder.docx").mkdir()
    assert "是文件夹" in refused(tmp_path / "folder.docx", capfd)


ENDINGS = sorted({ending for reader in readers() for ending in reader.extensions})


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_file_of_each_ending(ending: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"某局{ending}"
    for content in (b"", b" \n\t\r\n"):
        path.write_bytes(content)
        assert "文件是空的" in refused(path, capfd)


SOUND: dict[str, Callable[[], bytes]] = {
    "docx": lambda: word_file(BLOCKS),
    "xlsx": lambda: workbook(BLOCKS),
    "pdf": lambda: page_of(b"BT /F 12 Tf 72 700 Td (text) Tj ET"),
    "html": lambda: plain_page(BLOCKS),
    "mht": lambda: web_archive(plain_page(BLOCKS)),
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("true", SOUND)
def test_content_counts_and_not_the_ending(true: str, ending: str) -> None:
    reader = reader_for(SOUND[true](), f"某局{ending}")
    assert reader is not None
    assert reader.name == true


def locked(data: bytes) -> bytes:
    """The archive with the mark of a password on each part."""
    out = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = out.find(mark)
        while begin >= 0:
            out[begin + at] |= 1
            begin = out.find(mark, begin + 4)
    return bytes(out)


def locked_open_document() -> bytes:
    """What LibreOffice writes under a password, as far as it can be told from outside."""
    stream = io.BytesIO()
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", entry)
        archive.writestr("content.xml", os.urandom(500))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("x.docx", lambda: locked(word_file(BLOCKS))),
        ("x.xlsx", lambda: locked(workbook(BLOCKS))),
        ("x.pdf", encrypted_pdf),
        ("x.odt", locked_open_document),
    ],
)
def test_a_password_is_named(
    name: str, make: Callable[[], bytes], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(make())
    assert "密码" in refused(tmp_path / name, capfd)
