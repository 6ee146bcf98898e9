"""Identities as data: which sums must meet which totals, each family stated once.

A family selects facts by terms and gathers them into groups by a key made from each fact, so one
statement of “a 款 is the sum of its 项” covers every 款, column and document.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from mingzhang.kit.severity import Severity
from mingzhang.standard.data import Bilingual, Data, broken, parse_yaml, read_documents
from mingzhang.standard.rules import Rule

Level = Literal["category", "section", "item"]
"""类, 款, 项: codes of three, five and seven digits."""
DIGITS: dict[Level, int] = {"category": 3, "section": 5, "item": 7}

KeyPart = Literal["code", "parent", "category", "column"]
"""What a fact gives to its group's key: its own code; the code of the nearest ancestor that has a row
in the same statement of the same document (`total` where there is none); the first three digits of
its code; its column."""

ROUNDING = Bilingual(
    zh="每个数代表其四舍五入前的区间，区间能够相等即成立；尾差不是问题。",
    en="each figure stands for every amount that rounds to it; if those can agree the identity holds.",
)


class Term(Data, kw_only=True):
    """Facts of one statement that enter a sum. Without codes, levels and prefix: every code.

    `ending` and `without` narrow what codes, levels and prefix take.
    `parents` keeps only rows that have rows below them. `names` renames codes or columns in the key.
    `optional`: where the statement is absent the term is left out (only sound for parts of `>=`).
    """

    statement: str
    side: str | None = None
    codes: list[str] = []
    levels: list[Level] = []
    prefix: str | None = None
    ending: str | None = None
    without: list[str] = []
    parents: bool = False
    columns: list[str] = msgspec.field(default_factory=lambda: ["amount"])
    coefficient: int = 1
    key: list[KeyPart] = []
    names: dict[str, str] = {}
    optional: bool = False

    def takes(self, code: str) -> bool:
        """Whether a row with this code can belong to the term."""
        if code in self.without or not code.endswith(self.ending or ""):
            return False
        if not (self.codes or self.levels or self.prefix):
            return True
        level = code.isdecimal() and len(code) in {DIGITS[name] for name in self.levels}
        return level or code in self.codes or (self.prefix is not None and code.startswith(self.prefix))


class Condition(Data, kw_only=True):
    """What must be so in a document: it has `statements`, something is `present`, or `total` − `parts` is
    zero as printed."""

    statements: list[str] = []
    present: list[Term] = []
    total: list[Term] = []
    parts: list[Term] = []

    def terms(self) -> list[Term]:
        """Every term the condition looks at."""
        return [*self.present, *self.total, *self.parts]

    def needed(self) -> list[str]:
        """The statements without which the condition cannot be met."""
        return [*self.statements, *(term.statement for term in self.terms())]


class Identity(Data, kw_only=True):
    """One family of identities: Σ total = Σ parts (or ≥), group by group, as closed intervals.

    `when` / `unless` name conditions (`identities/conditions.yaml`) that a document must (not) meet;
    `kinds` are the disclosures that it holds in (a budget has neither balances nor current-year totals).
    """

    rule: str
    title: Bilingual
    severity: Severity
    message: Bilingual
    why: Bilingual
    source: str
    relation: Literal["=", ">="] = "="
    total: list[Term]
    parts: list[Term]
    when: str | None = None
    unless: str | None = None
    kinds: tuple[Literal["final_accounts", "budget"], ...] = ("final_accounts",)
    valid_from: int | None = None
    valid_to: int | None = None

    def terms(self) -> list[tuple[Term, bool]]:
        """Every term with whether it stands on the total's side, totals first."""
        return [(term, True) for term in self.total] + [(term, False) for term in self.parts]

    def as_rule(self) -> Rule:
        """The identity as it stands among the rules."""
        return Rule(
            rule=self.rule,
            title=self.title,
            kind="cell",
            check="identity",
            severity=self.severity,
            message=self.message,
            why=self.why,
            source=self.source,
            kinds=self.kinds,
            tolerance=ROUNDING,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


def read_conditions(folder: Path) -> dict[str, list[Condition]]:
    """The named conditions of identities: all entries of a name must be met."""
    path = folder / "conditions.yaml"
    return parse_yaml(read_documents(path)[0], path, dict[str, list[Condition]])


def read_identities(folder: Path) -> dict[str, Identity]:
    """All identities below `folder`, by name. The file of identity `a/b` is `a/b.yaml`."""
    identities: dict[str, Identity] = {}
    conditions = read_conditions(folder)
    for path in sorted(folder.glob("*/*.yaml")):
        identity = parse_yaml(read_documents(path)[0], path, Identity)
        if identity.rule != f"{path.parent.name}/{path.stem}":
            raise broken(path, f"rule: {identity.rule} must be named like its file")
        _validate(identity, conditions, path)
        identities[identity.rule] = identity
    return identities


def _validate(identity: Identity, conditions: dict[str, list[Condition]], path: Path) -> None:
    widths = {len(term.key) for term, _ in identity.terms()}
    if len(widths) != 1:
        raise broken(path, "key: all terms of an identity need keys of the same length")
    for term, _ in identity.terms():
        if {"parent", "category"} & set(term.key) and not term.levels:
            raise broken(path, "key: parent and category are made from subject codes; name their levels")
    for name in (identity.when, identity.unless):
        if name is not None and name not in conditions:
            raise broken(path, f"when/unless: unknown condition {name}")
    if identity.relation == "=" and any(term.optional for term, _ in identity.terms()):
        raise broken(path, "optional: only parts of a >= can be left out")
