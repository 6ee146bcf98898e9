"""Brackets that open and never close: what a template's text leaves when its end is cut off."""

from __future__ import annotations

from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.kit.chinese import fold
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("brackets_closed")
def brackets_closed(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every bracket that a finished paragraph opens is closed in it or in the one behind it.

    A paragraph that does not end with a stop is the business of `text/unfinished`.
    """
    outcome = Outcome()
    texts = texts_of(case, standard)
    pairs: dict[str, str] = rule.parameters["pairs"]
    passages = [passage for passage in texts.every if passage.area in rule.parameters["areas"]]
    for at, passage in enumerate(passages):
        ends = passage.text.rstrip()[-1:] in rule.parameters["stops"]
        opened = _unclosed(passage.text, pairs) if ends else None
        following = passages[at + 1].text if at + 1 < len(passages) else ""
        if opened is None or _closes(following, pairs, passage.text[opened]):
            outcome.hold()
            continue
        outcome.breach(texts.breach(passage, texts.excerpt(passage, opened, opened + 8)))
    return outcome


def _unclosed(text: str, pairs: dict[str, str]) -> int | None:
    """Where the first bracket stands that nothing closes; brackets of both widths are the same."""
    open_at: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        plain = fold(char) or char
        if plain in pairs:
            open_at.append((plain, at))
        elif open_at and plain == pairs[open_at[-1][0]]:
            open_at.pop()
    return open_at[0][1] if open_at else None


def _closes(text: str, pairs: dict[str, str], char: str) -> bool:
    """Whether the next paragraph closes what this one opened before it opens anything itself."""
    plain = fold(char) or char
    for found in (fold(item) or item for item in text):
        if found == pairs[plain]:
            return True
        if found == plain:
            return False
    return False
