"""The vocabulary of a review of texts: leftovers of templates, personal data, what a disclosure contains."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from mingzhang.kit.severity import Severity
from mingzhang.standard.data import Bilingual, Data, broken, read_yaml


class Leftover(Data, kw_only=True):
    """One kind of template leftover: a regular expression and what it is."""

    pattern: str
    name: Bilingual
    severity: Severity | None = None
    areas: tuple[str, ...] = ("explanation", "evaluation", "glossary", "profile", "statement")
    source: str


class Leftovers(Data, kw_only=True, dict=True):
    """Leftovers of templates and foreign fragments."""

    leftovers: list[Leftover]
    foreign_words: list[str]
    """Words of another language that stand alone only where a machine left them."""

    @cached_property
    def compiled(self) -> list[tuple[re.Pattern[str], Leftover]]:
        """The patterns, compiled."""
        return [(re.compile(item.pattern), item) for item in self.leftovers]


class Privacy(Data, kw_only=True, eq=False):
    """Words between which only a person's name stands, and words about accounts and secrets."""

    source: str
    surnames: tuple[str, ...]
    before: tuple[str, ...]
    """Words right before a private person's name."""
    after: tuple[str, ...]
    """Words right after a name where a place or a word of `before` stands in front of it."""
    after_person: tuple[str, ...]
    """Words right after a name at the beginning of a clause that follow nothing but a person."""
    titles_after: tuple[str, ...]
    """Forms of address that follow a private person's name."""
    place_endings: tuple[str, ...]
    never: tuple[str, ...]
    """Words that look like a name and are none."""
    never_given: tuple[str, ...]
    """Characters that no given name holds here: the last ones of offices, places, things."""
    account_words: tuple[str, ...]
    office_telephone: tuple[str, ...]
    secrecy: tuple[str, ...]
    """Regular expressions of secrecy marks."""


class ContentItem(Data, kw_only=True):
    """One thing a disclosure must say. `words`: one of these regular expressions is found."""

    id: str
    name: Bilingual
    words: list[str]
    within: list[str] = []
    """Asked only if one of these is found in the explanation (the item's own section)."""
    severity: Severity | None = None
    variants: list[str] = []
    """Only these variants ask for it; empty: all."""
    source: str


class Contents(Data, kw_only=True):
    """What the explanation must contain, and the words for having none."""

    sections: list[ContentItem]
    items: list[ContentItem]
    none_sentences: list[str]
    """Regular expressions of the sentence that a table has no data."""
    statement_sections: dict[str, list[str]]
    """Statement → words of the title of the section that explains it."""
    reason_words: list[str]
    comparison: str
    """Regular expression of a stated change against last year."""


class Review:
    """The three files of vocabulary, each read when first used."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "wording"

    @cached_property
    def leftovers(self) -> Leftovers:
        """`wording/leftovers.yaml`."""
        path = self._folder / "leftovers.yaml"
        data = read_yaml(path, Leftovers)
        _compile(path, *(item.pattern for item in data.leftovers))
        return data

    @cached_property
    def privacy(self) -> Privacy:
        """`wording/privacy.yaml`."""
        path = self._folder / "privacy.yaml"
        data = read_yaml(path, Privacy)
        _compile(path, *data.secrecy)
        return data

    @cached_property
    def contents(self) -> Contents:
        """`wording/structure.yaml`."""
        path = self._folder / "structure.yaml"
        data = read_yaml(path, Contents)
        words = [word for item in [*data.sections, *data.items] for word in item.words + item.within]
        _compile(path, data.comparison, *data.none_sentences, *data.reason_words, *words)
        return data


def _compile(path: Path, *patterns: str) -> None:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise broken(path, f"the regular expression {pattern!r}: {error}") from None
