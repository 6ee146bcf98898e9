"""What a process keeps: made once, by one of those who ask for it; a failure is not kept."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from mingzhang_web.kept import Kept, Lately


def test_made_once_however_many_ask() -> None:
    kept: Kept[int] = Kept(2)
    made, together = [], threading.Barrier(8)

    def make() -> int:
        made.append(1)
        return 7

    def ask(_: int) -> int:
        together.wait()
        return kept.get("a", make)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [7] * 8
    assert made == [1]


def test_a_failure_is_not_kept_and_takes_no_place() -> None:
    kept: Kept[str] = Kept(1)
    assert kept.get("a", lambda: "first") == "first"

    def broken() -> str:
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            kept.get("b", broken)
    assert kept.get("b", lambda: "second") == "second"


def test_the_oldest_goes() -> None:
    kept: Kept[str] = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda: "once")
    assert kept.get("a", lambda: "again") == "once"
    assert kept.get("b", lambda: "again") == "again"


def test_lately(settings: Any) -> None:
    asked = iter(range(9))
    lately = Lately(lambda: next(asked))
    settings.LATELY = 3600.0
    assert [lately.get(), lately.get()] == [0, 0]
    lately.forget()
    assert lately.get() == 1
    settings.LATELY = 0.0
    assert [lately.get(), lately.get()] == [2, 3]
