"""Days allowed between recorded approvals."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mingzhang.app.workbench import due_of
from mingzhang.kit.errors import InvalidData
from mingzhang.standard.deadlines import read_deadlines

CONGRESS, DEPARTMENT, UNIT = date(2025, 7, 1), date(2025, 7, 21), date(2025, 8, 5)


def test_the_last_day_is_in_time() -> None:
    events = {"congress": CONGRESS, "department": DEPARTMENT, "unit": UNIT}
    clocks = {item.clock: item for item in due_of(2024, events, date(2025, 8, 25))}
    assert [clocks[name].due for name in ("department_approval", "unit_approval", "publication")] == [
        date(2025, 7, 21), date(2025, 8, 5), date(2025, 8, 25)
    ]  # fmt: skip
    assert [item.late for item in clocks.values()] == [0, 0, 0]
    assert clocks["publication"].runs
    assert not clocks["unit_approval"].runs


def test_a_day_later_is_late_and_stays_so() -> None:
    events = {"unit": UNIT}
    assert {item.clock: item.late for item in due_of(2024, events, date(2025, 8, 26))}["publication"] == 1
    events["publication"] = date(2025, 8, 27)
    clock = due_of(2024, events, date(2026, 1, 1))[-1]
    assert (clock.late, clock.runs) == (2, False)


def test_without_a_recorded_approval_no_clock_runs() -> None:
    for item in due_of(2024, {}, date(2025, 8, 25)):
        assert (item.due, item.late, item.runs) == (None, 0, False)


@pytest.mark.parametrize(
    ("old", "new"),
    [("days: 15", "days: 0"), ("id: unit_approval", "id: publication"), ("to: unit", "to: moon")],
)  # fmt: skip
def test_broken_data_is_named(old: str, new: str, tmp_path: Path) -> None:
    import mingzhang_cn

    text = (Path(mingzhang_cn.__file__).parent / "deadlines.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "deadlines.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidData, match=r"deadlines\.yaml"):
        read_deadlines(tmp_path)
