"""Who supersedes whom: a unit is known by its code, or by its full name where one has no code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingzhang.corpus.documents import Documents, Known

FIRST = Known("a", ("a.pdf",), "f", 2024, "final_accounts", "甲局", None, None)


@pytest.mark.parametrize(
    ("first", "second", "superseded"),
    [
        ({}, {}, True),
        ({"code": "01"}, {}, True),
        ({}, {"code": "01"}, True),
        ({"code": "01"}, {"code": "02"}, False),
        ({"code": "01"}, {"code": "01", "name": "甲局（更名）"}, True),
        ({"scope": "department"}, {"scope": "unit"}, False),
        ({"scope": "department"}, {}, True),
        ({}, {"name": "乙局"}, False),
        ({"name": None}, {"name": None}, False),
        ({}, {"fiscal_year": 2023}, False),
        ({"fiscal_year": None}, {"fiscal_year": None}, False),
        ({}, {"kind": "budget"}, False),
        ({"status": "unreadable"}, {}, False),
        ({"superseded_by": "x"}, {}, False),
    ],
)
def test_same_disclosure(first: dict[str, object], second: dict[str, object], superseded: bool) -> None:
    documents = Documents()
    documents.put(replace(FIRST, **first))
    later = replace(FIRST, document="b", **second)
    assert [item.document for item in documents.superseded_by(later)] == ["a"] * superseded
