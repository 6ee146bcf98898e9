"""Labels met by similarity: which role a damaged label plays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

from mingzhang.kit.chinese import fold
from mingzhang.kit.distance import edit_distance
from mingzhang.standard.forms import FormLabels
from mingzhang.standard.load import Standard

_PUNCTUATION = re.compile(r"[\s:：()（）、,，。./&·*\-—–_\[\]〔〕【】<>《》÷=]")


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """The text without white space, brackets and punctuation, full-width folded."""
    return _PUNCTUATION.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling made ready for comparing: bare, with the set of its characters."""

    role: str
    text: str
    characters: frozenset[str]

    @classmethod
    def of(cls, spelling: str, role: str = "") -> Spelling:
        """The spelling of a role."""
        plain = bare(spelling)
        return cls(role, plain, frozenset(plain))

    def nearness(self, plain: str) -> float:
        """1 − edit distance ÷ length of the longer text; 0 where less than half can agree."""
        if plain == self.text:
            return 1.0
        longest = max(len(plain), len(self.text))
        if sum(char in self.characters for char in plain) * 2 < longest:
            return 0.0
        return 1 - edit_distance(plain, self.text) / longest


def similarity(text: str, spelling: str) -> float:
    """How near two texts are, both bare (0 to 1)."""
    plain = bare(text)
    return Spelling.of(spelling).nearness(plain) if plain else 0.0


class Words:
    """The form labels of a standard, asked by text. Answers are kept: the same labels come again."""

    def __init__(self, labels: FormLabels) -> None:
        self.labels = labels
        self.remnants = re.compile(labels.remnants)
        self.year_line = re.compile(labels.year_line)
        self.footnote_start = re.compile(labels.footnote_start)
        self.footnote_item = re.compile(labels.footnote_item)
        self.code_and_name = re.compile(labels.code_and_name)
        self._known: dict[tuple[str, str], tuple[str, float]] = {}
        self._spellings: dict[str, tuple[Spelling, ...]] = {}

    def role(self, text: str, group: str, least: float | None = None) -> str | None:
        """The role in a group of labels (`head`, `level2`, …) that the text plays, or None."""
        role, share = self.closest(text, group)
        return role if share >= (self.labels.matching.label if least is None else least) else None

    def near(self, text: str, group: str, role: str = "") -> float:
        """How near the text is to any spelling of a group, or of one of its roles (0 to 1)."""
        if not role:
            return self.closest(text, group)[1]
        plain = self._plain(text)
        own = (spelling for spelling in self.spellings(group) if spelling.role == role)
        return max((spelling.nearness(plain) for spelling in own), default=0.0) if plain else 0.0

    def closest(self, text: str, group: str) -> tuple[str, float]:
        """The nearest role of a group and how near it is (0 to 1)."""
        key = (group, text)
        if key not in self._known:
            self._known[key] = self._find(self._plain(text), group)
        return self._known[key]

    def spellings(self, group: str) -> tuple[Spelling, ...]:
        """Every spelling of a group; a group without roles is one role, the empty one."""
        if group not in self._spellings:
            roles: Mapping[str, list[str]] | list[str] = getattr(self.labels, group)
            named = roles if isinstance(roles, Mapping) else {"": roles}
            every = [Spelling.of(text, role) for role, texts in named.items() for text in texts]
            self._spellings[group] = tuple(every)
        return self._spellings[group]

    def _plain(self, text: str) -> str:
        """The bare text if it is short enough for a label, else nothing."""
        if len(text) > 3 * self.labels.matching.longest_label:
            return ""
        plain = bare(text)
        return plain if len(plain) <= self.labels.matching.longest_label else ""

    def _find(self, plain: str, group: str) -> tuple[str, float]:
        best = ("", 0.0)
        if plain:
            for spelling in self.spellings(group):
                share = spelling.nearness(plain)
                if share > best[1]:
                    best = (spelling.role, share)
        return best


_WORDS: WeakKeyDictionary[Standard, Words] = WeakKeyDictionary()


def words_of(standard: Standard) -> Words:
    """The standard's form labels, loaded once."""
    if standard not in _WORDS:
        _WORDS[standard] = Words(standard.form_labels)
    return _WORDS[standard]
