"""The wording of the explanation: sections, sentences with places for numbers, and phrases."""

from __future__ import annotations

from pathlib import Path

from mingzhang.standard.data import Data, read_yaml


class Sentence(Data, kw_only=True):
    """One paragraph. `when`: a cell or figure that must not be zero; `unless`: one that must be zero.

    `each`: written once for every row of that level (`category`, `section`, `item`) of the general
    budget's expenditure, `{code}` and `{name}` filled in.
    """

    text: str
    when: str | None = None
    unless: str | None = None
    needs: str | None = None
    each: str | None = None


class NarrativeSection(Data, kw_only=True):
    """A section: the standard's id, its heading and its paragraphs."""

    section: str
    title: str
    paragraphs: list[Sentence] = []


class NarrativePhrases(Data, kw_only=True):
    """The small change of the wording: what is said of an increase, of equality, of a zero base."""

    same: str
    increase: str
    increase_from_zero: str
    decrease: str
    no_prior: str
    completion: str
    no_budget: str
    share: str
    use: str
    reason: str
    budget_reason: str
    owed_use: str
    owed_change: str
    owed_budget: str
    list_separator: str
    weak_project: str
    owed_measure: str


class Narrative(Data, kw_only=True):
    """The explanation's wording of a standard, in the field's order."""

    source: str
    budget_deviation_share: str
    """Deviation from the original budget (in %) beyond which its reason is owed."""
    phrases: NarrativePhrases
    sections: list[NarrativeSection]
    glossary: list[dict[str, str]]


def read_narrative(root: Path) -> Narrative:
    """The wording below the standard's folder."""
    return read_yaml(root / "wording" / "narrative.yaml", Narrative)
