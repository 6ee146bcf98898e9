"""What in a text is personal: names of private persons, identity, telephone and account numbers.

The strings found never leave this package: findings quote the mask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from mingzhang.standard.review import Privacy

_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)"
)
_MOBILE = re.compile(r"(?<![\d.])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.])")
_LANDLINE = re.compile(r"(?<![\d.])(?:0\d{2,3}[-—－ ]\d{7,8}|[（(]0\d{2,3}[)）]\d{7,8})(?![\d.])")
_ACCOUNT = re.compile(r"(?<![\d.,])\d(?:[ -]?\d){14,20}(?![\d.,])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


@dataclass(frozen=True, slots=True)
class Personal:
    """Something personal: its kind (name, identity, mobile, landline, account) and its span in the text."""

    kind: str
    start: int
    end: int
    text: str

    @property
    def mask(self) -> str:
        """The mask: the first character of a name, the first three digits of a number."""
        keep = 1 if self.kind == "name" else 3
        return self.text[:keep] + "*" * max(2, len(self.text) - keep)


def personal_in(text: str, vocabulary: Privacy) -> list[Personal]:
    """Everything personal in a text, in order, without overlap."""
    found = [*_numbers(text, vocabulary), *_names(text, vocabulary)]
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[Personal] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def personal_strings(texts: Iterable[str], vocabulary: Privacy) -> dict[str, str]:
    """Personal strings of the texts and their masks, the longest first (for replacing)."""
    found = {item.text: item.mask for text in texts for item in personal_in(text, vocabulary)}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def valid_identity(number: str) -> bool:
    """Whether the check character of an 18-character identity number fits (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK[total % 11] == number[17].upper()


def _numbers(text: str, vocabulary: Privacy) -> Iterator[Personal]:
    for found in _IDENTITY.finditer(text):
        yield Personal("identity", found.start(), found.end(), found.group())
    for found in _MOBILE.finditer(text):
        yield Personal("mobile", found.start(), found.end(), found.group())
    for found in _LANDLINE.finditer(text):
        if not any(word in text[: found.start()][-12:] for word in vocabulary.office_telephone):
            yield Personal("landline", found.start(), found.end(), found.group())
    for found in _ACCOUNT.finditer(text):
        around = text[max(0, found.start() - 24) : found.start()]
        if any(word in around for word in vocabulary.account_words):
            yield Personal("account", found.start(), found.end(), found.group())


@lru_cache(maxsize=4)
def _patterns(vocabulary: Privacy) -> tuple[re.Pattern[str], ...]:
    """Surname and given name between words that only a person stands between."""
    surname = "(?:" + "|".join(sorted(vocabulary.surnames, key=len, reverse=True)) + ")"
    name = rf"(?P<name>{surname}[一-鿿]{{1,2}}?)"
    longest = rf"(?P<name>{surname}[一-鿿]{{1,2}})"
    before = "|".join(map(re.escape, vocabulary.before))
    after = "|".join(map(re.escape, vocabulary.after))
    person = "|".join(map(re.escape, vocabulary.after_person))
    place = "(?:" + "|".join(vocabulary.place_endings) + ")"
    title = "|".join(map(re.escape, vocabulary.titles_after))
    return (
        re.compile(rf"(?:{before}){name}(?={after}|{title}|[，。；、：,（(]|的|等|、|\d|$)"),
        re.compile(rf"{place}{name}(?={after})"),
        re.compile(rf"(?:^|[，。；、：,“（(\s]){longest}(?={title})"),
        re.compile(rf"(?:^|[，。；、：,“（(\s]){name}(?={person})"),
    )


def _names(text: str, vocabulary: Privacy) -> Iterator[Personal]:
    seen: set[str] = set()
    for pattern in _patterns(vocabulary):
        for found in pattern.finditer(text):
            name = found.group("name")
            if _is_name(name, vocabulary):
                seen.add(name)
    for name in sorted(seen, key=len, reverse=True):
        for found in re.finditer(re.escape(name), text):
            yield Personal("name", found.start(), found.end(), name)


def _is_name(name: str, vocabulary: Privacy) -> bool:
    if any(word in name for word in vocabulary.never):
        return False
    return not any(char in vocabulary.never_given for char in name[1:])
