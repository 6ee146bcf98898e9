"""Rules as data: what, why, legal source, severity, thresholds, message and miniatures."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from mingzhang.kit.severity import Severity
from mingzhang.standard.data import Bilingual, Data, broken, parse_yaml, read_documents


class Rule(Data, kw_only=True):
    """One rule. `check` names the engine's function, `parameters` are its thresholds.

    `kind` cell: runs in the kernel over columns, any number of documents at once; document: a
    function of one disclosure. `kinds` are the disclosures that it is for. `message` has `{name}` places
    that the check fills.
    """

    rule: str
    title: Bilingual
    kind: Literal["cell", "document"]
    check: str
    severity: Severity
    message: Bilingual
    why: Bilingual
    source: str
    kinds: tuple[Literal["final_accounts", "budget"], ...] = ("final_accounts",)
    tolerance: Bilingual | None = None
    parameters: dict[str, Any] = {}
    valid_from: int | None = None
    valid_to: int | None = None

    def applies_in(self, year: int) -> bool:
        """Whether the rule is in force for this fiscal year."""
        return (self.valid_from or 0) <= year <= (self.valid_to or 9999)


class Miniatures(Data, kw_only=True):
    """A passing and a failing disclosure in miniature (fields of the disclosure JSON).

    A case may add `prior`, `budget` (disclosures) and `units` (a list) beside `disclosure`.
    """

    passing: dict[str, Any]
    failing: dict[str, Any]


def read_rules(folder: Path) -> dict[str, Rule]:
    """All rules below `folder`, by name. The file of rule `a/b` is `a/b.yaml`."""
    rules: dict[str, Rule] = {}
    for path in sorted(folder.rglob("*.yaml")):
        rule = parse_yaml(read_documents(path)[0], path, Rule)
        if rule.rule != f"{path.parent.name}/{path.stem}":
            raise broken(path, f"rule: {rule.rule} must be named like its file")
        rules[rule.rule] = rule
    return rules


def read_miniatures(folder: Path, rule: str) -> Miniatures:
    """The miniatures of one rule or identity: the second YAML document of its file."""
    path = folder / f"{rule}.yaml"
    documents = read_documents(path)
    if len(documents) < 2:
        raise broken(path, "a second document with `passing` and `failing` is missing")
    return parse_yaml(documents[1], path, Miniatures)
