"""Text that may be written into any file: without characters that no document can hold."""

from __future__ import annotations

import re

_NOT_PRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, lone surrogates, and the marks that turn the direction of the text around them."""


def printable(text: str) -> str:
    """`text` without control characters; tabs and line ends stay (a carriage return becomes one)."""
    return _NOT_PRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def shown_name(name: str) -> str:
    """A file's name or path as it can be shown and written: in one line, without control characters.

    Where a name's bytes are no UTF-8 they are taken for GB18030: so archives made under Chinese Windows
    name files once they are unpacked elsewhere.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "surrogateescape")
        try:
            name = raw.decode("gb18030")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", "replace")
    return printable(name).replace("\n", " ").replace("\t", " ")
