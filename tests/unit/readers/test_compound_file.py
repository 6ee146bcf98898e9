"""Compound files whose chains lead back to themselves are known before anything follows them."""

from __future__ import annotations

import struct

from mingzhang.readers.xls import READER
from mingzhang.readers.xls.compound import streams_of

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def entry(name: str, kind: int, child: int, first: int, size: int, left: int = FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded) + 2, kind, 1, left, FREE, child)
    return head + bytes(36) + struct.pack("<III", first, size, 0)


def compound(short_chain: list[int], left: int = FREE) -> bytes:
    """A file with one short stream `Workbook`; sectors: 0 table, 1 directory, 2 short table, 3 short data."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 2, 1, END, 0, 0)
    header += b"\xff" * (SECTOR - len(header))
    table = struct.pack("<4I", TABLE, END, END, END).ljust(SECTOR, b"\xff")
    directory = entry("Root Entry", 5, 1, 3, SECTOR) + entry("Workbook", 2, FREE, 0, 200, left)
    short = b"".join(struct.pack("<I", sector) for sector in short_chain).ljust(SECTOR, b"\xff")
    return header + table + directory.ljust(SECTOR, b"\0") + short + b"x" * SECTOR


def test_streams_are_named() -> None:
    assert streams_of(compound([1, 2, 3, END])) == ["Workbook"]


def test_sectors_of_one_byte_are_damage() -> None:
    whole = compound([1, 2, 3, END])
    assert streams_of(whole[:30] + b"\0\0" + whole[32:]) is None


def test_a_chain_that_leads_back_is_damage() -> None:
    assert streams_of(compound([1, 2, 0, END])) is None
    assert streams_of(compound([0])) is None


def test_a_directory_in_itself_is_damage() -> None:
    assert streams_of(compound([1, 2, 3, END], left=1)) is None


def test_noise_is_damage() -> None:
    assert streams_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)) is None
    assert not READER.sniffs(b"\xd0\xcf\x11\xe0" + bytes(100))
