"""One text or one event in the forms of two projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.checks.documents.passages import Passage, quote
from mingzhang.checks.documents.similarity import bare, containment, grams
from mingzhang.checks.documents.texts import Texts, texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_NUMBER = re.compile(
    r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?|\d[\d,]*(?:\.\d+)?(?:余|多)?(?:人次|万元|平方米|公里|[人次户个家份台套辆部项元处起条名天%])"
)


@dataclass(slots=True)
class _Said:
    """One sentence of a form."""

    form: int
    passage: Passage
    sentence: str


def _sentences(texts: Texts, fields: list[str]) -> Iterator[_Said]:
    order = {id(form): index for index, form in enumerate(texts.disclosure.evaluations)}
    for passage in texts.forms:
        if passage.evaluation is None or not any((passage.field or "").endswith(field) for field in fields):
            continue
        for _, sentence in passage.sentences():
            yield _Said(order[id(passage.evaluation)], passage, sentence)


@document_check("text_shared_by_forms")
def text_shared_by_forms(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A long run of words stands in the forms of two projects: one may not be about its project."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    first: dict[str, _Said] = {}
    pairs: dict[tuple[int, int], tuple[_Said, _Said]] = {}
    length: int = rule.parameters["shortest"]
    for said in _told(texts, rule):
        for start in range(len(said.sentence) - length + 1):
            gram = said.sentence[start : start + length]
            earlier = first.setdefault(gram, said)
            pair = (earlier.form, said.form)
            if earlier.form != said.form and pair not in pairs:
                run = _common_run(earlier.sentence, said.sentence, gram)
                pairs[pair] = (earlier, _Said(said.form, said.passage, run))
    for earlier, said in pairs.values():
        outcome.breach(_shared(texts, earlier, said, said.sentence))
    outcome.hold(max(0, len(texts.disclosure.evaluations) - len({pair[1] for pair in pairs})))
    return outcome


def _told(texts: Texts, rule: Rule) -> Iterator[_Said]:
    """The bare texts of the forms without the clauses that every form has (budget, paid, rate)."""
    order = {id(form): index for index, form in enumerate(texts.disclosure.evaluations)}
    usual = re.compile(rule.parameters["usual"])
    for passage in texts.forms:
        field = (passage.field or "").split(".")[-1]
        if passage.evaluation is None or field not in rule.parameters["fields"]:
            continue
        clauses = [clause for clause in re.split("[，,。；;]", passage.text) if not usual.search(clause)]
        yield _Said(order[id(passage.evaluation)], passage, bare("".join(clauses)))


def _common_run(one: str, other: str, gram: str) -> str:
    """The longest run around `gram` that both texts have."""
    left, right = one.index(gram), other.index(gram)
    begin, end = 0, len(gram)
    while min(left, right) + begin > 0 and one[left + begin - 1] == other[right + begin - 1]:
        begin -= 1
    while max(left + end - len(one), right + end - len(other)) < 0 and one[left + end] == other[right + end]:
        end += 1
    return other[right + begin : right + end]


def _shared(texts: Texts, first: _Said, other: _Said, sentence: str) -> Breach:
    quoted = texts.shown(sentence.strip())
    breach = texts.breach(first.passage, quoted)
    breach.facts = [quote(first.passage, quoted), quote(other.passage, quoted)]
    breach.values = {**breach.values, "other": other.passage.place}
    # The later place is where the copy most likely is.
    breach.source = other.passage.source
    return breach


@document_check("event_in_two_projects")
def event_in_two_projects(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """One event told by date and number counts for one project only."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    events: list[tuple[_Said, frozenset[str], frozenset[str]]] = []
    for said in _sentences(texts, rule.parameters["fields"]):
        marks = frozenset(_marks(said.sentence))
        if len(marks) >= rule.parameters["least_marks"]:
            events.append((said, marks, grams(said.sentence, 2)))
    reported: set[tuple[int, int]] = set()
    for index, (said, marks, words) in enumerate(events):
        for other, other_marks, other_words in events[index + 1 :]:
            pair = (said.form, other.form)
            if said.form == other.form or pair in reported or bare(said.sentence) == bare(other.sentence):
                continue
            common = marks & other_marks
            shared = max(containment(words, other_words), containment(other_words, words))
            if _telling(common, rule) and shared >= rule.parameters["alike"]:
                reported.add(pair)
                breach = _shared(texts, said, other, said.sentence)
                breach.values = {**breach.values, "marks": "、".join(sorted(common))}
                outcome.breach(breach)
    outcome.hold(len(texts.disclosure.evaluations) - len({pair[1] for pair in reported}))
    return outcome


def _marks(sentence: str) -> Iterator[str]:
    for found in _NUMBER.finditer(sentence):
        yield found.group().replace("多", "余").replace(",", "")


def _telling(common: frozenset[str], rule: Rule) -> bool:
    """Marks that two events share by chance are few: a month and a number of three digits are not."""
    month = any("月" in mark for mark in common)
    large = any(re.match(r"\d{3,}", mark) and "年" not in mark for mark in common)
    return len(common) >= int(rule.parameters["least_common"]) and month and large
