"""What spreadsheets show of stored numbers (checked against LibreOffice)."""

from __future__ import annotations

import datetime

import pytest

from mingzhang.readers.number_formats import exact, plain, shown

CASES = [
    (1234.5, "General", "1234.5"),
    (1234.5, "#,##0.00", "1,234.50"),
    (0, "#,##0.00", "0.00"),
    (0, "#,##0.00;-#,##0.00;", ""),
    (0, '#,##0.00_ ;-#,##0.00;"—"', "—"),
    (-3.456, "0.00_ ", "-3.46"),
    (-3.456, "0.00_);(0.00)", "(3.46)"),
    (0.2873, "0.00%", "28.73%"),
    (80.325, "0.00", "80.33"),
    (5, '0"个"', "5个"),
    (7, "000000", "000007"),
    (12345678, "0.00,,", "12.35"),
    (12345678, r"0\.0,", "1234.6"),
    (1234, r"0\.0,", "0.1"),
    (2024, "@", "2024"),
    (0.1 + 0.2, "General", "0.3"),
    (True, "General", "TRUE"),
    (None, "General", ""),
    ("合计", "0.00", "合计"),
    (datetime.datetime(2024, 3, 5), "yyyy-mm-dd", "2024-03-05"),
    (45, "[Red]0.0", "45.0"),
]


@pytest.mark.parametrize(("value", "number_format", "text"), CASES)
def test_a_stored_value_under_its_format(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_the_stored_number_is_the_one_that_was_typed() -> None:
    assert plain(exact(28.726667)) == "28.726667"
    assert plain(exact(100.0)) == "100"
