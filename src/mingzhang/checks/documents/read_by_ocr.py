"""Whether a verdict rests on figures that OCR read from pictures."""

from __future__ import annotations

from mingzhang.checks.documents.amounts import quoted
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.model import READ_BY_OCR
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("read_by_ocr")
def read_by_ocr(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """One remark for a document whose figures were read from pictures: how many, on which pages."""
    outcome = Outcome()
    read = [
        (statement.id, fact)
        for statement in case.disclosure.statements
        for fact in statement.facts
        if fact.inferred is not None and fact.inferred.startswith(READ_BY_OCR)
    ]
    if not read:
        outcome.hold()
        return outcome
    pages = sorted({fact.source.page for _, fact in read if fact.source.page is not None})
    doubtful = [pair for pair in read if pair[1].confidence < rule.parameters["threshold"]]
    outcome.breach(
        Breach(
            values={
                "count": str(len(read)),
                "pages": "、".join(map(str, pages)) or "–",
                "doubtful": str(len(doubtful)),
            },
            facts=[quoted(statement, fact) for statement, fact in (doubtful or read)[:10]],
            printed=str(len(read)),
        )
    )
    return outcome
