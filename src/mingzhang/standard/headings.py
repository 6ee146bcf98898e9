"""The wording that documents are recognised by: part titles, section headings, labels."""

from __future__ import annotations

from pathlib import Path

from mingzhang.standard.data import Data, read_yaml


class Heading(Data, kw_only=True):
    """A part, section or topic with its spellings. `starts` and `contains` describe a heading by
    its beginning and by a word that it must hold, where it varies too much to be listed."""

    id: str
    titles: list[str] = []
    starts: list[str] = []
    contains: str | None = None
    children: list[Heading] = []


class ScopeWords(Data, kw_only=True):
    """Words on the cover that tell a department's disclosure from a unit's."""

    scope: str
    words: list[str]


class StaffWords(Data, kw_only=True):
    """Words for a staff category of `staff.csv` (or `total`)."""

    category: str
    words: list[str]


class ColumnWords(Data, kw_only=True):
    """Header cells and row labels that are not figures."""

    code: list[str]
    label: list[str]
    line: list[str]
    number_row: list[str]
    total_row: list[str]


class Headings(Data, kw_only=True):
    """Everything in `wording/headings.yaml`. `traditional`: pairs of a traditional character and its
    simplified form, one pair after the other."""

    source: str
    traditional: str
    contents: list[str]
    parts: list[Heading]
    profile: list[Heading]
    sections: list[Heading]
    scopes: list[ScopeWords]
    unit_labels: list[str]
    no_data: list[str]
    not_applicable: list[str]
    columns: ColumnWords
    staff: list[StaffWords]
    section_words: list[str]
    impersonal_authors: list[str]


def read_headings(folder: Path) -> Headings:
    """The headings of the standard whose wording lies in `folder`."""
    return read_yaml(folder / "headings.yaml", Headings)
