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


@dataclass(frozen=True, slots=True)
class NotRunColumns:
    """What did not run, one entry a document and reason: parallel arrays, ordered by document.

    `reason` counts in `reasons`, `source` in `sources` (−1: no place is known).
    """

    document: NDArray[np.int64]
    reason: NDArray[np.int64]
    count: NDArray[np.int64]
    source: NDArray[np.int64]
    reasons: list[Text]
    sources: list[Source]


class Outcome:
    """The answer of one rule over one or more documents (counts are per document)."""

    def __init__(self, documents: int = 1) -> None:
        self.held: NDArray[np.int64] = np.zeros(documents, dtype=np.int64)
        self.rounding: NDArray[np.int64] = np.zeros(documents, dtype=np.int64)
        self.breaches: list[Breach] = []
        self._missing: list[tuple[Text, Source | None, NDArray[np.int64], NDArray[np.int64]]] = []

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
        self._missing.append((Text(zh, en), source, np.asarray([document]), np.ones(1, dtype=np.int64)))

    def miss_each(self, documents: NDArray[np.int64], zh: str, en: str) -> None:
        """One instance without operands for each entry (document indices), kept as one count a document."""
        if len(documents):
            counts = np.bincount(documents, minlength=len(self.held))
            found = np.flatnonzero(counts)
            self._missing.append((Text(zh, en), None, found, counts[found]))

    def take(self, part: Outcome, documents: NDArray[np.int64]) -> None:
        """Adds the answer for some of the documents: those at these positions."""
        self.held[documents] += part.held
        self.rounding[documents] += part.rounding
        for breach in part.breaches:
            breach.document = int(documents[breach.document])
            self.breaches.append(breach)
        self._missing += [(why, source, documents[of], count) for why, source, of, count in part._missing]

    def not_run(self) -> NotRunColumns:
        """What did not run, by document and reason; the place is that of the first."""
        reasons: dict[str, int] = {}
        texts: list[Text] = []
        sources: list[Source] = []
        parts: list[tuple[NDArray[np.int64], NDArray[np.int64], int, int]] = []
        for why, source, documents, counts in self._missing:
            if why.zh not in reasons:
                reasons[why.zh] = len(texts)
                texts.append(why)
            parts.append((documents, counts, reasons[why.zh], -1 if source is None else len(sources)))
            sources += [] if source is None else [source]
        if not parts:
            nothing = np.empty(0, dtype=np.int64)
            return NotRunColumns(nothing, nothing, nothing, nothing, [], [])
        sizes = [len(documents) for documents, _, _, _ in parts]
        document = np.concatenate([documents for documents, _, _, _ in parts])
        reason = np.repeat([part[2] for part in parts], sizes)
        source_of = np.repeat([part[3] for part in parts], sizes)
        _, first, group = np.unique(document * len(texts) + reason, return_index=True, return_inverse=True)
        count = np.zeros(len(first), dtype=np.int64)
        np.add.at(count, group, np.concatenate([counts for _, counts, _, _ in parts]))
        order = np.lexsort((first, document[first]))
        chosen = first[order]
        return NotRunColumns(
            document[chosen], reason[chosen], count[order], source_of[chosen], texts, sources
        )
