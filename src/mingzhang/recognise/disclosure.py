"""Document → Disclosure: what was printed, as facts with their places; what was not understood, listed."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.document.model import Document, Grid, Paragraph
from mingzhang.facts.model import (
    Disclosure,
    ExplanationParagraph,
    PartHeading,
    Section,
    Unit,
    Unread,
)
from mingzhang.kit.chinese import squeeze
from mingzhang.kit.errors import UnreadableInput
from mingzhang.recognise.claims import recognise_claims
from mingzhang.recognise.evaluations import recognise_forms
from mingzhang.recognise.outline.cover import cover_title, is_template, kind_of, unit_of, year_of
from mingzhang.recognise.outline.explanation import read_explanation, read_glossary
from mingzhang.recognise.outline.headings_found import part_of
from mingzhang.recognise.outline.paragraphs import source_of, whole_headings, whole_paragraphs
from mingzhang.recognise.outline.parts import CONTENTS, COVER, WORKING_PAPERS, parts_of
from mingzhang.recognise.outline.profile import read_profile, read_profile_table
from mingzhang.recognise.outline.traces import traces_of
from mingzhang.recognise.tables import StatementsRead, recognise_statements
from mingzhang.recognise.tables.titles import titles_of
from mingzhang.recognise.unread import LONGEST_UNREAD, left_over, pages_of_charts, source_at
from mingzhang.recognise.variant import nearest_variant
from mingzhang.standard.load import Standard

_NO_STATEMENTS = (CONTENTS, "profile", "explanation", "glossary", WORKING_PAPERS)


def recognise(
    document: Document,
    standard: Standard,
    *,
    year: int | None = None,
    variant: str | None = None,
    unit: str | None = None,
) -> Disclosure:
    """The disclosure that a document prints. `year`, `variant`, `unit` overrule what is recognised.

    Raises UnreadableInput where the document holds neither a statement nor an evaluation form.
    """
    recogniser = _Recogniser(document, standard)
    disclosure = recogniser.run(variant)
    if year is not None:
        disclosure.fiscal_year = year
    if disclosure.fiscal_year not in (None, standard.year):
        disclosure.printed_year = disclosure.fiscal_year
    if unit is not None:
        disclosure.unit.name = unit
    recognise_claims(disclosure, standard, [recogniser.profile])
    return disclosure


class _Recogniser:
    def __init__(self, document: Document, standard: Standard) -> None:
        self.document = document
        self.standard = standard
        headings = standard.headings
        self.blocks = whole_headings(document.blocks, lambda line: part_of(line, headings) is not None)
        titles = titles_of(standard)
        self.parts = parts_of(self.blocks, standard.headings, lambda line: titles.statement(line) is not None)
        self.taken: set[int] = set()
        """Indices of the blocks that are understood."""
        self.profile = Section(section="profile", title="")
        """The texts of the profile, which the disclosure keeps as lists only."""

    def run(self, variant: str | None) -> Disclosure:
        outside = [part in _NO_STATEMENTS for part in self.parts]
        found = recognise_statements(self.blocks, self.standard, outside)
        self.taken |= found.consumed
        disclosure = Disclosure(standard=self.standard.id, statements=found.statements)
        self._forms(disclosure)
        if not found.statements and not disclosure.evaluations:
            raise UnreadableInput(
                f"{self.document.file}：没有找到决算公开的表或绩效自评表，不像决算公开；请检查文件。",
                f"{self.document.file}: no statement and no evaluation form found; is this a disclosure?",
            )
        self._identity(disclosure, variant, found)
        if is_template(disclosure):
            raise UnreadableInput(
                f"{self.document.file}：是没有填写的公开模板（单位写作“{disclosure.unit.name}”，各表没有数字），"
                "不是决算公开；请给出填写后的文件。",
                f"{self.document.file}: a blank template (unit “{disclosure.unit.name}”, no figure in any "
                "statement), no disclosure; name the file that was filled in.",
            )
        self._texts(disclosure)
        disclosure.headings = list(self._headings())
        self._unread(disclosure, found)
        disclosure.traces = traces_of(self.document.traces, self.standard.headings, disclosure.unit.name)
        return disclosure

    def _forms(self, disclosure: Disclosure) -> None:
        """Evaluation forms stand behind the last statement and outside explanation and glossary."""
        rest = [
            index
            for index in range(len(self.blocks))
            if index not in self.taken
            and self.parts[index] in ("attachments", "statements")
            and not self._opens_part(index)
        ]
        if "attachments" not in self.parts:
            last = max(self.taken, default=-1)
            rest = [index for index in range(last + 1, len(self.blocks)) if index not in self.taken]
        forms = recognise_forms([self.blocks[index] for index in rest], self.standard)
        disclosure.evaluations = forms.evaluations
        disclosure.unread += forms.unread
        self.taken |= {rest[at] for at in forms.consumed}

    def _identity(self, disclosure: Disclosure, variant: str | None, found: StatementsRead) -> None:
        lines = self._paragraphs(COVER)
        title = cover_title([paragraph for _, paragraph in lines])
        self.taken |= {index for indices, _ in lines for index in indices}
        disclosure.title = title
        disclosure.kind = kind_of(title)
        disclosure.fiscal_year = year_of(title, found.statements)
        cover = [paragraph for _, paragraph in lines]
        disclosure.unit = unit_of(title, found.statements, self.standard.headings, cover)
        disclosure.variant = variant or nearest_variant(found.statements, self.standard, disclosure.unit.name)
        self._codes(disclosure)

    def _codes(self, disclosure: Disclosure) -> None:
        """The unit's code and its department, where evaluation forms print them beside its name."""
        unit: Unit = disclosure.unit
        for form in disclosure.evaluations:
            if form.unit is not None and form.unit.name == unit.name and form.unit.code and unit.code is None:
                unit.code = form.unit.code
                unit.department = form.department

    def _texts(self, disclosure: Disclosure) -> None:
        headings = self.standard.headings
        profile = self._paragraphs("profile")
        self.profile.paragraphs = [
            ExplanationParagraph(text=paragraph.text, source=source_of(paragraph)) for _, paragraph in profile
        ]
        disclosure.profile = read_profile([paragraph for _, paragraph in profile], headings)
        self._member_units(disclosure)
        explanation = self._paragraphs("explanation")
        disclosure.explanation = read_explanation([paragraph for _, paragraph in explanation], headings)
        glossary = self._paragraphs("glossary")
        disclosure.glossary = read_glossary([paragraph for _, paragraph in glossary])
        for lines in (profile, explanation, glossary):
            self.taken |= {index for indices, _ in lines for index in indices}
        self.taken |= {index for index, part in enumerate(self.parts) if part in (CONTENTS, WORKING_PAPERS)}

    def _member_units(self, disclosure: Disclosure) -> None:
        """Member units and staff that stand in tables of the profile."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Grid) and self.parts[index] == "profile":
                found = read_profile_table(block, disclosure.profile, self.standard.headings)
                for part in found:
                    disclosure.profile.sources.setdefault(part, source_at(block.place))
                if found:
                    self.taken.add(index)

    def _paragraphs(self, part: str) -> list[tuple[list[int], Paragraph]]:
        """The part's paragraphs made whole, without its own title."""
        blocks = [
            (index, block)
            for index, block in enumerate(self.blocks)
            if self.parts[index] == part and index not in self.taken
        ]
        begins = index_of_change(self.parts, part)
        if begins is not None and part != COVER and blocks and blocks[0][0] == begins:
            self.taken.add(begins)
            blocks = blocks[1:]
        return whole_paragraphs(blocks, part)

    def _unread(self, disclosure: Disclosure, found: StatementsRead) -> None:
        disclosure.unread += found.unread
        disclosure.unread += [
            Unread(source=source_at(place), text=text[:LONGEST_UNREAD], reason=reason)
            for place, text, reason in self.document.unread
        ]
        rest = [it for at, it in enumerate(self.blocks) if at not in self.taken and not self._opens_part(at)]
        disclosure.unread += left_over(rest, pages_of_charts(self.blocks))
        disclosure.unread.sort(key=lambda item: (item.source.line or 0, item.source.page or 0))

    def _headings(self) -> Iterator[PartHeading]:
        """The titles of the parts behind cover and contents."""
        for index, block in enumerate(self.blocks):
            part = self.parts[index]
            if part in (COVER, CONTENTS, WORKING_PAPERS) or not self._opens_part(index):
                continue
            if isinstance(block, Paragraph) and part_of(block, self.standard.headings) is not None:
                yield PartHeading(part=part, text=squeeze(block.text), source=source_at(block.place))

    def _opens_part(self, index: int) -> bool:
        return index == 0 or self.parts[index] != self.parts[index - 1]


def index_of_change(parts: list[str], part: str) -> int | None:
    """Where `part` begins."""
    return next((index for index, name in enumerate(parts) if name == part), None)
