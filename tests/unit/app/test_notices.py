"""One notice per unit: what it lists, by when, and that it is the same file each time."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from mingzhang.app.notices import notices, write_notices
from mingzhang.facts.findings import Accepted, Finding, Report
from mingzhang.facts.model import Disclosure, Unit
from mingzhang.kit.errors import UsageError


def answer(
    unit: str, *messages: str, file: str = "a.pdf", accepted: bool = False
) -> tuple[Report, Disclosure]:
    how = Accepted(reason="r", person="p", date="2025-01-01") if accepted else None
    findings = [
        Finding(rule="names/unit", severity="error", title="t", message=message, accepted=how)
        for message in messages
    ]
    report = Report(file=file, verdict="inconsistent", findings=findings)
    return report, Disclosure(fiscal_year=2024, unit=Unit(name=unit))


def text_of(data: bytes) -> str:
    paper: Any = Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(part.text for part in paper.paragraphs), *cells])


def test_one_for_each_unit_with_a_finding() -> None:
    written = notices(
        [answer("甲单位", "第一处"), answer("乙单位"), answer("甲单位", "第二处", file="b.pdf"),
         answer("丙单位", "认可了", accepted=True)],
        date(2025, 10, 31), "zh",
    )  # fmt: skip
    assert list(written) == ["甲单位.docx"]
    text = text_of(written["甲单位.docx"])
    for part in ("甲单位：", "2 处问题", "2025年10月31日", "第一处", "第二处", "b.pdf", "单位答复", "回执"):
        assert part in text


def test_no_day_leaves_room_and_english() -> None:
    assert "____年" in text_of(notices([answer("甲", "x")], None, "zh")["甲.docx"])
    assert "Reply of the unit" in text_of(notices([answer("甲", "x")], None, "en")["甲.docx"])


def test_names_that_are_no_file_names() -> None:
    written = notices([answer("甲/乙:*", "x"), answer("甲-乙-", "y")], None, "zh")
    assert list(written) == ["甲-乙.docx", "甲-乙-2.docx"]


def test_same_bytes(tmp_path: Path) -> None:
    first = notices([answer("甲", "x")], None, "zh")
    assert notices([answer("甲", "x")], None, "zh") == first
    assert write_notices([answer("甲", "x")], tmp_path / "out", "2025-10-31", "zh") == ["甲.docx"]


def test_a_day_that_is_none_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        write_notices([answer("甲", "x")], tmp_path / "out", "明天", "zh")
    assert "2025-10-31" in error.value.message.zh
    assert not (tmp_path / "out").exists()
