"""Readers are found by iteration and chosen by content first, extension second."""

from __future__ import annotations

import pytest

from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.registry import read_document, reader_for, readers


def test_every_reader_keeps_the_protocol() -> None:
    assert [reader.name for reader in readers()].count("text") == 1
    assert readers()[-1].name == "text", "plain text is asked last"
    for reader in readers():
        assert reader.extensions
        assert all(extension.startswith(".") for extension in reader.extensions)
        reader.sniffs(b"")
        reader.sniffs(bytes(range(256)))


def test_content_before_extension() -> None:
    reader = reader_for("收入决算表\n".encode(), "误名.pdf")
    assert reader is not None
    assert reader.name == "text"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_an_empty_file(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match="空"):
        read_document(data, "x.txt")


def test_an_unknown_format_says_what_is_known() -> None:
    with pytest.raises(UnreadableInput, match=r"可读：.*text"):
        read_document(bytes(range(256)) * 20, "x.bin")
