"""Progress for long work: shown on a terminal, silent when standard error is not one."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def progress(items: Iterable[Item], total: int, label: str) -> Iterator[Item]:
    """Pass `items` on; after half a second show a counter line on an interactive standard error."""
    if not sys.stderr.isatty():
        yield from items
        return
    begin = time.monotonic()
    shown = False
    for done, item in enumerate(items):
        if time.monotonic() - begin > 0.5:
            print(f"\r{label} {done}/{total}", end="", file=sys.stderr, flush=True)
            shown = True
        yield item
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
