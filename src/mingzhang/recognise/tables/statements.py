"""Every statement of a document: found by title, read by its layout, doubts settled by the identities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Block, Place
from mingzhang.facts.model import Source, Statement, Unread
from mingzhang.kit.chinese import squeeze
from mingzhang.recognise.tables.agreement import Agreement
from mingzhang.recognise.tables.codes import Names
from mingzhang.recognise.tables.economic_groups import read_economic_groups
from mingzhang.recognise.tables.filling import SURPLUS, TableRead
from mingzhang.recognise.tables.header import money_in
from mingzhang.recognise.tables.labelled_rows import read_labelled_rows
from mingzhang.recognise.tables.labels import plain_label
from mingzhang.recognise.tables.placing import Doubt
from mingzhang.recognise.tables.rivals import without_rivals
from mingzhang.recognise.tables.segments import Segment, says_no_data, segments_of
from mingzhang.recognise.tables.subject_rows import read_subject_rows
from mingzhang.recognise.tables.three_public import read_three_public
from mingzhang.recognise.tables.titles import titles_of
from mingzhang.recognise.tables.two_sided import read_two_sided
from mingzhang.recognise.tables.untitled import LOST, statement_by_content
from mingzhang.recognise.unread import LONGEST_UNREAD
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import StatementForm

_MOST_LISTED = 3
"""More rows than this with figures beside the columns are listed together."""


@dataclass(slots=True)
class StatementsRead:
    """Statements in printed order, the rows not understood, and the indices of the blocks used."""

    statements: list[Statement] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    consumed: set[int] = field(default_factory=set)


def recognise_statements(
    blocks: Sequence[Block], standard: Standard, outside: Sequence[bool] | None = None
) -> StatementsRead:
    """The statements in `blocks`; a table that goes on under a repeated title is one statement.

    `outside` marks the blocks where no statement stands (contents, explanation, glossary).
    """
    headings = standard.headings
    within = outside or [False] * len(blocks)
    segments = segments_of(
        blocks,
        titles_of(standard),
        headings,
        within,
        _labels(standard),
        lambda rows, titled: statement_by_content(rows, standard, titled),
    )
    found = StatementsRead(consumed=segments.consumed)
    names = Names(standard.subjects.functional, blocks)
    trimmed = _ends_cut(segments.found)
    doubts: list[Doubt] = []
    for segment in segments.found:
        statement = _statement(segment, standard)
        form = standard.statements[segment.statement]
        read = _by_layout(statement, segment, form, standard, names, trimmed)
        if segment.untitled:
            _note(statement, LOST)
        doubts += read.doubts
        found.statements.append(statement)
        found.unread += _unread_rows(read)
    notes = {id(item): segment.notes for item, segment in zip(found.statements, segments.found, strict=True)}
    found.statements, others = without_rivals(found.statements)
    kept = {id(item) for item in found.statements}
    doubts = [doubt for doubt in doubts if id(doubt.statement) in kept]
    found.unread += others
    _units_of_money(found.statements, standard)
    if doubts:
        Agreement(found.statements, standard).settle(doubts)
    for statement in found.statements:
        _empty(statement, any(says_no_data(note, headings) for note in notes[id(statement)]))
    return found


def _labels(standard: Standard) -> Callable[[str, str], bool]:
    """Whether a text is a row's or a section's label of a statement."""

    classes = {plain_label(subject.name) for subject in standard.subjects.classes}

    def is_label(statement: str, text: str) -> bool:
        form = standard.statements[statement]
        known = [(row.label, *row.spellings) for side in form.sides for row in side.rows]
        known += [(section.label, *section.spellings) for side in form.sides for section in side.sections]
        plain = plain_label(text)
        if plain in classes and any(side.class_rows for side in form.sides):
            return True
        return any(plain == plain_label(spelling) for spellings in known for spelling in spellings)

    return is_label


def _statement(segment: Segment, standard: Standard) -> Statement:
    heads = segment.heads
    money = next((head.money for head in heads if head.money), None)
    place = segment.place
    return Statement(
        id=segment.statement,
        form=next((head.form for head in heads if head.form), None),
        title=next((head.title for head in heads if head.title), None),
        currency_unit=money or money_in([text for row in segment.rows[:4] for text in row.texts()]),
        unit_name=next((head.unit_name for head in heads if head.unit_name), None),
        unit_label=next((head.unit_label for head in heads if head.unit_label), None),
        year=next((head.year for head in heads if head.year), None),
        notes=segment.notes,
        source=Source(line=place.line, page=place.page, bbox=place.bbox, cell=place.cell),
    )


def _by_layout(
    statement: Statement,
    segment: Segment,
    form: StatementForm,
    standard: Standard,
    names: Names,
    trimmed: bool,
) -> TableRead:
    headings, rows = standard.headings, segment.rows
    if form.layout == "two_sided":
        return read_two_sided(statement, rows, form, standard, trimmed)
    if form.layout == "economic_groups":
        return read_economic_groups(statement, rows, form, headings, standard.subjects.economic)
    if form.layout == "three_public":
        return read_three_public(statement, rows, form, headings, trimmed)
    if form.layout == "labelled_rows":
        return read_labelled_rows(statement, rows, form, headings)
    return read_subject_rows(statement, rows, form.sides[0].columns, headings, names, trimmed)


def _ends_cut(segments: Sequence[Segment]) -> bool:
    """Whether blank cells at the end of rows are cut off throughout the document."""
    rows = [row for segment in segments for row in segment.rows if len(row.cells) >= 3]
    return bool(rows) and all(squeeze(row.cells[-1].text) for row in rows)


def _units_of_money(statements: Sequence[Statement], standard: Standard) -> None:
    """A statement without its unit of money takes the one that the others print, and says so."""
    printed = Counter(item.currency_unit for item in statements if item.currency_unit)
    for statement in statements:
        if statement.currency_unit is not None:
            continue
        if printed:
            statement.currency_unit = printed.most_common(1)[0][0]
            how = "金额单位没有印出，按其他各表"
        else:
            statement.currency_unit = standard.statements[statement.id].currency_unit
            how = "金额单位没有印出，按报表的一般单位"
        _note(statement, how)


def _note(statement: Statement, how: str) -> None:
    """Say in every fact what was inferred about the whole statement."""
    for fact in statement.facts:
        fact.inferred = f"{fact.inferred}；{how}" if fact.inferred else how
        fact.confidence = min(fact.confidence, 0.9)


def _empty(statement: Statement, says_so: bool) -> None:
    """A statement without figures, or with zeros only and the sentence that there are none."""
    shown = [fact for fact in statement.facts if fact.value is None or float(fact.value)]
    if not statement.facts or (says_so and not shown):
        statement.no_data = True
        statement.facts = []


def _unread_rows(read: TableRead) -> list[Unread]:
    """The rows not understood; figures that no column takes, row after row, are one passage."""
    beside = [entry for entry in read.unread if entry[1].startswith(SURPLUS)]
    listed = [entry for entry in read.unread if entry not in beside or len(beside) <= _MOST_LISTED]
    found = [_unread(row.place, row.texts(), reason) for row, reason in listed]
    if len(beside) > _MOST_LISTED:
        figures = "；".join(reason.removeprefix(f"{SURPLUS}：") for _, reason in beside)[:LONGEST_UNREAD]
        row = beside[0][0]
        found.append(_unread(row.place, [figures], f"{SURPLUS}，共 {len(beside)} 行"))
    return found


def _unread(place: Place, texts: Sequence[str], reason: str) -> Unread:
    source = Source(line=place.line, page=place.page, bbox=place.bbox, cell=place.cell)
    return Unread(source=source, text=" ".join(text for text in map(squeeze, texts) if text), reason=reason)
