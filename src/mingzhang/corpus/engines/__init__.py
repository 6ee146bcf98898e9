"""What runs the check of a lake: each module here that has an `ENGINE` is one, found by being there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.manifest import StoredFile
from mingzhang.kit.language import Language


@dataclass(frozen=True, slots=True)
class Checked:
    """The new rows of `findings` and `checks` beside one file of `documents`."""

    file: StoredFile
    findings: pa.Table
    checks: pa.Table


class Engine(Protocol):
    """Checks whole documents with the one kernel (`corpus.checking.batch`), somewhere."""

    name: str

    def check(
        self, lake: Lake, files: Sequence[StoredFile], language: Language, jobs: int
    ) -> Iterator[Checked]:
        """Every document of these files of `documents`, file by file, in any order."""
        ...


def engines() -> dict[str, Engine]:
    """Every engine by its name."""
    found: dict[str, Engine] = {}
    for module in pkgutil.iter_modules(__path__):
        engine = getattr(importlib.import_module(f"{__name__}.{module.name}"), "ENGINE", None)
        if engine is not None:
            found[engine.name] = engine
    return found
