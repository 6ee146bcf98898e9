"""Names of the unit and of its sections in sentences: nearly right, and not quite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.checks.documents.names_unit import official_names
from mingzhang.checks.documents.similarity import likeness
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.kit.chinese import fold
from mingzhang.kit.distance import edit_distance
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("section_in_forms")
def section_in_forms(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Who carried a project out is named as the profile names its sections."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    listed = case.disclosure.profile.sections
    if not listed:
        outcome.miss("没有列出内设机构", "no sections are listed")
        return outcome
    pattern, kind = re.compile(rule.parameters["carried_out_by"]), re.compile(rule.parameters["kind"])
    for passage in texts.forms:
        for found in pattern.finditer(passage.text):
            for name in re.split("[和、与及]", found.group("name")):
                core = re.sub(kind, "", name)
                nearest = max(listed, key=lambda item: likeness(re.sub(kind, "", item), core))
                if name in listed or name in nearest or nearest in name:
                    outcome.hold()
                elif likeness(re.sub(kind, "", nearest), core) >= rule.parameters["alike"]:
                    breach = texts.breach(passage, name)
                    breach.values = {**breach.values, "expected": nearest}
                    breach.expected = nearest
                    outcome.breach(breach)
    return outcome


@document_check("unit_name_in_text")
def unit_name_in_text(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Names in the text that are nearly the unit's and not quite."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    names = [fold(name) for name in official_names(case.disclosure)]
    shortest = rule.parameters["shortest"]
    for passage in texts.every:
        if passage.area == "unread":
            continue
        plain = fold(passage.text)
        for name in names:
            if len(name) < shortest:
                continue
            outcome.hold(plain.count(name))
            for found in _nearly(plain, name, names, rule.parameters["edits"]):
                breach = texts.breach(passage, found)
                breach.values = {**breach.values, "expected": name}
                breach.expected = name
                outcome.breach(breach)
    for statement in case.disclosure.statements:
        outcome.hold(int(bool(statement.unit_name)))
    return outcome


def _nearly(text: str, name: str, names: list[str], edits: int) -> Iterator[str]:
    """Stretches that begin and end like the name and differ from it by at most `edits` characters."""
    head, tail = name[:2], name[-1]
    seen: set[str] = set()
    for found in re.finditer(re.escape(head), text):
        window = text[found.start() : found.start() + len(name) + edits]
        ends = [place + 1 for place, char in enumerate(window) if char == tail and place >= len(head)]
        candidates = [window[:end] for end in ends]
        if any(candidate in names for candidate in candidates):
            continue
        for candidate in candidates:
            if candidate not in seen and _is_slip(candidate, name, edits):
                seen.add(candidate)
                yield candidate
                break


def _is_slip(candidate: str, name: str, edits: int) -> bool:
    """Whether a stretch is the name with a slip: two characters replaced make another office's name."""
    steps = edit_distance(candidate, name, edits)
    if not 0 < steps <= edits or likeness(candidate, name) < 0.5:
        return False
    return steps == 1 or len(candidate) != len(name)
