"""Files of others in a process of their own: what it gives, and how each way of going wrong ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from tests.unit.readers.misbehaving import Misbehaving

from mingzhang.kit.errors import MissingPart, UnreadableInput
from mingzhang.readers import isolated
from mingzhang.readers.isolated import Limits, read_isolated

MIB = 1024 * 1024


@pytest.fixture(autouse=True)
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    isolated._end_all()
    monkeypatch.setattr(isolated, "COMMAND", [sys.executable, "-m", "tests.unit.readers.misbehaving"])
    yield
    isolated._end_all()


def read(deed: str, *, seconds: float = 60.0, memory: int = 500 * MIB) -> object:
    return read_isolated("misbehaving", deed.encode(), "某局.pdf", Limits(seconds, memory))


def test_a_document_comes_back_whole() -> None:
    assert read("") == Misbehaving().read(b"", "某局.pdf")


def test_what_a_library_prints_disturbs_nothing() -> None:
    assert read("noise") == Misbehaving().read(b"", "某局.pdf")


def test_one_process_reads_many_files() -> None:
    read("")
    first = isolated._idle[0]
    read("")
    assert isolated._idle == [first]


@pytest.mark.parametrize(
    ("deed", "line", "english"),
    [
        ("hang", "第1页读了 2 秒还没有读完，已停止", "page 1 took over 2 s"),
        ("crash", "第1页使解析程序崩溃", "page 1 crashed the parser"),
        ("refuse", "某局.pdf：不行。", "no."),
        ("break", "按 misbehaving 格式读取时出错（KeyError: 'slip'）", "KeyError"),
    ],
)
def test_what_goes_wrong_is_one_line(deed: str, line: str, english: str) -> None:
    read("")  # a process that stands ready: its start is not counted
    with pytest.raises(UnreadableInput) as raised:
        read(deed, seconds=2.0 if deed == "hang" else 60.0)
    assert line in raised.value.message.zh
    assert english in raised.value.message.en
    assert "\n" not in raised.value.message.zh
    assert read("") is not None, "and the next file is read"


def test_memory_is_limited() -> None:
    with pytest.raises(UnreadableInput, match="内存超过上限"):
        read("eat", memory=200 * MIB)


def test_time_is_counted_by_the_page() -> None:
    read("")
    assert read("slow", seconds=3.0) is not None, "eight pages of 0.5 s take longer than a page may"


def test_a_missing_part_stays_a_missing_part() -> None:
    with pytest.raises(MissingPart, match="没有安装"):
        read("miss")
