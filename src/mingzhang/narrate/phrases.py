"""The phrases that state numbers: amounts, changes, shares, completion, counts, uses and reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.kit.address import CellAddress
from mingzhang.narrate.values import Values, claim_cell, prior_cell
from mingzhang.narrate.writing import Writing, percent
from mingzhang.standard.narrative import Narrative

WAN = "万元"


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the records say: uses, reasons of changes and of deviations, by kind and cell."""

    texts: Mapping[tuple[str, str], str]
    """(`use` | `change` | `budget`, `statement/code/column` or `three_public/overseas_trips`) → text."""

    def of(self, kind: str, about: str) -> str | None:
        """The recorded text, or None where none was given."""
        return self.texts.get((kind, about)) or None


class Phrases:
    """Writes phrases into a paragraph from this disclosure's values."""

    def __init__(self, values: Values, reasons: Reasons, narrative: Narrative) -> None:
        self._values = values
        self._reasons = reasons
        self._words = narrative.phrases
        self._deviation = Decimal(narrative.budget_deviation_share)
        self.verbs: dict[str, Callable[..., None]] = {
            "amount": self.amount,
            "change": self.change,
            "share": self.share,
            "share_of": self.share_of,
            "items": self.items,
            "vehicles": self.vehicles,
            "completion": self.completion,
            "count": self.count,
            "use": self.use,
            "reason": self.reason,
            "budget_reason": self.budget_reason,
        }

    def amount(self, writing: Writing, reference: str) -> None:
        """`5,296.11万元`."""
        value = self._values.at(reference)
        if value is None:
            writing.owed.append(f"{reference}")
            return
        writing.state(value, WAN, "amount", claim_cell(reference))

    def count(self, writing: Writing, figure: str, unit: str) -> None:
        """`29辆`."""
        value = self._values.at(figure)
        writing.state(value if value is not None else Decimal(0), unit, "count", claim_cell(figure))

    def change(self, writing: Writing, reference: str, name: str, opening: str = "") -> None:
        """`支出总计增加314.54万元，增长6.31%`, 持平 for equal amounts, no rate on a zero base.

        `opening` stands before it, and only where last year's value is known.
        """
        this = self._values.at(reference)
        before = self._values.prior(CellAddress.parse(reference))
        if this is None or before is None:
            writing.owed.append(self._words.no_prior.format(name=name))
            return
        writing.say(opening + name)
        if this == before:
            writing.say(self._words.same)
            return
        direction = "increase" if this > before else "decrease"
        template = self._words.increase if this > before else self._words.decrease
        if before == 0:
            template = self._words.increase_from_zero
        about, base = claim_cell(reference), prior_cell(reference)
        for piece in _pieces(template):
            if piece == "{change}":
                writing.state(abs(this - before), WAN, "change", about, base, direction)
            elif piece == "{rate}":
                writing.state(percent(abs(this - before), abs(before)), "%", "rate", about, base, direction)
            else:
                writing.say(piece)

    def share(self, writing: Writing, part: str, whole: str) -> None:
        """`占…的43.97%`; nothing where the whole is zero."""
        value, total = self._values.at(part), self._values.at(whole)
        if value is None or not total:
            return
        for piece in _pieces(self._words.share):
            if piece == "{share}":
                writing.state(percent(value, total), "%", "share", claim_cell(part), claim_cell(whole))
            else:
                writing.say(piece)

    def share_of(self, writing: Writing, part: str, whole: str) -> None:
        """`43.97%` alone, for sentences that name the whole themselves; owed where the whole is zero."""
        value, total = self._values.at(part), self._values.at(whole)
        if value is None or not total:
            writing.owed.append(f"{part} ÷ {whole}")
            return
        writing.state(percent(value, total), "%", "share", claim_cell(part), claim_cell(whole))

    def items(self, writing: Writing, kind: str) -> None:
        """`，主要包括…`: the economic 款 of personnel or public funds that have money, in their order."""
        names = [name for name in self._values.economic_items(kind) if name]
        if names:
            writing.say("，主要包括" + self._words.list_separator.join(names))

    def vehicles(self, writing: Writing, _: str = "") -> None:
        """`，其中：…`: the categories of vehicles that the unit has."""
        present = [
            (code, label)
            for code, label in self._values.rows("supplementary_statistics", "count")
            if code.startswith("vehicles_") and code != "vehicles_total"
        ]
        held = [
            (code, label)
            for code, label in present
            if self._values.at(f"supplementary_statistics/{code}/count")
        ]
        for position, (code, label) in enumerate(held):
            writing.say("，其中：" if position == 0 else self._words.list_separator)
            writing.say(label.split(".")[-1].strip())
            self.count(writing, f"supplementary_statistics/{code}/count", "辆")

    def completion(self, writing: Writing, reference: str, budget: str, name: str) -> None:
        """`完成年初预算的70.85%`; a zero budget has no completion."""
        actual, planned = self._values.at(reference), self._values.at(budget)
        if actual is None or planned is None:
            writing.owed.append(f"{name}{budget}")
            return
        if planned == 0:
            writing.say(self._words.no_budget.format(name=name))
            return
        for piece in _pieces(self._words.completion.replace("{name}", name)):
            if piece == "{completion}":
                rate = percent(actual, planned)
                writing.state(rate, "%", "completion", claim_cell(reference), claim_cell(budget))
            else:
                writing.say(piece)

    def use(self, writing: Writing, about: str, name: str) -> None:
        """What the money was used for; owed where the records do not say."""
        self._recorded(writing, "use", about, self._words.use, self._words.owed_use.format(name=name))

    def reason(self, writing: Writing, reference: str, about: str, name: str) -> None:
        """Why it changed from last year; owed where it changed and the records do not say."""
        this = self._values.at(reference)
        before = self._values.prior(CellAddress.parse(reference))
        if this is None or before is None or this == before:
            return
        owed = self._words.owed_change.format(name=name)
        self._recorded(writing, "change", about, self._words.reason, owed)

    def budget_reason(self, writing: Writing, reference: str, budget: str, about: str, name: str) -> None:
        """Why it differs from the original budget; owed beyond the standard's threshold."""
        actual, planned = self._values.at(reference), self._values.at(budget)
        if actual is None or planned is None or actual == planned:
            return
        far = planned == 0 or abs(actual - planned) * 100 > abs(planned) * self._deviation
        owed = self._words.owed_budget.format(name=name) if far else None
        self._recorded(writing, "budget", about, self._words.budget_reason, owed)

    def _recorded(self, writing: Writing, kind: str, about: str, template: str, owed: str | None) -> None:
        text = self._reasons.of(kind, about)
        if text is not None:
            writing.say(template.format(text=text.rstrip("。；，")))
        elif owed is not None:
            writing.owed.append(owed)


def _pieces(template: str) -> list[str]:
    """The template cut at its places: `增加{change}，增长{rate}` → 增加 | {change} | ，增长 | {rate}."""
    pieces, rest = [], template
    while "{" in rest:
        before, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        pieces += [before, "{" + name + "}"]
    return [piece for piece in (*pieces, rest) if piece]
