"""The printed labels of rows: lines of the forms, subjects, numbered classes."""

from __future__ import annotations

from mingzhang.standard.load import Standard
from mingzhang.standard.statements import Side

_DIGITS = "零一二三四五六七八九"


class Labels:
    """Labels of one standard, looked up by statement, side and code."""

    def __init__(self, standard: Standard) -> None:
        self._standard = standard
        classes = standard.subjects.classes
        self._classes = {
            subject.code: f"{_numeral(index)}、{subject.name}" for index, subject in enumerate(classes, 1)
        }

    def of(self, statement: str, side: Side, code: str) -> str | None:
        """The label of a row; None for a code that no subject table knows."""
        for row in side.rows:
            if row.code == code:
                return row.label
        if side.class_rows and code in self._classes:
            return self._classes[code]
        if code == "total":
            return "合计"
        table = self._standard.subjects.functional
        if statement == "general_budget_basic":
            table = self._standard.subjects.economic
        subject = table.get(code)
        return None if subject is None else subject.name

    def figure(self, code: str) -> str | None:
        """The label of a figure: its subject's name or the words of its measure."""
        for value in self._standard.package.values["three_public_measure"]:
            if value.code == code:
                return value.words[0]
        subject = self._standard.subjects.functional.get(code.rpartition("/")[2])
        return None if subject is None else subject.name


def _numeral(number: int) -> str:
    """1 to 99 in Chinese, as the forms number their lines."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return lead + (_DIGITS[ones] if ones else "")
