"""How alike two texts are: shared character n-grams, edit distance, repetition."""

from __future__ import annotations

import re
from collections import Counter

_NOT_WORDS = re.compile(r"[\s，。；：、！？,.;:!?“”\"'‘’（）()《》〔〕\[\]【】—\-·…]+")


def bare(text: str) -> str:
    """The text without white space and punctuation."""
    return _NOT_WORDS.sub("", text)


def grams(text: str, size: int = 3) -> frozenset[str]:
    """The distinct runs of `size` characters of the bare text."""
    plain = bare(text)
    return frozenset(plain[start : start + size] for start in range(len(plain) - size + 1))


def containment(part: frozenset[str], whole: frozenset[str]) -> float:
    """The share of the n-grams of `part` that `whole` has, 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


def likeness(one: str, other: str, size: int = 2) -> float:
    """Dice's coefficient of the n-grams of two texts, 0 to 1."""
    left, right = grams(one, size), grams(other, size)
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else float(bare(one) == bare(other))


def repeated_share(text: str, size: int = 3) -> tuple[float, str, int]:
    """The share of a text that its most frequent n-gram covers, that n-gram and how often it occurs."""
    plain = bare(text)
    if len(plain) < size * 8:
        return 0.0, "", 0
    counts = Counter(plain[start : start + size] for start in range(len(plain) - size + 1))
    gram, count = counts.most_common(1)[0]
    return count * size / len(plain), gram, count
