"""The charts of a disclosure, each drawn when first asked for and shared by Word, PDF and web."""

from __future__ import annotations

import re
from functools import cached_property

from mingzhang.facts.model import Disclosure
from mingzhang.standard.load import Standard
from mingzhang.writers.charts.bars import BarChart
from mingzhang.writers.charts.choice import MAIN, Choice

_CLIP = re.compile(r"(?<=[\"#])clip\d+(?=[\")])")
_SCALE = 2
"""Pixels of the PNG per point of the drawing: sharp at 150 dots an inch over the type area."""


class Charts:
    """Draws on demand and keeps what is drawn. No chart needs the network: the data stand in it."""

    def __init__(self, disclosure: Disclosure, standard: Standard) -> None:
        self._choice = Choice(disclosure, standard)
        self._svg: dict[str, str] = {}
        self._png: dict[str, bytes] = {}

    @cached_property
    def all(self) -> list[BarChart]:
        """Every chart there is."""
        return self._choice.charts()

    def main(self) -> list[BarChart]:
        """Those that Word and PDF print, in their order."""
        known = {chart.id: chart for chart in self.all}
        return [known[name] for name in MAIN if name in known]

    def of(self, section: str) -> list[BarChart]:
        """Those that illustrate a section."""
        return [chart for chart in self.all if chart.section == section]

    def svg(self, chart: BarChart) -> str:
        """The drawing as SVG."""
        if chart.id not in self._svg:
            self._svg[chart.id] = drawn_as_svg(chart)
        return self._svg[chart.id]

    def png(self, chart: BarChart) -> bytes:
        """The same drawing as a picture of dots."""
        if chart.id not in self._png:
            import vl_convert

            drawn: bytes = vl_convert.svg_to_png(self.svg(chart), scale=_SCALE)
            self._png[chart.id] = drawn
        return self._png[chart.id]


def drawn_as_svg(chart: BarChart) -> str:
    """The drawing of a chart; the same chart gives the same bytes."""
    import vl_convert

    return _numbered_anew(vl_convert.vegalite_to_svg(chart.specification(), allowed_base_urls=[]))


def _numbered_anew(drawing: str) -> str:
    """The drawing with its clipping paths counted from 1: the library counts on from drawing to drawing."""
    names = {name: f"clip{number}" for number, name in enumerate(dict.fromkeys(_CLIP.findall(drawing)), 1)}
    return _CLIP.sub(lambda found: names[found.group()], drawing)
