"""Which variant a document follows: by its place, and by titles, order and numbers of its statements."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.facts.model import Statement
from mingzhang.kit.chinese import fold
from mingzhang.standard.load import Standard
from mingzhang.standard.variants import Variant

_PLACE = 12
"""What the province in the unit's name counts, against two for each statement, title and number."""


def nearest_variant(
    statements: Sequence[Statement], standard: Standard, unit_name: str | None = None
) -> str | None:
    """The variant that agrees most; None without statements."""
    if not statements:
        return None
    return max(
        standard.variants.values(), key=lambda variant: _agreement(statements, variant, unit_name or "")
    ).id


def _agreement(statements: Sequence[Statement], variant: Variant, unit_name: str) -> int:
    printed = [statement.id for statement in statements]
    listed = [item.id for item in variant.statements]
    common = [item for item in listed if item in printed]
    score = 2 * len(common) - len(set(listed) ^ set(printed))
    score += 2 * sum(a == b for a, b in zip(printed, common, strict=False))
    score += _PLACE * fold(unit_name).startswith(variant.name.zh)
    for statement in statements:
        item = variant.statement(statement.id)
        if item is not None:
            score += 2 * int(fold(statement.title or "") == fold(item.title))
            score += 2 * int(statement.form is not None and statement.form == item.form)
            score += int(statement.form is None and item.form is None)
    return score
