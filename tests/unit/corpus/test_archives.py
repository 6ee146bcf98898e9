"""Zip files: their members are read, whatever wants to be a bomb is a row with its reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from mingzhang.corpus.ingest import archives
from mingzhang.corpus.ingest.sources import Source, files_named, sources_of
from mingzhang.kit.errors import UnreadableInput

LIMIT = 4 * 1024 * 1024


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def taken(folder: Path, **files: bytes) -> list[tuple[str, bytes | str]]:
    """Path below the folder and bytes (or the reason) of every source."""
    for name, data in files.items():
        (folder / f"{name}.zip").write_bytes(data)
    found = []
    for source in sources_of(files_named([str(folder)], folder / "lake"), LIMIT):
        found.append((source.path.removeprefix(folder.as_posix() + "/"), content_of(source)))
    return found


def content_of(source: Source) -> bytes | str:
    try:
        return source.read()
    except UnreadableInput as error:
        return error.message.zh


def test_members_by_name_without_what_the_system_put_there(tmp_path: Path) -> None:
    members = {
        "b.txt": b"2",
        "甲局/a.txt": b"1",
        "__MACOSX/b.txt": b"x",
        "甲局/.DS_Store": b"x",
        "leer/": b"",
    }
    assert taken(tmp_path, a=zipped(members)) == [("a.zip!b.txt", b"2"), ("a.zip!甲局/a.txt", b"1")]


def test_names_of_older_chinese_systems(tmp_path: Path) -> None:
    content = zipped({"abcd.txt": b"1"}).replace(b"abcd.txt", "决算.txt".encode("gb18030"))
    assert taken(tmp_path, a=content) == [("a.zip!决算.txt", b"1")]


def test_a_document_that_is_a_zip_is_one_document(tmp_path: Path) -> None:
    word = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    (tmp_path / "a.docx").write_bytes(word)
    assert taken(tmp_path, b=word, c=zipped({"a.docx": word})) == [
        ("a.docx", word),
        ("b.zip", word),
        ("c.zip!a.docx", word),
    ]


def test_archives_in_archives_to_a_depth(tmp_path: Path) -> None:
    inner = zipped({"a.txt": b"1"})
    [first, second] = taken(tmp_path, a=zipped({"b.zip": inner, "c.zip": zipped({"d.zip": inner})}))
    assert first == ("a.zip!b.zip!a.txt", b"1")
    assert second[0] == "a.zip!c.zip!d.zip"
    assert "套得太深" in str(second[1])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped({"a.txt": bytes(LIMIT + 1)}), "超过上限"),
        (zipped({"a.txt": bytes(2 * 1024 * 1024)}), "大得不合常理"),
        (b"PK\x03\x04 and no more", "已损坏"),
        (
            zipped({"a.txt": b"0123456789" * 9}, zipfile.ZIP_STORED).replace(b"0123456789", b"0123456788", 1),
            "已损坏",
        ),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, content: bytes, reason: str) -> None:
    [(path, said)] = taken(tmp_path, a=content)
    assert path.startswith("a.zip")
    assert reason in str(said)


def test_a_member_with_a_password(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": b"1"}))
    for at in (6, content.index(b"PK\x01\x02") + 8):
        content[at] |= 1
    assert "加了密码" in str(taken(tmp_path, a=bytes(content))[0][1])


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    [(path, said)] = taken(tmp_path, a=zipped({f"{number}.txt": b"1" for number in range(4)}))
    assert path == "a.zip"
    assert "大得不合常理" in str(said)
