"""The exact check of every proposal: a repaired copy, and every identity of the standard over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from mingzhang.facts.batch import Batch
from mingzhang.facts.model import Disclosure
from mingzhang.facts.repairs import Change
from mingzhang.identities.ground import Grounding, ground
from mingzhang.repair.applying import repaired
from mingzhang.repair.asking import Ways
from mingzhang.standard.identities import Identity
from mingzhang.standard.load import Standard

_MOST_TOGETHER = 24
Broken = set[tuple[str, tuple[str, ...]]]
"""Broken identities by rule and key."""


Reading = Mapping[str, bool]
"""Conditions of identities that count as met or not, whatever the printed figures say."""
AS_PRINTED: Reading = {}


def under(identity: Identity, reading: Reading) -> Identity | None:
    """The identity in a reading of its conditions; None where it is not asked then."""
    for condition, asked_if in ((identity.when, True), (identity.unless, False)):
        if condition is not None and condition in reading and reading[condition] != asked_if:
            return None
    return msgspec.structs.replace(
        identity,
        when=None if identity.when in reading else identity.when,
        unless=None if identity.unless in reading else identity.unless,
    )


def groundings_of(
    disclosures: Sequence[Disclosure], standard: Standard, reading: Reading = AS_PRINTED
) -> list[Grounding]:
    """Every identity of error severity that is asked of the disclosures' kinds, over their statements."""
    kinds = {item.kind for item in disclosures}
    batch = Batch.of([msgspec.structs.replace(item, claims=[], evaluations=[]) for item in disclosures])
    return [
        ground(batch, chosen, standard)
        for identity in standard.identities.values()
        if identity.severity == "error"
        and kinds.intersection(identity.kinds)
        and (chosen := under(identity, reading)) is not None
    ]


def broken_in(disclosures: Sequence[Disclosure], standard: Standard) -> list[Broken]:
    """The broken identities of each disclosure."""
    found: list[Broken] = [set() for _ in disclosures]
    for grounding in groundings_of(disclosures, standard):
        for group in np.flatnonzero(grounding.broken).tolist():
            document = int(grounding.document[group])
            if disclosures[document].kind in grounding.identity.kinds:
                found[document].add((grounding.identity.rule, grounding.key(group)))
    return found


def keep_verified(disclosure: Disclosure, standard: Standard, parts: Sequence[Ways]) -> None:
    """Takes from every part the ways that, with the first ways of the other parts, leave an identity broken.

    The first ways together leave none (`together`), so every part keeps one.
    """
    firsts = [part.ways[0] for part in parts]
    for number, part in enumerate(parts):
        others = [change for place, (_, way) in enumerate(firsts) if place != number for change in way]
        rest = part.ways[1:_MOST_TOGETHER]
        after = broken_after(disclosure, standard, [[*others, *way] for _, way in rest])
        part.ways = [firsts[number], *(way for way, broken in zip(rest, after, strict=True) if not broken)]


def together(disclosure: Disclosure, standard: Standard, parts: Sequence[Ways]) -> bool:
    """Makes sure that the first ways of all parts together leave nothing broken; where they do not,
    another way of one part is tried in their place."""
    choices = [[part.ways[0] for part in parts]]
    for number, part in enumerate(parts):
        for way in part.ways[1:]:
            choices.append([*choices[0][:number], way, *choices[0][number + 1 :]])
    for first in range(0, len(choices), _MOST_TOGETHER):
        some = choices[first : first + _MOST_TOGETHER]
        wholes = [[change for _, way in ways for change in way] for ways in some]
        for ways, broken in zip(some, broken_after(disclosure, standard, wholes), strict=True):
            if not broken:
                for part, way in zip(parts, ways, strict=True):
                    part.ways.remove(way)
                    part.ways.insert(0, way)
                return True
    return False


def broken_after(
    disclosure: Disclosure, standard: Standard, ways: Sequence[Sequence[Change]]
) -> list[Broken]:
    """What each set of changes leaves broken."""
    return broken_in([repaired(disclosure, way) for way in ways], standard) if ways else []
