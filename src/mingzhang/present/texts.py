"""Profile, explanation and glossary as sections."""

from __future__ import annotations

from mingzhang.document.model import Block, Paragraph
from mingzhang.document.paper import Section
from mingzhang.facts.model import Disclosure
from mingzhang.kit.chinese import numeral
from mingzhang.present.cells import NOWHERE
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
        text = wording.sections.format(count=len(profile.sections), names="、".join(profile.sections))
        found.append(Section("sections", heads["sections"], level=3, blocks=[body(text)]))
    if profile.member_units:
        lines = [body(name) for name in profile.member_units]
        found.append(Section("member_units", heads["member_units"], level=3, blocks=lines))
    if profile.staff:
        text = _staff(disclosure, standard)
        found.append(Section("staff", heads["staff"], level=3, blocks=[body(text)]))
    return found


def _staff(disclosure: Disclosure, standard: Standard) -> str:
    wording, staff = standard.paper, disclosure.profile.staff
    categories = "、".join(
        wording.staff_category.format(name=wording.staff_categories.get(category, category), count=count)
        for category, count in staff.items()
        if category != "total"
    )
    if "total" not in staff:
        return filled(wording.staff_without_total, disclosure, standard, categories=categories)
    return filled(wording.staff, disclosure, standard, total=staff["total"], categories=categories)


def explanation_sections(disclosure: Disclosure) -> list[Section]:
    """The explanation as it stands, paragraph by paragraph."""
    return [
        Section(
            f"explanation-{number}",
            section.title,
            level=3 if section.title.lstrip()[:1] in "（(" and section.title else 2,
            blocks=[body(paragraph.text) for paragraph in section.paragraphs],
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
