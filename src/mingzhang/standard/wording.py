"""The wording of stated numbers (`claims.yaml`) and what they speak of (`claim_terms.yaml`)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mingzhang.standard.data import Data, read_yaml

Budget = Literal["original", "final", "any"]


class ChangeWords(Data, kw_only=True):
    """Verbs (`增加`) and nouns (`增幅`) of one direction."""

    direction: Literal["increase", "decrease"]
    verbs: list[str]
    nouns: list[str]


class BudgetWords(Data, kw_only=True):
    """Words for one stage of the budget; `any` is a bare 预算."""

    budget: Budget
    words: list[str]
    print_as: str | None = None


class ClaimWording(Data, kw_only=True):
    """The grammar of stated numbers. All words are written as folded text (no spaces, half-width)."""

    source: str
    money: list[str]
    bare_ten_thousand: str
    percent: list[str]
    percentage_points: str
    measure_words: list[str]
    multiples: list[str]
    approximate: list[str]
    changes: list[ChangeWords]
    change_tails: list[str]
    same: list[str]
    shares: list[str]
    completions: list[str]
    completion_objects: list[BudgetWords]
    comparisons: list[str]
    budget_words: list[BudgetWords]
    actual_words: list[str]
    prior_words: list[str]
    reasons: list[str]
    uses: list[str]
    not_uses: list[str]
    lead_ins: list[str]
    respectively: list[str]
    money_nouns: list[str]
    fillers: list[str]
    averages: list[str] = []
    """Words before a subject that make the number an average of it."""
    telling: list[str] = []
    """Words that tell phrases apart which are otherwise alike."""
    grades: list[str]
    """Longest first where one begins another."""
    grade_before: list[str]
    grade_after: list[str]

    @property
    def money_of_ten_thousand(self) -> str:
        """The unit of money that a bare 万 stands for."""
        return next(unit for unit in self.money if unit.startswith(self.bare_ten_thousand))

    @property
    def measure_words_key(self) -> tuple[tuple[str, ...], ...]:
        """All words that may follow a number, hashable: money, percent, points, measure words, …"""
        return (
            tuple(self.money),
            tuple(self.percent),
            (self.percentage_points,),
            tuple(self.measure_words),
            tuple(self.multiples),
            tuple(self.approximate),
            (self.bare_ten_thousand,),
        )


class Term(Data, kw_only=True):
    """Something numbers are said of. Cells are `statement[/side]/code/column` or `figure:…`."""

    words: list[str]
    amount: str | None = None
    budget: str | None = None
    counts: dict[str, str] = {}
    share_of: str | None = None
    parts: list[str] = []
    """Cells that `amount` is the sum of: where only one of them has money, it is meant."""


class ClaimContext(Data, kw_only=True):
    """A part of the explanation, known by its section id or by words of its heading."""

    id: str
    headings: list[str]
    not_headings: list[str] = []
    share_of: str | None = None
    subjects: str | None = None
    """`statement/column` whose subjects the names of codes refer to."""
    terms: list[Term] = []


class FieldWords(Data, kw_only=True):
    """Words for one field of an evaluation's funds row."""

    field: str
    words: list[str]


class EvaluationWords(Data, kw_only=True):
    """The words by which an evaluation's texts speak of its own table."""

    funds: list[FieldWords]
    rates: list[FieldWords]
    satisfaction: list[str]
    several: list[str]
    """Words that announce several values for one name."""
    target_words: list[str]
    actual_words: list[str]
    generic: list[str]


class ClaimTerms(Data, kw_only=True):
    """Contexts with their terms, the terms that hold everywhere, and the words of evaluations."""

    source: str
    contexts: list[ClaimContext]
    general: list[Term]
    general_from: list[str]
    """Contexts whose terms hold in every other context too."""
    evaluation: EvaluationWords


def read_claim_wording(root: Path) -> ClaimWording:
    """`wording/claims.yaml` below `root`; InvalidData names file, key and reason where it is broken."""
    return read_yaml(root / "wording" / "claims.yaml", ClaimWording)


def read_claim_terms(root: Path) -> ClaimTerms:
    """`wording/claim_terms.yaml` below `root`."""
    return read_yaml(root / "wording" / "claim_terms.yaml", ClaimTerms)
