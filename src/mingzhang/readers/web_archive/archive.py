"""The page inside a web archive. Pictures and styles beside it are left where they are."""

from __future__ import annotations

import codecs
import email
import email.errors
import email.policy
import re
from email.message import Message

from mingzhang.document.model import Document
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.html.page import read_page

MOST_BYTES = 128 * 1024 * 1024
MOST_BOUNDARIES = 20_000
"""Lines that may part the archive; a saved page has some hundred parts."""
MOST_DEPTH = 10
_NESTED = re.compile(rb"^content-type[ \t]*:\s*(?:multipart|message)/", re.I | re.M)


def read_web_archive(data: bytes, name: str) -> Document:
    """The document of the archive's first page; places are lines of that page. Raises UnreadableInput."""
    nested = sum(1 for _ in _NESTED.finditer(data))
    if len(data) > MOST_BYTES or nested > MOST_DEPTH or data.count(b"\n--") > MOST_BOUNDARIES:
        raise _unlike(name)
    page = _page(data)
    if page is None or not page.strip():
        raise UnreadableInput(
            f"{name}：网页存档里没有网页；请用浏览器打开后另存为网页或打印成 PDF。",
            f"{name}: no page inside the web archive; open it in a browser and save it as a page or a PDF.",
        )
    document = read_page(page, name)
    document.format = "mht"
    return document


def _page(data: bytes) -> bytes | None:
    """The bytes of the first part that is a page; None where there is none."""
    try:
        message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                return _with_encoding(part)
    except (email.errors.MessageError, ValueError, LookupError, RecursionError, AttributeError):
        return None
    return None


def _with_encoding(part: Message) -> bytes | None:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return None
    stated = part.get_content_charset()
    if stated is None:
        return content
    # What the archive says of a part counts before what the page says of itself, as in a browser.
    encoding = "gb18030" if stated in ("gb2312", "gbk") else stated
    try:
        return codecs.BOM_UTF8 + content.decode(encoding).removeprefix("\ufeff").encode()
    except (UnicodeError, LookupError, ValueError):
        return content


def _unlike(name: str) -> UnreadableInput:
    return UnreadableInput(
        f"{name}：网页存档的大小或层次不合常理；没有读取，请用浏览器打开后打印成 PDF。",
        f"{name}: the web archive is unreasonably large or nested; not read: print it as a PDF instead.",
    )
