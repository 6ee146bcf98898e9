"""Profile, explanation and glossary as sections."""

from __future__ import annotations

from mingzhang.document.model import Block, Paragraph
from mingzhang.document.paper import Section
from mingzhang.facts.model import Disclosure
from mingzhang.kit.chinese import numeral
from mingzhang.present.cells import NOWHERE, grid, header, label, row
from mingzhang.present.wording import filled
from mingzhang.standard.load import Standard
from mingzhang.standard.variants import Variant


def body(text: str) -> Block:
    """A paragraph of running text."""
    return Paragraph(text, NOWHERE)


def profile_sections(disclosure: Disclosure, standard: Standard, variant: Variant) -> list[Section]:
    """Duties, sections, member units and staff; what is not known has no heading."""
    profile = disclosure.profile
    heads = {topic: filled(title, disclosure, standard) for topic, title in variant.printed.profile.items()}
    found: list[Section] = []
    if profile.duties:
        lines = [body(f"{number}.{duty}") for number, duty in enumerate(profile.duties, 1)]
        found.append(Section("duties", heads["duties"], blocks=lines))
    below = _organisation(disclosure, standard, heads)
    if below:
        found.append(Section("organisation", heads["organisation"]))
    return found + below


def _organisation(disclosure: Disclosure, standard: Standard, heads: dict[str, str]) -> list[Section]:
    profile, wording = disclosure.profile, standard.paper
    found: list[Section] = []
    if profile.sections:
        text = wording.sections.format(names="、".join(profile.sections))
        lines = _as_stated(disclosure, "sections") or [body(text)]
        found.append(Section("sections", heads["sections"], level=3, blocks=lines))
    if profile.member_units:
        lines = [_member_units(disclosure, standard)]
        found.append(Section("member_units", heads["member_units"], level=3, blocks=lines))
    if profile.staff:
        lines = _as_stated(disclosure, "staff/") or [_staff(disclosure, standard)]
        found.append(Section("staff", heads["staff"], level=3, blocks=lines))
    return found


def _member_units(disclosure: Disclosure, standard: Standard) -> Block:
    heads = row([header(word) for word in standard.paper.member_unit_headers])
    lines = [
        row([label(str(number), align="center"), label(name)])
        for number, name in enumerate(disclosure.profile.member_units, 1)
    ]
    return grid([heads, *lines], (1, 6), 1)


def _as_stated(disclosure: Disclosure, figure: str) -> list[Block]:
    """The sentences in which the disclosure states figures of the profile, where it has them as claims."""
    texts = dict.fromkeys(
        claim.text
        for claim in disclosure.claims
        if claim.about is not None and (claim.about.figure or "").startswith(figure)
    )
    return [body(text) for text in texts]


def _staff(disclosure: Disclosure, standard: Standard) -> Block:
    """A table: sentences would state numbers that no claim of the disclosure knows."""
    wording = standard.paper
    heads = row([header(word) for word in wording.staff_headers])
    lines = [
        row([label(wording.staff_categories.get(category, category)), label(str(count), align="right")])
        for category, count in disclosure.profile.staff.items()
    ]
    return grid([heads, *lines], (3, 1), 1)


def explanation_sections(disclosure: Disclosure) -> list[Section]:
    """The explanation as it stands, paragraph by paragraph; what is only owed has no words to print."""
    return [
        Section(
            f"explanation-{number}",
            section.title,
            level=3 if section.title.lstrip()[:1] in "（(" and section.title else 2,
            blocks=[body(paragraph.text) for paragraph in section.paragraphs if paragraph.text.strip()],
        )
        for number, section in enumerate(disclosure.explanation, 1)
    ]


def glossary_section(disclosure: Disclosure, standard: Standard) -> Section:
    """The terms, numbered."""
    lines = [
        body(standard.paper.glossary_entry.format(number=numeral(at), term=entry.term, text=entry.text))
        for at, entry in enumerate(disclosure.glossary, 1)
    ]
    return Section("glossary", "", blocks=lines)
