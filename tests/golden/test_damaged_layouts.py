"""Invented units' statements, damaged as OCR engines damage them, are read back fact by fact."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from mingzhang.facts.model import Disclosure
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from tests.golden import damages
from tests.golden.invented import UNIT, Damage, tables_of
from tests.golden.printed import Cells, Style

STYLES = {
    "shanxi": Style(),
    "shanghai": Style(heading="", line_numbers=False, paired=True, unit_line="编制单位：{unit}"),
}
DOCUMENTS = 6
EXACT = [
    damages.none,
    damages.cut_ends,
    damages.code_grown_to_name,
    damages.wrapped_names,
    damages.page_breaks,
    damages.repeated_title,
    damages.stray_lines,
    damages.split_money,
    damages.number_above,
    damages.lost_merged_cells,
    damages.html,
    damages.spaced,
    damages.lost_codes,
    damages.lost_title,
]
"""Damage that loses nothing: what is left says what was there."""
NEARLY = [damages.slipped_rows, damages.misread_codes, damages.misread_labels]
"""Damage that can leave two readings."""

Facts = Counter[tuple[str, str | None, str, str, str | None]]


def document(variant: str, seed: int, standard: Standard, damage: Damage) -> tuple[bytes, dict[str, Cells]]:
    tables, expected = tables_of(Random(seed), variant, STYLES[variant], standard, damage)
    lines = [UNIT, "", "2024年度部门决算公开", "", "第二部分 2024年度部门决算表", "", *tables]
    return "\n".join(lines).encode(), expected


def compared(disclosure: Disclosure, expected: dict[str, Cells]) -> tuple[Facts, Facts]:
    wanted: Facts = Counter(
        (name, *cell, value) for name, cells in expected.items() for cell, value in cells.items()
    )
    got: Facts = Counter(
        (statement.id, fact.side, fact.code, fact.column, fact.value)
        for statement in disclosure.statements
        for fact in statement.facts
    )
    return wanted, got


@pytest.mark.parametrize("variant", STYLES)
@pytest.mark.parametrize("damage", EXACT, ids=lambda damage: damage.__name__)
def test_everything_is_read_back(variant: str, damage: Damage, standard: Standard) -> None:
    for seed in range(DOCUMENTS):
        data, expected = document(variant, seed, standard, damage)
        disclosure = recognise(read_document(data, "示例.txt"), standard)
        wanted, got = compared(disclosure, expected)
        assert (wanted - got, got - wanted) == (Counter(), Counter())
        # With form numbers at random above them nine tables in this order are as well the Ministry's.
        same_order = {"central"} if damage is damages.number_above and variant == "shanghai" else set()
        assert disclosure.variant in {variant} | same_order


@pytest.mark.parametrize("variant", STYLES)
@pytest.mark.parametrize("damage", NEARLY, ids=lambda damage: damage.__name__)
def test_nearly_everything_is_read_back_and_what_was_inferred_says_so(
    variant: str, damage: Damage, standard: Standard
) -> None:
    wanted_all = found_all = got_all = 0
    for seed in range(DOCUMENTS):
        data, expected = document(variant, seed, standard, damage)
        disclosure = recognise(read_document(data, "示例.txt"), standard)
        wanted, got = compared(disclosure, expected)
        found_all += sum((wanted & got).values())
        wanted_all += sum(wanted.values())
        got_all += sum(got.values())
        facts = [fact for statement in disclosure.statements for fact in statement.facts]
        assert all(fact.confidence < 1 for fact in facts if fact.inferred)
        if damage is damages.slipped_rows:
            assert any(fact.inferred and "勾稽关系" in fact.inferred for fact in facts)
    assert found_all / wanted_all >= 0.99
    assert found_all / got_all >= 0.995


def test_invented_words_inside_tables_are_listed(standard: Standard) -> None:
    data, _ = document("shanxi", 0, standard, damages.stray_lines)
    disclosure = recognise(read_document(data, "示例.txt"), standard)
    listed = {item.text for item in disclosure.unread}
    printed = {line for line in data.decode().split("\n") if line in ("藏书印鉴", "新春快乐图", "＊＊＊")}
    assert printed == listed
