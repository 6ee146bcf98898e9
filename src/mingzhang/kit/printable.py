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
