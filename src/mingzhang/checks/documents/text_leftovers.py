"""Leftovers of templates, unfinished sentences, words of another language, endless repetition."""

from __future__ import annotations

import re

from mingzhang.checks.documents.passages import Passage, form_name
from mingzhang.checks.documents.similarity import repeated_share
from mingzhang.checks.documents.texts import Texts, texts_of
from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.model import Source
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_CHINESE = re.compile(r"[一-鿿]")
_REPLACEMENT = "�"


@document_check("template_leftovers")
def template_leftovers(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No placeholder, prompt or unchosen alternative of a template is left in a text."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    for passage in texts.every:
        clean = True
        for pattern, leftover in standard.review.leftovers.compiled:
            if passage.area not in leftover.areas:
                continue
            for found in pattern.finditer(passage.text):
                clean = False
                breach = texts.breach(passage, texts.excerpt(passage, *found.span()))
                breach.values = {**breach.values, "name": leftover.name.text()}
                breach.severity = leftover.severity
                outcome.breach(breach)
        outcome.hold(int(clean))
    return outcome


@document_check("text_unfinished")
def text_unfinished(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No text breaks off, and no sentence ends where its reason or purpose should begin."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    empty = re.compile(rule.parameters["empty"])
    passages = texts.every
    for index, passage in enumerate(passages):
        text = passage.text.rstrip()
        following = passages[index + 1] if index + 1 < len(passages) else None
        found = empty.search(text)
        if _REPLACEMENT in text:
            at = text.index(_REPLACEMENT)
            quoted, what = (
                texts.excerpt(passage, at, at + 1),
                Text("有无法显示的字符", "has an unreadable character"),
            )
        elif found is not None:
            quoted, what = texts.excerpt(passage, *found.span()), Text("话没有说完", "says nothing after it")
        elif _breaks_off(text, passage, following, rule):
            quoted, what = texts.excerpt(passage, len(text) - 1, len(text)), Text("没有写完", "breaks off")
        else:
            outcome.hold()
            continue
        breach = texts.breach(passage, quoted)
        breach.values = {**breach.values, "what": what}
        outcome.breach(breach)
    return outcome


def _breaks_off(text: str, passage: Passage, following: Passage | None, rule: Rule) -> bool:
    if (
        passage.area not in ("explanation", "evaluation", "profile")
        or len(text) < rule.parameters["shortest"]
    ):
        return False
    if text.count("（") + text.count("(") > text.count("）") + text.count(")") and text[-1] not in "。；":
        return True
    if text[-1] not in rule.parameters["open_ends"]:
        return False
    goes_on = (
        passage.area == "explanation"
        and following is not None
        and following.section is passage.section
        and not re.match(rule.parameters["numbering"], following.text)
    )
    return not goes_on


@document_check("foreign_words")
def foreign_words(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No words of another language stand in a Chinese sentence."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    words = "|".join(map(re.escape, standard.review.leftovers.foreign_words))
    pattern = re.compile(rf"(?<![A-Za-z0-9.\-_/@]){'(?i:' + words + ')'}(?![A-Za-z0-9.\-_/@])")
    for passage in texts.every:
        found = pattern.search(passage.text)
        if found is None or len(_CHINESE.findall(passage.text)) < 5:
            outcome.hold()
            continue
        outcome.breach(texts.breach(passage, texts.excerpt(passage, *found.span())))
    return outcome


def is_traditional(char: str) -> bool:
    """Whether a character belongs to the traditional set only (Big5 has it, GB 2312 does not)."""
    if not _CHINESE.match(char):
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        try:
            char.encode("big5")
        except UnicodeEncodeError:
            return False
        return True
    return False


def _titles(texts: Texts) -> list[Passage]:
    """Titles of statements, sections and forms."""
    disclosure = texts.disclosure

    def title(text: str, source: Source, what: Text) -> Passage:
        return Passage(text, source, "title", what)

    found = [
        title(item.title, item.source, Text("报表标题", "title of a statement"))
        for item in disclosure.statements
        if item.title
    ]
    found += [
        title(item.title, item.source, Text("情况说明标题", "heading of the explanation"))
        for item in disclosure.explanation
    ]
    return found + [
        title(form.title, form.source, form_name(form)) for form in disclosure.evaluations if form.title
    ]


@document_check("traditional_characters")
def traditional_characters(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Traditional characters in a simplified text come from a machine: in a title one, in a text several."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    for passage in [*_titles(texts), *texts.every]:
        foreign = [char for char in passage.text if is_traditional(char)]
        least = 1 if passage.area == "title" else rule.parameters["least"]
        if len(foreign) < least:
            outcome.hold()
            continue
        breach = texts.breach(passage, texts.shown(passage.text, 30))
        breach.values = {**breach.values, "characters": "".join(dict.fromkeys(foreign))[:12]}
        outcome.breach(breach)
    return outcome


@document_check("endless_repetition")
def endless_repetition(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No text repeats one word again and again."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    for passage in texts.every:
        share, gram, count = repeated_share(passage.text)
        chinese = len(_CHINESE.findall(gram)) == len(gram)
        if share < rule.parameters["share"] or count < rule.parameters["least"] or not chinese:
            outcome.hold()
            continue
        breach = texts.breach(passage, texts.shown(passage.text, 30))
        breach.values = {**breach.values, "word": gram, "count": str(count)}
        outcome.breach(breach)
    return outcome


@document_check("unread_material")
def unread_material(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """What stands in the document and belongs to nothing is worth a look."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    unread = [passage for passage in texts.every if passage.area == "unread"]
    if not unread:
        outcome.hold()
    for passage, item in zip(unread, case.disclosure.unread, strict=True):
        breach = texts.breach(passage, texts.shown(passage.text, 40))
        breach.values = {**breach.values, "reason": item.reason}
        outcome.breach(breach)
    return outcome
