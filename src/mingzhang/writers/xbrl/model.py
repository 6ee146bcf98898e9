"""A taxonomy as data: concepts, axes with members, tables, sums; and the facts of a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from mingzhang.kit.printable import printable

ConceptType = Literal["monetary", "decimal", "pure", "string", "abstract"]


@dataclass(frozen=True, slots=True)
class Concept:
    """One element of the taxonomy with its labels."""

    name: str
    type: ConceptType
    zh: str
    en: str


@dataclass(slots=True)
class Axis:
    """A dimension. `default`: the member of facts that do not name the dimension (None: they must).

    An axis with `typed` has no members: its values are texts.
    """

    name: str
    zh: str
    en: str
    default: Concept | None = None
    members: dict[str, Concept] = field(default_factory=dict)
    """Column (or row) id → member, without the default."""
    typed: bool = False


@dataclass(slots=True)
class Table:
    """A statement as it is presented: concepts with the concept that each stands under (or None)."""

    id: str
    zh: str
    en: str
    axes: list[Axis] = field(default_factory=list)
    lines: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sum:
    """total = Σ weight × part between concepts, within every context. `rule`: the identity."""

    rule: str
    total: str
    part: str
    weight: int


@dataclass(frozen=True, slots=True)
class ReportedFact:
    """One fact. `value` None is nil; `dimensions`: axis name → member name, or text of a typed axis."""

    concept: str
    value: str | None
    unit: Literal["CNY", "pure"] | None = None
    decimals: int | None = None
    dimensions: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Taxonomy:
    """Everything that the schema and the linkbases say."""

    namespace: str
    title: str
    concepts: dict[str, Concept] = field(default_factory=dict)
    axes: dict[str, Axis] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    rules: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Rule → its title in Chinese and English."""

    def concept(self, name: str, kind: ConceptType, zh: str, en: str) -> Concept:
        """The concept with this name; the first labels stand."""
        labels = printable(zh) or name, printable(en) or name
        return self.concepts.setdefault(name, Concept(name, kind, *labels))


def decimal_text(value: Fraction, places: int) -> str:
    """A number that is exact at `places` (which may be negative) as a decimal string."""
    digits = max(places, 0)
    scaled = value * 10**digits
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(value)
    sign, text = ("-" if whole < 0 else ""), str(abs(whole)).rjust(digits + 1, "0")
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)
