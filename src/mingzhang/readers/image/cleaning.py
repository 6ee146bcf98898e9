"""A scanned page made level and clean: specks off, skew out, ruling lines found and taken away."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mingzhang.readers.image.engine import Picture
from mingzhang.readers.rule_lines import Rule

_SPECK = 3
_SPECKS = 3_000
"""Specks of so few pixels on a page from which on it is noisy."""
_WIDEST = 5.0
"""Degrees of skew that are looked for."""
_LEVEL = 0.08
_SHORTEST = 20.0
"""Points: a shorter stroke may belong to a character of the title."""
_ROW = 45.0
"""Points: the border of a row is at least so long."""
_THICKEST = 4.0
_REACH = 4.0
"""Points by which a border may miss the line that it ends on."""
_PAPER = 255


@dataclass(slots=True)
class CleanPage:
    """A grey picture, level, without ruling lines; the lines in points; the turn to the picture as given."""

    picture: Picture
    rules: list[Rule]
    back: cv2.typing.MatLike
    """2 × 3 matrix: a point of this picture → the same point of the picture as given, in pixels."""


def cleaned(grey: Picture, points: float) -> CleanPage:
    """The page of a grey picture; `points` is the size of a pixel in points."""
    grey = _without_specks(grey)
    angle = skew_of(grey)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    if abs(angle) >= _LEVEL:
        grey = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=_PAPER)
    else:
        turn = cv2.getRotationMatrix2D((0, 0), 0.0, 1.0)
    ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    rules: list[Rule] = []
    borders = np.zeros_like(grey)
    for level in (True, False):
        mask = _lines(ink, level, max(int(_SHORTEST / points), 20))
        found = _rules_in(mask, level, points)
        kept = {at: rule for at, rule in found.items() if level or _ends_on_lines(rule, rules)}
        rules += kept.values()
        labels = cv2.connectedComponents(mask, connectivity=8)[1]
        borders[np.isin(labels, list(kept))] = 1
    grey = grey.copy()
    grey[cv2.dilate(borders, np.ones((3, 3), np.uint8)) > 0] = _PAPER
    return CleanPage(grey, rules, cv2.invertAffineTransform(turn))


def _ends_on_lines(rule: Rule, rules: list[Rule]) -> bool:
    """Whether an upright stroke begins and ends on level lines, as the borders of cells do."""
    return all(
        any(
            other.level
            and abs(other.at - end) <= _REACH
            and other.begin - _REACH <= rule.at <= other.end + _REACH
            for other in rules
        )
        for end in (rule.begin, rule.end)
    )


def _without_specks(grey: Picture) -> Picture:
    """The picture without specks where there are many: salt and pepper, and the dots of a fax."""
    ink = (grey < 128).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] <= _SPECK
    small[0] = False
    if count < _SPECKS or small.sum() < _SPECKS:
        return grey
    clean = grey.copy()
    clean[small[labels]] = _PAPER
    # White specks in strokes: filled from their neighbours where all around is dark.
    filled: Picture = cv2.medianBlur(clean, 3)
    white = (clean > 200) & (filled < 128)
    clean[white] = filled[white]
    return clean


def skew_of(grey: Picture) -> float:
    """Degrees by which the picture must be turned (anticlockwise) to be level; 0 where nothing tells.

    The turn under which the rows of ink differ most from one another, found coarsely and then finely.
    """
    scale = 800 / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.threshold(small, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1].astype(np.float32)
    if not ink.any():
        return 0.0
    best = 0.0
    for reach, step in ((_WIDEST, 0.5), (0.5, 0.1), (0.1, 0.02)):
        turns = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(turns, key=lambda turn: (_contrast(ink, float(turn)), -abs(float(turn)))))
    return best


def _contrast(ink: cv2.typing.MatLike, angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _lines(ink: Picture, level: bool, length: int) -> Picture:
    """The strokes of at least `length` pixels in one direction; specks in them closed first.

    Wider gaps stay: the strokes of neighbouring characters would grow together.
    """
    gap = (3, 1) if level else (1, 3)
    long = (length, 1) if level else (1, length)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, gap))
    found: Picture = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, long))
    return found


def _rules_in(mask: Picture, level: bool, points: float) -> dict[int, Rule]:
    """Label → line of each stroke; those too thick for one are left out (bars, stamps, pictures), and level
    ones as short as the strokes of figures that stand side by side."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    rules: dict[int, Rule] = {}
    for label, (x, y, width, height, area) in enumerate(stats[1:count].tolist(), 1):
        along, across = (width, height) if level else (height, width)
        if area / max(along, 1) * points > _THICKEST or (level and along * points < _ROW):
            continue
        begin, at = (x, y + across / 2) if level else (y, x + across / 2)
        rules[label] = Rule(level, at * points, begin * points, (begin + along) * points)
    return rules
