"""The wording of the explanation: sections, sentences with places for numbers, and phrases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingzhang.standard.data import Data, broken, read_yaml


class Condition(Data, kw_only=True):
    """When a sentence or a part of a list is written. References are cells or `figures/…`.

    `when`: one of them is printed as other than zero; `unless`: none of them is; `needs`: the records
    give all of them; `lacks`: they do not; `filled`, `empty`: the statement has or lacks figures; `equal`,
    `unequal`: of two cells; `adds_up`, `adds_up_not`: the first is the sum of the others, rounding apart.
    """

    when: list[str] = []
    unless: list[str] = []
    needs: list[str] = []
    lacks: str | None = None
    filled: str | None = None
    empty: str | None = None
    equal: list[str] = []
    unequal: list[str] = []
    adds_up: list[str] = []
    adds_up_not: list[str] = []


class Part(Condition, kw_only=True):
    """One entry of a list inside a paragraph."""

    text: str


class Sentence(Condition, kw_only=True):
    """One paragraph: `text`, `lead` and the `parts` that apply, `separator` between, `tail`, `close`.

    `each`: written once for every row of that level (`category`, `item`) of the statement `of`, with
    `<code>`, `<name>`, `<path>` and `<number>` filled in. `each_part` repeats the parts instead.
    """

    text: str
    lead: str = ""
    parts: list[Part] = []
    separator: str = "；"
    tail: str = ""
    close: str = "。"
    owed: list[Part] = []
    """What is owed where these conditions hold."""
    each: str | None = None
    each_part: str | None = None
    of: str = "general_budget_expenditure"


class NarrativeSection(Data, kw_only=True):
    """A section: the standard's id, its heading without number, its level and its paragraphs."""

    section: str
    title: str
    level: int = 1
    paragraphs: list[Sentence] = []


class Place(Data, kw_only=True):
    """Where a variant puts a section, and what it calls it."""

    section: str
    title: str | None = None
    level: int | None = None


class NarrativePhrases(Data, kw_only=True):
    """The small change of the wording: what is said of an increase, of equality, of a zero base."""

    own: dict[str, str]
    """Scope → what the disclosing body calls itself."""
    budget: dict[str, str]
    """What the budget row of the 三公 statement holds → its name."""
    same: str
    increase: str
    decrease: str
    increase_without_rate: str
    decrease_without_rate: str
    from_zero: str
    from_negative: str
    no_prior: str
    completion: str
    share: str
    micro_share: dict[str, str]
    """Base of the small-and-micro share → how it is said."""
    items: str
    vehicles: str
    use: str
    reason: str
    budget_reason: dict[str, str]
    """`above` and `below` the budget."""
    repeated_openings: dict[str, list[str]]
    """What recorded texts of a kind begin with although the phrase says it already."""
    unnamed_subject: str
    owed_value: str
    owed_use: str
    owed_change: str
    owed_budget: str
    list_separator: str


class PerformancePhrases(Data, kw_only=True):
    """The sentences about projects and their self-evaluations."""

    none: str
    overview: str
    grades: str
    grade: str
    ungraded: str
    weak_grades: list[str]
    weak_project: str
    owed_measure: str
    owed_of_project: str


class Narrative(Data, kw_only=True):
    """The explanation's wording of a standard, in the field's order."""

    source: str
    budget_deviation_share: str
    """Deviation from the original budget (in %) beyond which its reason is owed."""
    empty_statement: str
    """The note under a statement without figures."""
    zero_figures: list[str]
    """Figures that are zero where no record speaks of them."""
    zero_without: dict[str, list[str]]
    """Counts that are zero without a record as long as these cells are zero; otherwise they are owed."""
    phrases: NarrativePhrases
    performance: PerformancePhrases
    sections: list[NarrativeSection]
    orders: dict[str, list[Place]] = {}
    glossary: list[dict[str, str]]

    def in_order(self, variant: str | None) -> Iterator[NarrativeSection]:
        """The sections as a variant orders and calls them, their headings numbered."""
        known = {section.section: section for section in self.sections}
        places = self.orders.get(variant or "") or [Place(section=name) for name in known]
        first = second = 0
        for place in places:
            section = known[place.section]
            level = place.level or section.level
            first, second = (first + 1, 0) if level == 1 else (first, second + 1)
            number = f"{_chinese(first)}、" if level == 1 else f"（{_chinese(second)}）"
            yield NarrativeSection(
                section=section.section,
                title=number + (place.title or section.title),
                level=level,
                paragraphs=section.paragraphs,
            )


def _chinese(number: int) -> str:
    """1 to 19 in Chinese."""
    digits = "零一二三四五六七八九"
    return digits[number] if number < 10 else "十" + (digits[number - 10] if number > 10 else "")


def read_narrative(root: Path) -> Narrative:
    """The wording below the standard's folder; InvalidData where an order names an unknown section."""
    path = root / "wording" / "narrative.yaml"
    narrative = read_yaml(path, Narrative)
    known = {section.section for section in narrative.sections}
    for variant, places in narrative.orders.items():
        for place in places:
            if place.section not in known:
                raise broken(path, f"orders.{variant}: there is no section {place.section}")
    return narrative
