"""Things said twice: in one list, in one text, in the forms of different projects."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.checks.documents.similarity import bare, containment, grams
from mingzhang.checks.documents.texts import Passage, Texts, form_name, quote, texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
_NUMBER = re.compile(
    r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?|\d[\d,]*(?:\.\d+)?(?:余|多)?(?:人次|万元|平方米|公里|[人次户个家份台套辆部项元处起条名天%])"
)


@document_check("item_listed_twice")
def item_listed_twice(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No enumeration names one thing twice."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    for passage in texts.every:
        if passage.area == "unread":
            continue
        for start, sentence in passage.sentences():
            for run in re.finditer(
                r"[^，。；：,:;\s]*(?:、[^，。；：,:;\s]*)+", _BRACKETED.sub("", sentence)
            ):
                items = [item.strip() for item in run.group().split("、")]
                if len(items) < rule.parameters["least_items"]:
                    continue
                items[0] = re.sub(rule.parameters["head"], "", items[0])
                items[-1] = re.sub(rule.parameters["tail"], "", items[-1])
                twice = [
                    item
                    for item, count in Counter(items).items()
                    if count > 1 and len(item) >= rule.parameters["shortest"]
                ]
                if not twice:
                    outcome.hold()
                for item in twice:
                    at = passage.text.find(item, start)
                    breach = texts.breach(passage, texts.excerpt(passage, at, at + len(item)))
                    breach.values = {**breach.values, "item": texts.masked(item)}
                    outcome.breach(breach)
    return outcome


@document_check("sentence_twice")
def sentence_twice(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No text says one sentence twice."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    for passage in texts.every:
        counts = Counter(bare(sentence) for _, sentence in passage.sentences())
        twice = [
            sentence
            for sentence, count in counts.items()
            if count > 1 and len(sentence) >= rule.parameters["shortest"]
        ]
        outcome.hold(int(not twice))
        for sentence in twice:
            outcome.breach(texts.breach(passage, texts.shown(sentence)))
    return outcome


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
    """A long sentence stands in the forms of two projects: one of them may not be about its project."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    groups: dict[str, list[_Said]] = defaultdict(list)
    for said in _sentences(texts, rule.parameters["fields"]):
        plain = bare(said.sentence)
        if len(plain) >= rule.parameters["shortest"]:
            groups[plain].append(said)
    reported: set[tuple[int, int]] = set()
    for group in groups.values():
        first = group[0]
        others = [said for said in group if said.form != first.form]
        if not others:
            outcome.hold()
            continue
        pair = (first.form, others[0].form)
        if pair in reported:
            continue
        reported.add(pair)
        outcome.breach(_shared(texts, first, others[0], first.sentence))
    return outcome


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


@dataclass(slots=True)
class _Reason:
    """A reason given somewhere, and the deviation that it is given for."""

    passage: Passage
    text: str
    deviation: str


@document_check("one_reason_for_different_deviations")
def one_reason_for_different_deviations(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """One reason given for the deviations of different projects or of different subjects."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    groups: dict[str, dict[str, _Reason]] = defaultdict(dict)
    for reason in [*_reasons_of_forms(texts, rule), *_reasons_of_changes(texts, rule, standard)]:
        groups[bare(reason.text)].setdefault(reason.deviation, reason)
    for key, members in groups.items():
        if len(key) < rule.parameters["shortest"]:
            continue
        if len(members) < 2:
            outcome.hold()
        else:
            outcome.breach(_one_reason(texts, list(members.values())))
    return outcome


def _reasons_of_forms(texts: Texts, rule: Rule) -> Iterator[_Reason]:
    """Reasons in the forms; a funds row and its level are one deviation."""
    nothing = re.compile(rule.parameters["no_reason"])
    for passage in texts.forms:
        field = passage.field or ""
        if field.endswith(".variance") and not nothing.search(passage.text):
            part = "funds" if field.startswith("funds.") else field
            yield _Reason(passage, passage.text, f"{id(passage.evaluation)} {part}")


def _reasons_of_changes(texts: Texts, rule: Rule, standard: Standard) -> Iterator[_Reason]:
    """Reasons in the explanation; changes by the same amount are one deviation seen twice."""
    pattern = re.compile(rule.parameters["stated"])
    comparison = re.compile(standard.review.contents.comparison)
    for passage in texts.explanation:
        for found in pattern.finditer(passage.text):
            amounts = [item.group("value") for item in comparison.finditer(passage.text, 0, found.start())]
            if amounts and not rule.parameters["zero"].count(amounts[-1]):
                yield _Reason(passage, found.group("reason"), amounts[-1])


def _one_reason(texts: Texts, places: list[_Reason]) -> Breach:
    quoted = texts.shown(places[0].text)
    breach = texts.breach(places[0].passage, quoted)
    breach.facts = [quote(item.passage, quoted) for item in places]
    zh = "、".join(_where(texts, item.passage).zh for item in places)
    en = ", ".join(_where(texts, item.passage).en for item in places)
    breach.values = {**breach.values, "count": str(len(places)), "places": Text(zh, en)}
    return breach


def _where(texts: Texts, passage: Passage) -> Text:
    if passage.evaluation is not None:
        return form_name(passage.evaluation)
    head = texts.masked(passage.text[:12])
    return Text(f"“{head}…”", f"“{head}…”")
