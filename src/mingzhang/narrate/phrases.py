"""The phrases that state numbers: amounts, changes, shares, completion, counts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from mingzhang.narrate.recorded import Reasons, Recorded
from mingzhang.narrate.values import Values, claim_cell, prior_cell
from mingzhang.narrate.writing import Writing, percent
from mingzhang.standard.load import Standard

WAN = "万元"


class Phrases:
    """Writes phrases into a paragraph from this disclosure's values."""

    def __init__(self, values: Values, reasons: Reasons, standard: Standard) -> None:
        self._values = values
        self._standard = standard
        self._words = standard.narrative.phrases
        recorded = Recorded(values, reasons, standard.narrative)
        self.verbs: dict[str, Callable[..., None]] = {
            "amount": self.amount,
            "amount_or_zero": self.amount_or_zero,
            "change": self.change,
            "change_if_known": self.change_if_known,
            "change_if_any": self.change_if_any,
            "share": self.share,
            "share_of": self.share_of,
            "micro_share": self.micro_share,
            "items": self.items,
            "vehicles": self.vehicles,
            "completion": self.completion,
            "count": self.count,
            "use": recorded.use,
            "reason": recorded.reason,
            "budget_reason": recorded.budget_reason,
        }

    def amount(self, writing: Writing, reference: str) -> None:
        """`5,296.11万元`; owed where it is not known."""
        value = self._values.at(reference)
        if value is None:
            writing.owed.append(self._words.owed_value.format(name=reference))
            return
        self._state_amount(writing, reference, value)

    def amount_or_zero(self, writing: Writing, reference: str) -> None:
        """The same of a figure without which there is nothing: `0万元`."""
        self._state_amount(writing, reference, self._values.at(reference) or Decimal(0))

    def _state_amount(self, writing: Writing, reference: str, value: Decimal) -> None:
        self._values.state_figure(reference, value)
        writing.state(value, WAN, "amount", claim_cell(reference))

    def count(self, writing: Writing, reference: str, unit: str, name: str = "") -> None:
        """`29辆`; owed where there is money and no count."""
        value = self._values.at(reference)
        if value is None:
            writing.owed.append(self._words.owed_value.format(name=name or reference))
            return
        self._values.state_figure(reference, value, name or None, "count")
        writing.state(value, unit, "count", claim_cell(reference))

    def change(self, writing: Writing, reference: str, name: str, opening: str, noun: str = "支出") -> None:
        """`支出总计增加314.54万元，增长6.31%`, 持平 for equal amounts, no rate on a base of zero or below.

        `opening` stands before it, and only where last year's value is known; else the comparison is owed.
        """
        if self._values.prior(reference) is None:
            writing.owed.append(self._words.no_prior.format(name=name))
        self.change_if_known(writing, reference, name, opening, noun)

    def change_if_any(
        self, writing: Writing, reference: str, name: str, opening: str, noun: str = "支出"
    ) -> None:
        """The same, and nothing where the amounts are equal."""
        if self._values.at(reference) != self._values.prior(reference):
            self.change_if_known(writing, reference, name, opening, noun)

    def change_if_known(
        self, writing: Writing, reference: str, name: str, opening: str, noun: str = "支出"
    ) -> None:
        """The same, and nothing where last year's value is not known."""
        this, before = self._values.at(reference), self._values.prior(reference)
        if this is None or before is None:
            return
        writing.say(opening + name)
        if this == before:
            writing.say(self._words.same)
            return
        direction = "increase" if this > before else "decrease"
        words = self._words
        if before > 0:
            template = words.increase if this > before else words.decrease
        else:
            template = words.increase_without_rate if this > before else words.decrease_without_rate
            template += words.from_zero.format(noun=noun) if before == 0 else words.from_negative
        about, base = claim_cell(reference), prior_cell(reference)
        for piece in _pieces(template):
            if piece == "{change}":
                writing.state(abs(this - before), WAN, "change", about, base, direction)
            elif piece == "{rate}":
                writing.state(percent(abs(this - before), before), "%", "rate", about, base, direction)
            else:
                writing.say(piece)

    def share(self, writing: Writing, part: str, whole: str) -> None:
        """`，占比43.97%`; nothing where either is zero or below."""
        value, total = self._values.at(part), self._values.at(whole)
        if value is None or total is None or value <= 0 or total <= 0:
            return
        before, after = self._words.share.split("{share}")
        writing.say(before)
        writing.state(percent(value, total), "%", "share", claim_cell(part), claim_cell(whole))
        writing.say(after)

    def share_of(self, writing: Writing, part: str, whole: str) -> None:
        """`43.97%` alone, for sentences that name the whole themselves; owed where the whole is zero."""
        value, total = self._values.at(part), self._values.at(whole)
        if value is None or not total:
            writing.owed.append(self._words.owed_value.format(name=f"{part} ÷ {whole}"))
            return
        writing.state(percent(value, total), "%", "share", claim_cell(part), claim_cell(whole))

    def micro_share(self, writing: Writing, reference: str) -> None:
        """`，占政府采购支出总额的…%` over the base that the variant sets; nothing where it sets none."""
        variant = self._standard.variants.get(self._values.disclosure.variant or "")
        base = None if variant is None else variant.micro_share_base
        opening = self._words.micro_share.get(base or "")
        if opening:
            writing.say(opening)
            self.share_of(writing, reference, f"supplementary_statistics/{base}/amount")

    def items(self, writing: Writing, kind: str) -> None:
        """`，主要包括…等`: the named economic 款 of personnel or public funds that have money, in order."""
        form = self._standard.statements["general_budget_basic"]
        classes = form.personnel_classes if kind == "personnel" else form.public_classes
        names = [
            label
            for code, label in self._values.rows("general_budget_basic", "amount")
            if label and len(code) == 5 and code[:3] in classes
            if self._values.at(f"general_budget_basic/{code}/amount")
        ]
        if names:
            writing.say(self._words.items.format(names=self._words.list_separator.join(names)))

    def vehicles(self, writing: Writing, _: str = "") -> None:
        """`，其中：…`: the categories of vehicles that the unit has."""
        opening = self._words.vehicles
        for code, label in self._values.rows("supplementary_statistics", "count"):
            reference = f"supplementary_statistics/{code}/count"
            if code.startswith("vehicles_") and code != "vehicles_total" and self._values.at(reference):
                writing.say(opening + (label or code).split(".")[-1].strip())
                self.count(writing, reference, "辆")
                opening = self._words.list_separator

    def completion(self, writing: Writing, reference: str, budget: str, name: str) -> None:
        """`，完成年初预算的70.85%`; without a budget above zero there is no completion."""
        actual, planned = self._values.at(reference), self._values.at(budget)
        if actual is None or actual < 0 or planned is None or planned <= 0:
            return
        before, after = self._words.completion.replace("{budget}", name).split("{completion}")
        writing.say(before)
        writing.state(percent(actual, planned), "%", "completion", claim_cell(reference), claim_cell(budget))
        writing.say(after)


def _pieces(template: str) -> list[str]:
    """The template cut at its places: `增加{change}，增长{rate}` → 增加 | {change} | ，增长 | {rate}."""
    pieces, rest = [], template
    while "{" in rest:
        before, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        pieces += [before, "{" + name + "}"]
    return [piece for piece in (*pieces, rest) if piece]
