"""Which part of the explanation a heading opens, and the vocabulary that holds in it."""

from __future__ import annotations

import re

from mingzhang.claims.folding import fold_text
from mingzhang.facts.model import ClaimCell, Disclosure, address_of
from mingzhang.recognise.claims.cells import cell_of
from mingzhang.recognise.claims.items import Lexicon, items_of
from mingzhang.recognise.claims.subjects import SubjectNames
from mingzhang.standard.load import Standard
from mingzhang.standard.wording import ClaimContext

_HEADING = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、部.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.．])?[^。;，]{2,40}$"
)


_PATHS_ELSEWHERE = "general_budget_expenditure/total"
"""What a path of subjects, A（类）B（款）C（项）, refers to where a context has no subjects of its own."""


class Context:
    """A part of the explanation: its words, its subjects, the total of a bare share."""

    def __init__(self, data: ClaimContext | None, lexicon: Lexicon, names: SubjectNames) -> None:
        self.id = data.id if data is not None else None
        self.lexicon = lexicon
        self.names = names
        self.share_of: ClaimCell | None = cell_of(data.share_of) if data is not None else None


class Contexts:
    """The contexts of one document; each is built when first entered."""

    def __init__(self, disclosure: Disclosure, standard: Standard) -> None:
        self._disclosure = disclosure
        self._subjects = standard.subjects
        self._data = {context.id: context for context in standard.claim_terms.contexts}
        terms = standard.claim_terms
        self._printed = _with_money(disclosure)
        general = [terms.general, *(self._data[name].terms for name in terms.general_from)]
        self._telling = standard.claim_wording.telling
        self._general = [items_of(each, self._printed) for each in general]
        self._built: dict[str | None, Context] = {}

    def of_section(self, section_id: str | None, title: str) -> Context | None:
        """By the section's id, else by its title; None where neither is known."""
        if section_id is not None:
            known = [name for name in self._data if section_id == name or section_id.startswith(name + "_")]
            if known:
                return self.named(max(known, key=len))
        return self.of_heading(title)

    def of_heading(self, title: str) -> Context | None:
        """The context with the longest heading word in `title`."""
        folded = fold_text(title).text
        best: tuple[int, str | None] = (0, None)
        for context in self._data.values():
            if any(word in folded for word in context.not_headings):
                continue
            length = max((len(word) for word in context.headings if word in folded), default=0)
            if length > best[0]:
                best = (length, context.id)
        return self.named(best[1]) if best[1] is not None else None

    def named(self, name: str | None) -> Context:
        """The context with this id; None gives the one with the general words only."""
        if name not in self._built:
            self._built[name] = self._build(self._data[name] if name is not None else None)
        return self._built[name]

    def _build(self, data: ClaimContext | None) -> Context:
        if data is None:
            return Context(None, Lexicon(self._general, self._telling), self._names(_PATHS_ELSEWHERE))
        names = self._names(data.subjects or _PATHS_ELSEWHERE)
        lists = [items_of(data.terms, self._printed)]
        if data.subjects is not None:
            lists.append(names.plain_items())
        return Context(data, Lexicon([*lists, *self._general], self._telling), names)

    def _names(self, target: str) -> SubjectNames:
        return SubjectNames(target, self._disclosure, self._subjects)


def is_heading(text: str) -> bool:
    """Whether a paragraph looks like a heading: one short line without a stop."""
    return bool(_HEADING.match(fold_text(text).text.rstrip("。:")))


def _with_money(disclosure: Disclosure) -> frozenset[str]:
    """Addresses of the cells that print an amount other than zero."""
    return frozenset(
        str(address_of(statement, fact))
        for statement in disclosure.statements
        for fact in statement.facts
        if fact.value is not None and fact.value.strip("-0.")
    )
