"""What a rule answers: how often it held, what only rounding explains, what is broken, what did not run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Source
from mingzhang.kit.language import Text
from mingzhang.kit.severity import Severity


@dataclass(slots=True)
class Breach:
    """One broken instance of a rule. `values` fill the places of the rule's message."""

    values: Mapping[str, str | Text] = field(default_factory=dict)
    facts: list[FindingFact] = field(default_factory=list)
    printed: str | None = None
    expected: str | None = None
    difference: str | None = None
    source: Source | None = None
    """Where to look first; the first fact's place if None."""
    arithmetic: str | Text | None = None
    severity: Severity | None = None
    """Overrules the rule's severity for this instance."""
    document: int = 0


@dataclass(slots=True)
class Missing:
    """Operands without which the rule could not run, and why."""

    why: Text
    source: Source | None = None
    document: int = 0
    count: int = 1


class Outcome:
    """The answer of one rule over one or more documents (counts are per document)."""

    def __init__(self, documents: int = 1) -> None:
        self.held: NDArray[np.int64] = np.zeros(documents, dtype=np.int64)
        self.rounding: NDArray[np.int64] = np.zeros(documents, dtype=np.int64)
        self.breaches: list[Breach] = []
        self.missing: list[Missing] = []

    def hold(self, count: int = 1, document: int = 0) -> None:
        """`count` instances held exactly."""
        self.held[document] += count

    def round(self, count: int = 1, document: int = 0) -> None:
        """`count` instances differ by what rounding explains."""
        self.rounding[document] += count

    def hold_each(self, documents: NDArray[np.int64]) -> None:
        """One held instance for each entry (document indices)."""
        self.held += np.bincount(documents, minlength=len(self.held))

    def round_each(self, documents: NDArray[np.int64]) -> None:
        """One instance explained by rounding for each entry (document indices)."""
        self.rounding += np.bincount(documents, minlength=len(self.rounding))

    def breach(self, breach: Breach) -> None:
        """A broken instance."""
        self.breaches.append(breach)

    def miss(self, zh: str, en: str, source: Source | None = None, document: int = 0) -> None:
        """An instance whose operands are missing."""
        self.missing.append(Missing(Text(zh, en), source, document))

    def miss_each(self, documents: NDArray[np.int64], zh: str, en: str) -> None:
        """One instance without operands for each entry (document indices), kept as one count a document."""
        found, counts = np.unique(documents, return_counts=True)
        for document, count in zip(found.tolist(), counts.tolist(), strict=True):
            self.missing.append(Missing(Text(zh, en), None, document, count))
