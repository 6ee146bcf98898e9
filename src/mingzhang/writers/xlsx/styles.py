"""Cell formats of a workbook, each made once; texts that a spreadsheet could take for a formula stay text."""

from __future__ import annotations

from typing import Any

from mingzhang.writers.inert import is_active

BODY = "仿宋"
HEAD = "黑体"
TITLE = "方正小标宋简体"


def workbook_options() -> dict[str, Any]:
    """How XlsxWriter is to work: strings stay strings. Made anew each time, since it changes what it gets."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "default_format_properties": {"font_name": "宋体", "font_size": 11},
    }


class Styles:
    """Formats by their properties."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **properties: object) -> Any:
        """The format with these XlsxWriter properties (and the house's font)."""
        chosen = {"font_name": BODY, "font_size": 11, "valign": "vcenter", **properties}
        key = tuple(sorted(chosen.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(chosen)
        return self._made[key]

    def text(self, text: str, **properties: object) -> Any:
        """The format of a text cell: a text that looks like a formula gets Excel's quotation mark."""
        if is_active(text):
            properties["quote_prefix"] = True
        return self.of(**properties)


def number_format(places: int, *, thousands: bool = True, zeros: bool = True) -> str:
    """`#,##0.00` for two places; without `zeros` a zero shows as a blank cell."""
    whole = "#,##0" if thousands else "0"
    shown = whole + ("." + "0" * places if places else "")
    return shown if zeros else f"{shown};-{shown};"
