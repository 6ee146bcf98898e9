"""What subjects were used for: one purpose copied from another subject."""

from __future__ import annotations

import re
from collections import defaultdict

from mingzhang.checks.documents.similarity import bare
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("copied_use")
def copied_use(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No two subjects have the same purpose, word for word."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    pattern = re.compile(rule.parameters["use"])
    seen: dict[str, list[str]] = defaultdict(list)
    for passage in texts.explanation:
        for found in pattern.finditer(passage.text):
            subject, use = found.group("subject"), found.group("use")
            told = bare(use)
            if len(told) < rule.parameters["shortest"]:
                continue
            others = [other for other in seen[told] if other != bare(subject)]
            seen[told].append(bare(subject))
            if not others:
                outcome.hold()
                continue
            breach = texts.breach(passage, texts.shown(use))
            breach.values = {**breach.values, "subject": subject, "other": others[0]}
            outcome.breach(breach)
    if not seen:
        outcome.miss("情况说明没有写明科目用途", "the explanation tells no purposes of subjects")
    return outcome
