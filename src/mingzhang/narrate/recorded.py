"""Uses and reasons as the records give them; where they give none, the place is owed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.narrate.values import FIGURES, OPERATING_PARTS, Values
from mingzhang.narrate.writing import Writing
from mingzhang.standard.narrative import Narrative

_ENDS = "。；，、;, "
_THREE_PUBLIC = "three_public_expenses/actual/"
_SUMMARIES = ("income_expenditure_summary", "appropriation_summary")
_BY_FUNCTION = ("general_budget_expenditure", "government_managed_funds", "state_capital_operations")


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the records say: uses, reasons of changes and of deviations, by kind and cell."""

    texts: Mapping[tuple[str, str], str]
    """(`use` | `change` | `budget`, `statement/code/column` or `three_public/overseas_trips`) → text."""

    def of(self, kind: str, about: str) -> str | None:
        """The text recorded for the cell under any of its names, or None where none was given."""
        for name in _names(about):
            text = self.texts.get((kind, name))
            if text:
                return text
        return None


def _names(about: str) -> list[str]:
    """The names by which records may speak of a cell, the most exact first."""
    parts = about.split("/")
    names = [about]
    if about.startswith(_THREE_PUBLIC):
        names.append("three_public/" + parts[2])
        if parts[2] in ("vehicle_purchase", "vehicle_operation"):
            names += [_THREE_PUBLIC + "vehicles", "three_public/vehicles"]
    elif parts[0] in _SUMMARIES and len(parts) == 4:
        other = "expenditure" if parts[1] == "income" else "income"
        column = "total" if parts[0] == "appropriation_summary" and other == "expenditure" else "amount"
        names += [f"{parts[0]}/{parts[2]}/{parts[3]}", f"{parts[0]}/{other}/{parts[2]}/{column}"]
        names.append(f"{parts[0]}/{parts[2]}/total")
    elif parts[0] in _BY_FUNCTION and parts[1] != "total":
        names.append("/".join(("expenditure", *parts[1:])))
    elif about.startswith((FIGURES + "operating_expenses", OPERATING_PARTS[0], OPERATING_PARTS[1])):
        names += [*OPERATING_PARTS, "operating_expenses"]
    return names


class Recorded:
    """Writes uses and reasons into a paragraph."""

    def __init__(self, values: Values, reasons: Reasons, narrative: Narrative) -> None:
        self._values = values
        self._reasons = reasons
        self._words = narrative.phrases
        self._deviation = Decimal(narrative.budget_deviation_share)

    def use(self, writing: Writing, about: str, name: str) -> None:
        """What the money was used for; owed where money was spent and the records do not say."""
        owed = self._words.owed_use.format(name=name) if self._values.at(about) else None
        self._write(writing, "use", about, self._words.use, owed)

    def reason(self, writing: Writing, about: str, name: str) -> None:
        """Why it changed from last year; owed where it changed and the records do not say."""
        this, before = self._values.at(about), self._values.prior(about)
        if this is None or before is None or this == before:
            return
        self._write(writing, "change", about, self._words.reason, self._words.owed_change.format(name=name))

    def budget_reason(self, writing: Writing, about: str, budget: str, name: str) -> None:
        """Why it differs from the budget; owed beyond the standard's threshold."""
        actual, planned = self._values.at(about), self._values.at(budget)
        if (
            planned is None
            and budget.startswith(FIGURES)
            and self._values.at(f"{FIGURES}original_budget/total")
        ):
            planned = Decimal(0)
        if actual is None or planned is None or actual == planned:
            return
        far = planned == 0 or abs(actual - planned) * 100 > abs(planned) * self._deviation
        owed = self._words.owed_budget.format(name=name) if far else None
        template = self._words.budget_reason["above" if actual > planned else "below"]
        self._write(writing, "budget", about, template, owed)

    def _write(self, writing: Writing, kind: str, about: str, template: str, owed: str | None) -> None:
        text = self._plain(kind, self._reasons.of(kind, about) or "")
        if text:
            before, after = template.split("{text}")
            writing.say(before)
            writing.repeat(text)
            writing.say(after)
        elif owed is not None:
            writing.owed.append(owed)

    def _plain(self, kind: str, text: str) -> str:
        """The text in one line, without the words that the phrase says itself and without its stop."""
        text = "".join(text.splitlines()).strip().strip(_ENDS)
        for opening in self._words.repeated_openings.get(kind, ()):
            if text.startswith(opening):
                return text.removeprefix(opening).strip(_ENDS + "：:")
        return text
