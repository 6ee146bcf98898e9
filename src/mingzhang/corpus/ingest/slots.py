"""The files of a run, each in its place of the order."""

from __future__ import annotations

import hashlib
from concurrent.futures import Future
from dataclasses import dataclass

from mingzhang.corpus.ingest.messages import Answer
from mingzhang.kit.language import Text


@dataclass(slots=True)
class Slot:
    """One file in its place. Exactly one of: `answer` to come, `refusal`, or known already."""

    path: str
    document: str
    size: int | None = None
    answer: Future[Answer] | None = None
    refusal: Text | None = None


def unopened(path: str) -> str:
    """The name of a row about a file that has no bytes to be named by."""
    return hashlib.sha256(b"path\0" + path.encode("utf-8", "surrogateescape")).hexdigest()
