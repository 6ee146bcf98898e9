"""Names of functional subjects in sentences: 类, 款 and 项 joined to one path."""

from __future__ import annotations

from collections.abc import Iterable

from mingzhang.facts.model import Disclosure
from mingzhang.standard.load import Standard

_MARKS = {3: "（类）", 5: "（款）", 7: "（项）"}
_OF_BUDGET = {
    "general_budget_expenditure": "general_public_budget",
    "government_managed_funds": "government_managed_funds",
    "state_capital_operations": "state_capital_operations",
}


class SubjectPaths:
    """The names of one disclosure's subjects: as its statements print them, else as the standard does."""

    def __init__(self, disclosure: Disclosure, standard: Standard) -> None:
        self._standard = standard
        self._labels: dict[str, str] = {}
        self._codes: dict[str, set[str]] = {}
        for statement in disclosure.statements:
            if statement.id in _OF_BUDGET:
                codes = {fact.code for fact in statement.facts if fact.code.isdecimal()}
                self._codes[statement.id] = codes
                for fact in statement.facts:
                    if fact.label and fact.code.isdecimal():
                        self._labels.setdefault(fact.code, fact.label)
        for subject in standard.subjects.classes:
            self._labels.setdefault(subject.code, subject.name)
        self._order = [subject.code for subject in standard.subjects.classes]

    def name(self, code: str) -> str:
        """The subject's name; one that no table names is called by its number."""
        subject = self._standard.subjects.functional.get(code)
        label = self._labels.get(code) or (None if subject is None else subject.name)
        return label or self._standard.narrative.phrases.unnamed_subject.format(code=code)

    def path(self, code: str) -> str:
        """`教育支出（类）普通教育（款）高等教育（项）`."""
        return "".join(
            self.name(code[:digits]) + mark for digits, mark in _MARKS.items() if digits <= len(code)
        )

    def belongs(self, code: str, statement: str) -> bool:
        """Whether a budgeted subject without expenditure is told with this statement."""
        others = [name for name in _OF_BUDGET if name != statement]
        if any(code in self._codes.get(name, ()) for name in others):
            return False
        return self._standard.subjects.family_of(code) == _OF_BUDGET[statement]

    def in_order(self, codes: Iterable[str]) -> list[str]:
        """As the statements print them: by the summary's order of classes, then by code."""
        return sorted(codes, key=lambda code: (self._place(code[:3]), code))

    def _place(self, category: str) -> int:
        return self._order.index(category) if category in self._order else len(self._order)
