"""What writers take: a disclosure with its standard, the paper it makes and the charts they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from mingzhang.document.paper import Paper
from mingzhang.facts.changes import Changes
from mingzhang.facts.model import Disclosure
from mingzhang.identities.instances import Instance, instances
from mingzhang.present.disclosure import present
from mingzhang.standard.load import Standard
from mingzhang.writers.charts.charts import Charts
from mingzhang.writers.corrections import corrections_part

FIXED_TIME = datetime(1980, 1, 1, tzinfo=UTC)
"""Where no time is given: the earliest that a zip archive can hold."""


@dataclass(frozen=True)
class Download:
    """A file beside the web page, for its list of downloads. `path` is relative to the publication."""

    path: str
    title: str


@dataclass(frozen=True)
class Publication:
    """One disclosure to publish.

    `stamp` is a text shown on every page and in every file (published with errors), or None;
    `made_on` the time that files carry (`SOURCE_DATE_EPOCH`), never the clock's.
    """

    disclosure: Disclosure
    standard: Standard
    stamp: str | None = None
    made_on: datetime = FIXED_TIME
    downloads: list[Download] = field(default_factory=list)
    changes: Changes | None = None
    """What this publication corrects of the one before; told in a part of the paper."""

    @cached_property
    def paper(self) -> Paper:
        """The disclosure as a paper, laid out once for Word, PDF and web."""
        paper = present(self.disclosure, self.standard)
        if self.changes is not None:
            paper.parts.append(corrections_part(self.changes, self.standard))
        return paper

    @cached_property
    def identities(self) -> list[Instance]:
        """The identities over its cells, found once for the workbook and for XBRL."""
        return instances(self.disclosure, self.standard)

    @cached_property
    def charts(self) -> Charts:
        """The charts, each drawn when first asked for and then kept."""
        return Charts(self.disclosure, self.standard)
