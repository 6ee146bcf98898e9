"""Things said twice: in one list, in one text, in the forms of different projects."""

from __future__ import annotations

import re
from collections import Counter

from mingzhang.checks.documents.passages import Passage, form_name
from mingzhang.checks.documents.similarity import bare
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_WORDS = re.compile(r"[\u4e00-\u9fff]{4}")
"""What has no words is figures of a table that was not understood."""
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")


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
        counts = Counter(bare(sentence) for _, sentence in passage.sentences() if _WORDS.search(sentence))
        twice = [
            sentence
            for sentence, count in counts.items()
            if count > 1 and len(sentence) >= rule.parameters["shortest"]
        ]
        outcome.hold(int(not twice))
        for sentence in twice:
            outcome.breach(texts.breach(passage, texts.shown(sentence)))
    return outcome


@document_check("doubled_word")
def doubled_word(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No word is written twice running."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    pattern = re.compile(rule.parameters["doubled"])
    names = [
        Passage(form.project, form.source, "evaluation", form_name(form), evaluation=form, field="project")
        for form in texts.disclosure.evaluations
        if form.project
    ]
    for passage in [*names, *(item for item in texts.every if item.area != "unread")]:
        found = pattern.search(passage.text)
        if found is None:
            outcome.hold()
            continue
        breach = texts.breach(passage, texts.excerpt(passage, *found.span()))
        breach.values = {**breach.values, "word": found.group()}
        outcome.breach(breach)
    return outcome
