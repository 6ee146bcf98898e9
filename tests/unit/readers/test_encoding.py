"""Encodings: what is Chinese text is read, what is broken or binary is one clear error."""

from __future__ import annotations

import pytest

from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.registry import read_document
from mingzhang.readers.text.encoding import decode

TEXT = "收入支出决算总表\n金额单位：万元\n部门名称：示例市水务局\n" * 20


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
    ],
)
def test_the_same_text_in_every_encoding(encoding: str, told: str) -> None:
    assert decode(TEXT.encode(encoding), "x.txt") == (TEXT, told)


def test_line_ends_and_invisible_characters() -> None:
    assert decode("甲\r\n乙\r丙\x0c丁\ufeff\u200b戊".encode(), "x")[0] == "甲\n乙\n丙\n丁戊"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode()[:100] + b"\xff\xfe\xfa" + TEXT.encode()[102:],
        TEXT.encode()[:-2],
        b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1],
    ],
)
def test_broken_text_names_the_line(data: bytes) -> None:
    with pytest.raises(UnreadableInput) as raised:
        decode(data, "某表.txt")
    assert raised.value.message.zh.startswith("某表.txt：文字编码有误（第")
    assert "\n" not in raised.value.message.zh + raised.value.message.en


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 50, b"%PDF-1.7\n...", b"PK\x03\x04abc", b"a\x00b\x01" * 99]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        read_document(data, "x.txt")


def test_other_bytes_are_not_taken_for_gbk() -> None:
    with pytest.raises(UnreadableInput):
        decode(bytes([0xE0, 0x41, 0xFD, 0x7A]) * 200, "x.txt")
