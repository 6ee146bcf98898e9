"""Proving that nobody did anything to the trail but add to it."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang_web.trail.models import START, Entry

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """`entries`: how many were looked at. `broken`: the first that does not follow from the one before it,
    or None. `last`: the hash of the last; whoever keeps it elsewhere can later show that the end was not cut
    off. `seen`: whether the hash that was asked for is in the chain (None: none was asked for)."""

    entries: int
    last: str
    broken: Entry | None = None
    seen: bool | None = None

    @property
    def whole(self) -> bool:
        """Whether the chain holds, and holds what was asked for."""
        return self.broken is None and self.seen is not False


def verify(wanted: str | None = None) -> Verdict:
    """Follows the chain from its start. `wanted`: the hash of an entry that must be in it."""
    previous, count, seen = START, 0, False
    for entry in Entry.objects.order_by("pk").iterator(chunk_size=CHUNK):
        if entry.previous != previous or entry.hash != entry.computed_hash():
            return Verdict(count, previous, broken=entry)
        previous = entry.hash
        seen = seen or previous == wanted
        count += 1
    return Verdict(count, previous, seen=seen if wanted is not None else None)


def first_broken() -> int | None:
    """The number of the first entry that does not follow from the one before it, or None: all whole."""
    broken = verify().broken
    return None if broken is None else int(broken.pk)
