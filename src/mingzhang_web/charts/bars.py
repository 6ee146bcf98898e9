"""Horizontal bars as SVG, each below its words, so that they can be read on a telephone.

Only attributes, no style: the page's policy forbids inline styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, FIGURE, ROW = 400, 90, 42


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its figure as printed, the cell of the page's disclosure that it is read from.
    `tone`: 1, 2, … of the style; `link`: the page of the figure."""

    label: str
    value: str
    cell: str = ""
    tone: int = 1
    link: str = ""


def bars(title: str, unit: str, rows: Sequence[Bar]) -> SafeString:
    """The chart; empty text where there is nothing to draw. Lengths are for the eye, figures are text."""
    largest = max((abs(Decimal(row.value)) for row in rows), default=Decimal(0))
    if not largest:
        return SafeString("")
    drawn = format_html_join(
        "",
        '<text x="0" y="{}" class="bar-label">{}</text>'
        '<rect x="0" y="{}" width="{}" height="14" rx="2" class="tone-{}"></rect>'
        '<text x="{}" y="{}" class="bar-figure">{}</text>',
        (
            (
                place * ROW + 14, _shortened(row.label),
                place * ROW + 20, _length(row.value, largest), row.tone,
                _length(row.value, largest) + 8, place * ROW + 32, _figure(row),
            )
            for place, row in enumerate(rows)
        ),
    )  # fmt: skip
    return format_html(
        '<figure class="chart"><figcaption>{} <span class="unit">{}</span></figcaption>'
        '<svg viewBox="0 0 {} {}" role="{}" aria-label="{}" preserveAspectRatio="xMinYMin meet">{}</svg>'
        "</figure>",
        title,
        unit,
        WIDTH,
        len(rows) * ROW + 4,
        # A picture has no links inside; with links it is a group of them.
        "group" if any(row.link for row in rows) else "img",
        f"{title}（{unit}）: " + "; ".join(f"{row.label} {row.value}" for row in rows),
        drawn,
    )


def _figure(row: Bar) -> SafeString:
    """The figure as text: with the name of its cell, and a link to its page."""
    cell = format_html(' data-cell="{}"', row.cell) if row.cell else ""
    if row.link:
        return format_html('<a href="{}"{}>{}</a>', row.link, cell, row.value)
    return format_html("<tspan{}>{}</tspan>", cell, row.value)


def _length(value: str, largest: Decimal) -> int:
    return max(1, int(abs(Decimal(value)) * (WIDTH - FIGURE) / largest))


def _shortened(label: str) -> str:
    return label if len(label) <= 28 else label[:27] + "…"
