"""A page saved with all that belongs to it, by browsers and by office programs."""

from __future__ import annotations

import pytest
from tests.conformance.readers.page_like import web_archive

from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.registry import read_document, reader_for
from mingzhang.readers.web_archive import READER

PAGE = "<html><head>{}</head><body><p>某局2024年度部门决算</p><p>支出=1.00万元</p></body></html>"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize(("charset", "stated"), [("utf-8", ""), ("gb18030", '<meta charset="gb2312">')])
def test_the_page_inside_is_read(encoding: str, charset: str, stated: str) -> None:
    data = web_archive(PAGE.format(stated).encode(charset), encoding)
    document = read_document(data, "某局.mht")
    assert document.format == "mht"
    assert [block.text for block in document.paragraphs()] == ["某局2024年度部门决算", "支出=1.00万元"]


def test_the_encoding_may_stand_in_the_part_only() -> None:
    data = web_archive(PAGE.format("").encode("utf-16-le"), "base64")
    data = data.replace(b"Content-Type: text/html", b'Content-Type: text/html; charset="utf-16le"')
    assert READER.read(data, "a.mht").paragraphs()[0].text == "某局2024年度部门决算"


def test_content_counts_and_not_the_ending() -> None:
    archive = web_archive(PAGE.format("").encode())
    assert reader_for(archive, "a.doc") is READER
    assert reader_for(b"<html><body>x</body></html>", "a.mht").name == "html"  # type: ignore[union-attr]
    plain = "说明：本表\nContent: 支出\n".encode()
    assert reader_for(plain, "a.txt") is not READER


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/gif\n\nx\n--b--",
        b"Content-Type: multipart/related\r\n\r\nno boundary",
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n====",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 50_000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(5_000)
        ),
    ],
    ids=["no page", "no boundary", "no content", "parts without end", "parts in one another"],
)
def test_what_holds_no_page_is_one_line(data: bytes) -> None:
    with pytest.raises(UnreadableInput) as refused:
        read_document(data, "某局.mht")
    assert "\n" not in str(refused.value)
