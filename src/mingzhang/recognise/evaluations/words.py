"""Labels met by similarity: which role a damaged label plays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from weakref import WeakKeyDictionary

from mingzhang.kit.chinese import fold
from mingzhang.standard.forms import FormLabels
from mingzhang.standard.load import Standard

_PUNCTUATION = re.compile(r"[\s:：()（）、,，。./&·*\-—–_\[\]〔〕【】<>《》÷=]")


@cache
def bare(text: str) -> str:
    """The text without white space, brackets and punctuation, full-width folded."""
    return _PUNCTUATION.sub("", fold(text))


def edit_distance(one: str, other: str) -> int:
    """Insertions, deletions and replacements that turn one text into the other."""
    previous = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        current = [row]
        for column, against in enumerate(other, 1):
            cost = previous[column - 1] + (char != against)
            current.append(min(cost, previous[column] + 1, current[-1] + 1))
        previous = current
    return previous[-1]


@cache
def similarity(text: str, spelling: str) -> float:
    """1 − edit distance ÷ length of the longer one, both bare; 0 where too little is shared to matter."""
    one, other = bare(text), bare(spelling)
    longest = max(len(one), len(other))
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    shared = sum((Counter(one) & Counter(other)).values())
    if shared * 2 < longest:
        return 0.0
    return 1 - edit_distance(one, other) / longest


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

    def role(self, text: str, group: str, least: float | None = None) -> str | None:
        """The role in a group of labels (`head`, `level2`, …) that the text plays, or None."""
        role, share = self.closest(text, group)
        return role if share >= (self.labels.matching.label if least is None else least) else None

    def closest(self, text: str, group: str) -> tuple[str, float]:
        """The nearest role of a group and how near it is (0 to 1)."""
        key = (group, text)
        if key not in self._known:
            self._known[key] = self._find(text, getattr(self.labels, group))
        return self._known[key]

    def _find(self, text: str, roles: Mapping[str, Sequence[str]]) -> tuple[str, float]:
        best = ("", 0.0)
        if not 0 < len(bare(text)) <= self.labels.matching.longest_label:
            return best
        for role, spellings in roles.items():
            for spelling in spellings:
                share = similarity(text, spelling)
                if share > best[1]:
                    best = (role, share)
        return best

    def near(self, text: str, spellings: Sequence[str]) -> float:
        """How near the text is to any of the spellings (0 to 1)."""
        if not 0 < len(bare(text)) <= self.labels.matching.longest_label:
            return 0.0
        return max(similarity(text, spelling) for spelling in spellings)


_WORDS: WeakKeyDictionary[Standard, Words] = WeakKeyDictionary()


def words_of(standard: Standard) -> Words:
    """The standard's form labels, loaded once."""
    if standard not in _WORDS:
        _WORDS[standard] = Words(standard.form_labels)
    return _WORDS[standard]
