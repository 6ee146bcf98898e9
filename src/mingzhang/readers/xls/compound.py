"""The directory of a compound file (OLE), checked before xlrd walks it: chains of sectors that lead back to
themselves are followed by it without end."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from typing import Any

from xlrd.compdoc import CompDoc, CompDocError

_STREAM = 2


def streams_of(data: bytes) -> list[str] | None:
    """The names of the streams in the file itself (not of those embedded), or None where it is damaged."""
    try:
        parts: Any = CompDoc(data, logfile=io.StringIO())
        entries = [parts.dirlist[at] for at in parts.dirlist[0].children]
        streams = [entry for entry in entries if entry.etype == _STREAM]
        short = [entry.first_SID for entry in streams if 0 <= entry.tot_size < parts.min_size_std_stream]
        if not all(_ends(parts.SSAT, first) for first in short):
            return None
        return [entry.name for entry in streams]
    except (CompDocError, AssertionError, ArithmeticError, LookupError, ValueError, TypeError):
        return None
    except (RecursionError, struct.error):
        return None


def _ends(table: Sequence[int], first: int) -> bool:
    """Whether the chain from `first` ends: it has no more sectors than there are."""
    sector = first
    for _ in range(len(table) + 1):
        if sector < 0 or sector >= len(table):
            return True
        sector = table[sector]
    return False
