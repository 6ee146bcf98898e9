"""What numbers are said of, and the words that name it in one part of a document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from mingzhang.claims.cues import any_of
from mingzhang.facts.model import ClaimCell
from mingzhang.recognise.claims.cells import cell_of
from mingzhang.standard.wording import Term

_ALIKE = 0.8
"""Two phrases at least this alike (difflib ratio) are one, printed with a slip."""
_SHORTEST_ALIKE = 5
_BARE = ("支出", "收入")
_ACCOUNTS = "决算"
"""`支出决算` after a subject is the subject's actual amount, not the section's own total."""


@dataclass(frozen=True, slots=True)
class Item:
    """A subject of numbers: the cells of its actual amount, its budget and its counts.

    All None: the words name something that no cell holds, and numbers said of it stay unresolved.
    """

    words: str
    amount: ClaimCell | None = None
    budget: ClaimCell | None = None
    counts: Mapping[str, ClaimCell] = field(default_factory=dict)
    share_of: ClaimCell | None = None

    @property
    def key(self) -> str:
        """The same for mentions of the same cells."""
        return repr((self.amount, self.budget, self.counts)) if self.amount or self.counts else self.words


def item_of(term: Term, word: str, printed: Collection[str]) -> Item:
    """The term as an item, named by the word that was found. `printed`: addresses that hold money."""
    amount = term.amount
    if term.parts:
        filled = [part for part in term.parts if part in printed] or term.parts[:1]
        amount = filled[0] if len(filled) == 1 else term.amount
    counts = {unit: cell for unit, name in term.counts.items() if (cell := cell_of(name)) is not None}
    return Item(word, cell_of(amount), cell_of(term.budget), counts, cell_of(term.share_of))


@dataclass(frozen=True, slots=True)
class Mention:
    """An item named at [start, end)."""

    start: int
    end: int
    item: Item


class Lexicon:
    """The words of one context. Where two lists have the same word, the earlier list wins."""

    def __init__(self, lists: Iterable[Mapping[str, Item]], telling: Collection[str] = ()) -> None:
        self._items: dict[str, Item] = {}
        self._telling = telling
        for items in lists:
            for word, item in items.items():
                self._items.setdefault(word, item)
        self._pattern = re.compile(any_of(list(self._items))) if self._items else None
        self.with_digits = [word for word in self._items if any(char.isdigit() for char in word)]

    def mentions(self, text: str) -> list[Mention]:
        """Every item named in `text`, in order, the longest word at each place."""
        if self._pattern is None:
            return []
        return [
            Mention(match.start(), match.end(), self._items[match.group()])
            for match in self._pattern.finditer(text)
            if not (match.group() in _BARE and text.startswith(_ACCOUNTS, match.end()))
        ]

    def alike(self, phrase: str) -> Item | None:
        """The one item whose word differs from `phrase` by a slip, or None."""
        if len(phrase) < _SHORTEST_ALIKE:
            return None
        best: dict[str, tuple[float, Item]] = {}
        for word, item in self._items.items():
            if abs(len(word) - len(phrase)) > len(phrase) // 3 or self._told_apart(word, phrase):
                continue
            ratio = SequenceMatcher(None, word, phrase).ratio()
            if ratio >= _ALIKE and ratio > best.get(item.key, (0.0, item))[0]:
                best[item.key] = (ratio, item)
        ranked = sorted(best.values(), key=lambda entry: -entry[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.05):
            return None
        return ranked[0][1]

    def _told_apart(self, one: str, other: str) -> bool:
        """Whether one has a telling word that the other lacks: 支出合计 is no slip of 支出总计."""
        return any((word in one) != (word in other) for word in self._telling)


def items_of(terms: Iterable[Term], printed: Collection[str]) -> dict[str, Item]:
    """Word → item of every term; the first term with a word wins."""
    items: dict[str, Item] = {}
    for term in terms:
        for word in term.words:
            items.setdefault(word, item_of(term, word, printed))
    return items
