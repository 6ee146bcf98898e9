"""Document rules, run again where their answer may have changed: the rule or the standard is another one,
or a cell rule says something new of the document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mingzhang.checks.masking import is_private, mask
from mingzhang.checks.registry import Case
from mingzhang.checks.run import Examined, examine
from mingzhang.corpus.columns import unpacked
from mingzhang.facts.findings import Finding
from mingzhang.kit.language import Language
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rules of a standard in force, with the hash of each, and the language of what is said."""

    standard: Standard
    rules: Mapping[str, Rule]
    hashes: Mapping[str, str]
    language: Language

    @property
    def of_documents(self) -> list[str]:
        """The names of the document rules."""
        return [name for name, rule in self.rules.items() if rule.kind == "document"]

    @property
    def told(self) -> str:
        """Document rule → hash as JSON, as it is kept beside each document's answer."""
        return json.dumps({name: self.hashes[name] for name in self.of_documents})


@dataclass(slots=True)
class Renewed:
    """The document rules that were run again over one document, and what they say now."""

    rules: frozenset[str]
    answer: Examined = field(default_factory=Examined)


def changed_rules(ruling: Ruling, told: Iterable[str | None]) -> dict[str | None, frozenset[str]]:
    """For each way in which documents were checked (`told`): the rules to run again, old names too."""
    found: dict[str | None, frozenset[str]] = {}
    for text in told:
        if text not in found:
            before: dict[str, str] = {} if text is None else json.loads(text)
            names = {*before, *ruling.of_documents}
            found[text] = frozenset(name for name in names if before.get(name) != ruling.hashes.get(name))
    return found


def renewed(
    content: bytes, rules: frozenset[str], ruling: Ruling, cells: Sequence[Finding], kept_private: bool
) -> Renewed:
    """The rules again over the disclosure in `content`. Masks what is personal, in `cells` as well."""
    case = Case(unpacked(content))
    chosen = {name: rule for name, rule in ruling.rules.items() if name in rules}
    answer = examine([case], ruling.standard, ruling.language, chosen)[0]
    if kept_private or any(is_private(finding.rule) for finding in answer.findings):
        mask([*cells, *answer.findings], case, ruling.standard)
    return Renewed(rules, answer)
