"""One document's forms, from blocks to evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Block
from mingzhang.facts.model import Evaluation, Unread
from mingzhang.recognise.evaluations.lines import Line, lines_of
from mingzhang.recognise.evaluations.places import FormPlace, find_places, footnote_terms
from mingzhang.recognise.evaluations.table import FormTable
from mingzhang.recognise.evaluations.words import Words, words_of
from mingzhang.standard.load import Standard

_STRAY_TITLE = "位于自评表标题处，无法辨认 (stands where a form's title should, not legible)"
_STRAY_NOTE = "自评表下的文字与自评表无关或无法辨认 (under a form, and none of its notes as far as legible)"


@dataclass(slots=True)
class FormsRead:
    """The forms of a document, what in them was not understood, and the blocks that they used."""

    evaluations: list[Evaluation] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    consumed: set[int] = field(default_factory=set)


def recognise_forms(blocks: Sequence[Block], standard: Standard) -> FormsRead:
    """Every self-evaluation form in reading order: complete, blank, or what is left of it.

    `consumed` are the indices of the blocks used: titles, year lines, tables and footnotes.
    """
    words = words_of(standard)
    read = FormsRead()
    for place in find_places(lines_of(blocks, words), words):
        read.evaluations.append(_evaluation(place, words, standard, read.unread))
        read.consumed.update(line.block for line in place.lines())
    return read


def _evaluation(place: FormPlace, words: Words, standard: Standard, unread: list[Unread]) -> Evaluation:
    evaluation = Evaluation(status="fragment", source=place.begins.source)
    if place.title is not None:
        evaluation.title = place.title.text.strip("#* ")
    if place.year is not None:
        evaluation.year = place.year.text
        evaluation.sources["year"] = place.year.source
    if place.stray is not None:
        unread.append(_unread(place.stray, _STRAY_TITLE))
    if place.table:
        table = FormTable(evaluation, words, standard.scheme)
        for line in place.table:
            table.take(line)
        unread.extend(table.finish())
        evaluation.status = table.status()
    for line in place.footnotes:
        if footnote_terms(line, words) == 0:
            unread.append(_unread(line, _STRAY_NOTE))
    return evaluation


def _unread(line: Line, reason: str) -> Unread:
    return Unread(source=line.source, text=line.text, reason=reason)
