"""What differs between two disclosures' texts: who discloses, profile, explanation, notes, glossary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from mingzhang.facts.changes import Change, change_of, same_value
from mingzhang.facts.model import Department, Disclosure


def text_changes(old: Disclosure, new: Disclosure) -> Iterator[Change]:
    """Passages are matched in their order, so that one put in between is one addition."""
    before, after = _named(old), _named(new)
    for place in dict.fromkeys((*before, *after)):
        was, now = before.get(place), after.get(place)
        if not same_value(was, now):
            yield change_of("text", place, was, now)
    before_parts, after_parts = _parts(old), _parts(new)
    for place in dict.fromkeys((*before_parts, *after_parts)):
        label = (after_parts.get(place) or before_parts[place])[0]
        passages = [parts.get(place, ("", []))[1] for parts in (before_parts, after_parts)]
        yield from _passages(place, label, passages[0], passages[1])


def _named(disclosure: Disclosure) -> dict[str, str | None]:
    unit = disclosure.unit
    department = unit.department or Department()
    return {
        "kind": disclosure.kind,
        "fiscal_year": None if disclosure.fiscal_year is None else str(disclosure.fiscal_year),
        "unit/name": unit.name,
        "unit/code": unit.code,
        "unit/scope": unit.scope,
        "unit/department/name": department.name,
        "unit/department/code": department.code,
        **{f"profile/staff/{name}": str(count) for name, count in disclosure.profile.staff.items()},
        **{
            f"explanation/{item.section}/title": item.title for item in disclosure.explanation if item.section
        },
    }


def _parts(disclosure: Disclosure) -> dict[str, tuple[str, list[str]]]:
    """Place → (title, passages) of every part that is running text."""
    profile = disclosure.profile
    parts = {
        "profile/duties": ("主要职责", list(profile.duties)),
        "profile/sections": ("内设机构", list(profile.sections)),
        "profile/member_units": ("所属单位", list(profile.member_units)),
    }
    for statement in disclosure.statements:
        if statement.notes:
            parts[f"notes/{statement.id}"] = (statement.title or statement.id, list(statement.notes))
    for section in disclosure.explanation:
        place = f"explanation/{section.section or ''.join(section.title.split())}"
        # A paragraph that is only owed has no words yet: nobody prints it.
        passages = [paragraph.text for paragraph in section.paragraphs if paragraph.text.strip()]
        known = parts.setdefault(place, (section.title, []))
        known[1].extend(passages)
    for entry in disclosure.glossary:
        parts.setdefault(f"glossary/{entry.term}", (entry.term, []))[1].append(entry.text)
    return parts


def _passages(place: str, label: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    keys = [["".join(text.split()) for text in texts] for texts in (old, new)]
    if keys[0] == keys[1]:
        return
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        was, now = old[i1:i2], new[j1:j2]
        for index in range(max(len(was), len(now))):
            yield change_of(
                "text",
                place,
                was[index] if index < len(was) else None,
                now[index] if index < len(now) else None,
                label=label,
            )
