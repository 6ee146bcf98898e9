"""What a reader is: a folder below `readers` whose package has `READER`."""

from __future__ import annotations

from typing import Protocol

from mingzhang.document.model import Document


class Reader(Protocol):
    """Reads one format. Readers know nothing of statements: paragraphs and grids, with places.

    `priority`: readers are asked in rising order, so that the most specific formats come first and
    plain text last. A reader is run in a process of its own, with limits on time and memory, and tells
    each page that it begins with (`heartbeat.reached`); one that is Python throughout and has its own
    limits may say `in_process = True`.
    """

    name: str
    extensions: tuple[str, ...]
    priority: int

    def sniffs(self, data: bytes) -> bool:
        """Whether the content is of this format; must be quick and never raise."""
        ...

    def read(self, data: bytes, name: str) -> Document:
        """The document; raises UnreadableInput, and nothing else, where it cannot be read."""
        ...
