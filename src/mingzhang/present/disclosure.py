"""A disclosure as a paper in five parts: profile, statements, explanation, glossary, evaluation forms."""

from __future__ import annotations

from mingzhang.document.paper import Paper, Part, Section
from mingzhang.facts.model import Disclosure, Statement
from mingzhang.kit.chinese import numeral
from mingzhang.present.clean import clean
from mingzhang.present.evaluation.section import evaluation_sections
from mingzhang.present.statements.section import statement_section
from mingzhang.present.texts import explanation_sections, glossary_section, profile_sections
from mingzhang.present.wording import filled, variant_of
from mingzhang.standard.load import Standard
from mingzhang.standard.variants import Variant

PARTS = ("profile", "statements", "explanation", "glossary", "attachments")


def present(disclosure: Disclosure, standard: Standard) -> Paper:
    """The whole disclosure laid out as its variant prints it. A part without content is left out."""
    variant = variant_of(disclosure, standard)
    wording = standard.paper
    cover = _cover(disclosure, standard)
    paper = Paper(
        title=disclosure.title or "".join(cover),
        author=disclosure.unit.name or "",
        subject=filled(wording.cover, disclosure, standard),
        cover=cover,
        contents_title=wording.contents,
    )
    contents = {
        "profile": profile_sections(disclosure, standard, variant),
        "statements": [
            statement_section(statement, disclosure, standard, variant)
            for statement in _in_order(disclosure, variant)
        ],
        "explanation": explanation_sections(disclosure),
        "glossary": [glossary_section(disclosure, standard)] if disclosure.glossary else [],
        "attachments": evaluation_sections(disclosure, standard),
    }
    for part_id in PARTS:
        if contents[part_id]:
            number = len(paper.parts) + 1
            paper.parts.append(_part(part_id, number, contents[part_id], disclosure, standard, variant))
    return clean(paper)


def _in_order(disclosure: Disclosure, variant: Variant) -> list[Statement]:
    """The statements in the variant's order; those that it does not print come last."""
    rank = {item.id: at for at, item in enumerate(variant.statements)}
    return sorted(disclosure.statements, key=lambda statement: rank.get(statement.id, len(rank)))


def _part(
    part_id: str,
    number: int,
    sections: list[Section],
    disclosure: Disclosure,
    standard: Standard,
    variant: Variant,
) -> Part:
    words = filled(variant.printed.parts[part_id], disclosure, standard)
    begin = standard.paper.number_of_part.format(number=numeral(number))
    return Part(part_id, f"{begin} {words}", sections)


def _cover(disclosure: Disclosure, standard: Standard) -> list[str]:
    """The title in two lines where it begins with the unit's name."""
    name = disclosure.unit.name or ""
    title = disclosure.title or name + filled(standard.paper.cover, disclosure, standard)
    if name and title.startswith(name) and title != name:
        return [name, title[len(name) :].strip()]
    return [title]
