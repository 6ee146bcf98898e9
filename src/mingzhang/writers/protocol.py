"""What a writer is: a folder below `writers` whose package has `WRITER`."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from mingzhang.writers.publication import Publication


class Writer(Protocol):
    """Writes one format. Writers know nothing of the files that were read.

    The same publication gives the same bytes: times come from `publication.made_on`, never the clock.
    """

    name: str
    """`docx`, `pdf`, `html`, `xlsx`, `json`, `datapackage`, `xbrl`."""

    def write(self, publication: Publication, folder: Path) -> list[Path]:
        """Writes below `folder`, which is there, and gives the files written, in a fixed order."""
        ...
