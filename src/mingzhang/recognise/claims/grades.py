"""Counts and money by grade: `17个项目自评等级为“优”`, `“优”17个`."""

from __future__ import annotations

import re

from mingzhang.claims.cues import any_of
from mingzhang.claims.numbers import NumberToken
from mingzhang.facts.model import ClaimCell
from mingzhang.recognise.claims.items import Item
from mingzhang.standard.wording import ClaimWording

_COUNTING = ("个", "项")


class Grades:
    """Finds the grade a number of projects is said of."""

    def __init__(self, wording: ClaimWording) -> None:
        grade = any_of(wording.grades)
        self._before = re.compile(rf"(?:{any_of(wording.grade_before)})(?P<grade>{grade})")
        self._after = re.compile(
            rf"(?<![其偏])(?P<grade>{grade})(?=(?:{any_of(wording.grade_after)})|\d|$|项目|\()"
        )

    def item(self, before: str, after: str, token: NumberToken) -> Item | None:
        """The grade named in the number's own clause, as an item; None where none is."""
        if token.unit not in _COUNTING:
            return None
        match = self._before.search(before) or self._before.search(after)
        match = match or self._after.search(before) or self._after.search(after)
        if match is None:
            return None
        figure = ClaimCell(figure=f"projects_grade_{match.group('grade')}")
        return Item(match.group("grade"), figure, None, dict.fromkeys(_COUNTING, figure))
