"""Small disclosures for the tests of repair."""

from __future__ import annotations

from typing import Any

import msgspec

from mingzhang.facts.model import Disclosure

ITEMS = {"2010101": ("12.34", "80.10"), "2010102": ("7.05", "3.20"), "2080501": ("41.90", "18.66")}
"""Item → (basic, project), 万元."""


def cents(value: str) -> int:
    """万元 with two decimals as whole hundredths."""
    return int(value.replace(".", ""))


def said(value: int) -> str:
    """Whole hundredths as 万元 with two decimals."""
    return f"{value // 100}.{value % 100:02d}"


def expenditure(unit: str = "万元", factor: int = 1) -> list[dict[str, Any]]:
    """Facts of an expenditure statement that adds up exactly."""
    sums: dict[tuple[str, str], int] = {}
    for item, parts in ITEMS.items():
        for code in ("total", item[:3], item[:5], item):
            for column, value in zip(("basic", "project"), parts, strict=True):
                for own in ("total", column):
                    sums[code, own] = sums.get((code, own), 0) + cents(value) * factor
    codes = ["total", *sorted({code for code, _ in sums} - {"total"})]
    return [
        {"code": code, "column": column, "value": said(sums[code, column])}
        for code in codes
        for column in ("total", "basic", "project")
    ]


def disclosure(
    facts: list[dict[str, Any]], changed: dict[tuple[str, str], str | None] | None = None, **more: Any
) -> Disclosure:
    """A disclosure of one expenditure statement; `changed`: (code, column) → what is printed instead."""
    printed = []
    for fact in facts:
        value = (changed or {}).get((fact["code"], fact["column"]), fact["value"])
        if value is None:
            continue
        printed.append({**fact, "value": None if value == "?" else value})
    plain = {
        "variant": "shanxi",
        "fiscal_year": 2024,
        "statements": [{"id": "expenditure", "currency_unit": more.pop("unit", "万元"), "facts": printed}],
        **more,
    }
    return msgspec.convert(plain, Disclosure)
