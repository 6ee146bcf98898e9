"""A cell's text as a fact: a figure, nothing, or seen and not readable."""

from __future__ import annotations

import re

from mingzhang.document.model import Cell
from mingzhang.facts.model import READ_BY_OCR, Fact, Source
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.standard.headings import Headings


def source_of(cell: Cell) -> Source:
    """The cell's place as provenance."""
    place = cell.place
    return Source(line=place.line, page=place.page, bbox=place.bbox, cell=place.cell)


def is_blank(text: str, headings: Headings) -> bool:
    """Nothing printed, or a mark that the cell does not apply (——)."""
    plain = squeeze(text)
    return not plain or plain in headings.not_applicable or fold(plain) in headings.not_applicable


def is_amount(text: str) -> bool:
    """Whether a folded text is an amount, no line or column number: with a point, a comma, four digits."""
    if parse_number(text) is None:
        return False
    return "." in text or "," in text or sum(char.isdigit() for char in text) >= 4


def fact_of(
    cell: Cell,
    headings: Headings,
    *,
    code: str,
    column: str,
    label: str | None,
    side: str | None = None,
    line_no: str | None = None,
    inferred: str | None = None,
) -> Fact | None:
    """The fact in a cell; None where nothing is printed; value None with a reason where not readable."""
    if is_blank(cell.text, headings):
        return None
    value, how = _number(cell.text)
    inferred = "；".join(filter(None, (inferred, how))) or None
    return Fact(
        side=side,
        code=code,
        label=squeeze(label) if label else None,
        line_no=line_no,
        column=column,
        value=value,
        source=source_of(cell),
        confidence=min(cell.confidence, 0.8) if inferred else cell.confidence,
        inferred=inferred or (READ_BY_OCR if cell.confidence < 1 else None),
        stored=cell.stored,
        reason=None if value is not None else f"不是数字：{squeeze(cell.text)[:20]}",
    )


_MARKED = re.compile(r"(?<=\d)[①-⑳*＊※]{1,2}$")
_BRACKETED = re.compile(r"[(（]([\d,，]+[.．]\d{1,2})[)）]")


def _number(text: str) -> tuple[str | None, str | None]:
    """(the figure, how it was inferred): without a footnote's mark, negative in accountants' brackets."""
    plain = _MARKED.sub("", squeeze(text))
    bracketed = _BRACKETED.fullmatch(plain)
    if bracketed is None:
        return parse_number(plain), None
    value = parse_number(bracketed.group(1))
    return (None if value is None else f"-{value}"), f"印作“{plain}”，括号读作负数"
