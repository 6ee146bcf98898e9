"""Another unit's name where this one's belongs: titles of parts and statements, subjects of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.checks.documents.names_unit import official_names
from mingzhang.checks.documents.passages import Passage
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.model import Disclosure
from mingzhang.kit.chinese import fold
from mingzhang.kit.distance import edit_distance
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_PLACE = re.compile(r"[^省市区县旗州镇乡]+[省市区县旗州镇乡]")


@document_check("another_unit")
def another_unit(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Titles, notes and sentences that speak of the discloser name it, not somebody else.

    A name that is nearly the unit's is the business of `names/unit-in-text`, and no breach here.
    """
    outcome = Outcome()
    texts = texts_of(case, standard)
    names = [fold(name) for name in official_names(case.disclosure)]
    if not names:
        outcome.miss("封面没有识别出单位名称", "the cover names no unit")
        return outcome
    patterns = [re.compile(pattern) for pattern in rule.parameters["sentences"]]
    title = re.compile(rule.parameters["title"])
    passages = [(item, [title]) for item in _titles(case.disclosure)]
    passages += [(item, patterns) for item in texts.every if item.area in ("explanation", "statement")]
    kind, not_names, places = (re.compile(rule.parameters[key]) for key in ("kind", "not_names", "places"))
    for passage, wanted in passages:
        plain = fold(passage.text)
        for name in dict.fromkeys(found.group("name") for p in wanted for found in p.finditer(plain)):
            if not kind.search(name) or not_names.match(name) or _is_own(name, names):
                outcome.hold()
                continue
            breach = texts.breach(passage, texts.shown(name))
            breach.values = {**breach.values, "expected": names[0]}
            breach.expected = names[0]
            # Without its place a name may be short for one of the department's own units.
            breach.severity = None if places.search(name) else "warning"
            outcome.breach(breach)
    return outcome


def _titles(disclosure: Disclosure) -> Iterator[Passage]:
    for item in disclosure.headings:
        yield Passage(item.text, item.source, "title", Text("标题", "a title"))
    for statement in disclosure.statements:
        if statement.title:
            yield Passage(statement.title, statement.source, "title", Text("报表标题", "a statement's title"))


def _is_own(name: str, names: list[str]) -> bool:
    """The name, a part of it, one with words before or behind it, or one misspelt."""
    return any(
        name in own
        or own in name
        or (edit_distance(name, own, 2) <= 2 and not _is_elsewhere(name, own))
        or _abbreviates(name, own)
        for own in names
    )


def _is_elsewhere(name: str, own: str) -> bool:
    """Whether two names differ in a whole place name: 静安区 and 普陀区 are no slip of the pen."""
    places = [_PLACE.findall(text) for text in (name, own)]
    return len(places[0]) == len(places[1]) and any(
        one != two and len(one) > 2 and edit_distance(one, two, 2) >= min(2, len(one) - 1)
        for one, two in zip(*places, strict=True)
    )


def _abbreviates(name: str, own: str) -> bool:
    """Whether the characters of `name` stand in `own` in this order: 区规划局, 区规划和自然资源局."""
    rest = iter(own)
    return all(char in rest for char in name)
