"""What a run is told, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingzhang.corpus.ingest.messages import DEFAULT_LIMITS, Limits
from mingzhang.kit.language import Language

COMMIT_EVERY = 500
"""Files of one commit, where time does not ask for one earlier."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run works. `jobs`: processes. `retry`: read again what could not be read before.

    `commit_every`: files after which what was read is committed, if it is not long ago anyway.
    """

    jobs: int = 1
    limits: Limits = DEFAULT_LIMITS
    language: Language = "zh"
    year: int | None = None
    variant: str | None = None
    retry: bool = False
    commit_every: int = COMMIT_EVERY


@dataclass(slots=True)
class Counts:
    """What became of the files of a run. `failed`: path and reason of each, in order."""

    read: int = 0
    seen: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Files that are dealt with."""
        return self.read + self.seen + len(self.failed)
