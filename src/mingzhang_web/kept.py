"""What a process has worked out and need not work out again: the newest few, each made once."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from django.conf import settings

Value = TypeVar("Value")
_everything: list[Kept] = []


class _Place(Generic[Value]):
    def __init__(self) -> None:
        self.making = threading.Lock()
        self.made: list[Value] = []


class Kept(Generic[Value]):
    """The `most` values asked for last. A key must name all that its value follows from: nothing is ever
    taken back. Values are shared by threads: they are read, never changed."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._places: OrderedDict[Hashable, _Place[Value]] = OrderedDict()
        self._guard = threading.Lock()
        _everything.append(self)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of `key`. Who asks while another makes it waits; a failure is not kept."""
        with self._guard:
            place = self._places.get(key)
            if place is None:
                place = self._places[key] = _Place()
            self._places.move_to_end(key)
            while len(self._places) > self._most:
                self._places.popitem(last=False)
        if not place.made:
            with place.making:
                if not place.made:
                    self._make(key, place, make)
        return place.made[0]

    def _make(self, key: Hashable, place: _Place[Value], make: Callable[[], Value]) -> None:
        try:
            place.made.append(make())
        finally:
            with self._guard:
                if not place.made and self._places.get(key) is place:
                    del self._places[key]

    def clear(self) -> None:
        """Keeps nothing."""
        with self._guard:
            self._places.clear()


class Lately(Generic[Value]):
    """A value that is asked for at most once in `settings.LATELY` seconds and process."""

    def __init__(self, ask: Callable[[], Value]) -> None:
        self._ask = ask
        self._found: tuple[float, Value] | None = None

    def get(self) -> Value:
        """The value, so much old at most."""
        found, now = self._found, time.monotonic()
        if found is None or now - found[0] >= settings.LATELY:
            found = self._found = (now, self._ask())
        return found[1]

    def forget(self) -> None:
        """The next one is asked for."""
        self._found = None


def clear_all() -> None:
    """Keeps nothing at all: for tests, whose database goes back to what it was."""
    for kept in _everything:
        kept.clear()
