"""The explanation as sections, and the glossary as terms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingzhang.document.model import Paragraph
from mingzhang.facts.model import ExplanationParagraph, GlossaryEntry, Section
from mingzhang.kit.chinese import squeeze
from mingzhang.recognise.outline.headings_found import exactly, looks_like_heading, matching, numbered
from mingzhang.recognise.outline.paragraphs import source_of
from mingzhang.standard.headings import Heading, Headings

_TERM = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[、.．])?\s*"
    r"(?P<term>[^：:，。]{2,40}?)(?:[：:]|，?是指|，?是反映|，?反映|指)(?P<text>.+)$",
    re.DOTALL,
)


_OPEN = "：:，,、；;"
"""An entry that ends so goes on in the next paragraph."""


def read_explanation(paragraphs: Sequence[Paragraph], headings: Headings) -> list[Section]:
    """Sections in order; a heading of the standard opens one, so does any numbered heading."""
    every = _flat(headings.sections)
    sections: list[Section] = []
    parent: Heading | None = None
    for paragraph in paragraphs:
        heading = _section_heading(paragraph, headings, every, parent)
        if heading is not None:
            found, title = heading
            if found is not None and found.children:
                parent = found
            elif found is None or found not in (parent.children if parent else []):
                parent = found if found in headings.sections else parent
            sections.append(
                Section(section=found.id if found else None, title=title, source=source_of(paragraph))
            )
            continue
        if not sections:
            sections.append(Section(title="", source=source_of(paragraph)))
        sections[-1].paragraphs.append(
            ExplanationParagraph(text=paragraph.text.strip(), source=source_of(paragraph))
        )
    return [section for section in sections if section.title or section.paragraphs]


def _flat(headings: list[Heading]) -> list[Heading]:
    return [item for heading in headings for item in (heading, *heading.children)]


def _section_heading(
    paragraph: Paragraph, headings: Headings, every: list[Heading], parent: Heading | None
) -> tuple[Heading | None, str] | None:
    text = paragraph.text.strip().rstrip("。：:")
    if not looks_like_heading(Paragraph(text, paragraph.place, paragraph.level)):
        return None
    title = squeeze(text)
    children = parent.children if parent is not None else []
    level = numbered(text).level
    # 一、 opens a section of its own, （一） one below the section that stands open.
    nearest = headings.sections if level == 1 else children
    found = exactly(text, nearest) or exactly(text, every) or matching(text, nearest) or matching(text, every)
    if found is not None:
        return found, title
    if level in (1, 2) or (paragraph.level > 0 and not paragraph.text.rstrip().endswith("。")):
        return None, title
    return None


def read_glossary(paragraphs: Sequence[Paragraph]) -> list[GlossaryEntry]:
    """Terms with their texts; a paragraph that explains no term of its own has its first words as term."""
    entries: list[GlossaryEntry] = []
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if not text:
            continue
        if entries and entries[-1].text[-1:] in _OPEN and numbered(text).level is None:
            entries[-1].text += text
            continue
        found = _TERM.match(text)
        term = squeeze(found.group("term")) if found else squeeze(text)[:12]
        body = found.group("text").strip() if found else text
        entries.append(GlossaryEntry(term=term, text=body, source=source_of(paragraph)))
    return entries
