"""One bar chart as a Vega-Lite specification, written by hand: importing a library for it costs a second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FONTS = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', SimHei, sans-serif"
COLOURS = ("#2b5c8a", "#b5762a", "#4d7a57", "#8a4d6b")
"""Each at least 3 : 1 against white, told apart by the colour-blind."""
_WIDTH, _STEP, _BAR = 400, 24, 15
"""Of the plot, of one label's place, of one bar, in pixels."""
_LONGEST = 18
"""Characters of a label; a longer one is cut, the table has it whole."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One value: its label at the axis, its series (for the legend), its number as printed."""

    label: str
    series: str
    value: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """A horizontal bar chart. `section` is the id of the section that it illustrates."""

    id: str
    section: str
    title: str
    unit: str
    bars: tuple[Bar, ...]
    description: str
    unit_label: str = "单位："

    @property
    def series(self) -> list[str]:
        """The series in order."""
        return list(dict.fromkeys(bar.series for bar in self.bars))

    def specification(self) -> dict[str, Any]:
        """The Vega-Lite specification. Numbers become floats here, for drawing only."""
        labels = list(dict.fromkeys(bar.label for bar in self.bars))
        keys = {label: f"{at:03d}|{_cut(label)}" for at, label in enumerate(labels)}
        values = [
            {"label": keys[bar.label], "series": bar.series, "value": float(bar.value), "shown": bar.value}
            for bar in self.bars
        ]
        step = max(_STEP, len(self.series) * (_BAR + 2) + 8)
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "title": {"text": self.title, "subtitle": f"{self.unit_label}{self.unit}", **_TITLE},
            "width": _WIDTH,
            "height": {"step": step, "for": "position"},
            "data": {"values": values},
            "encoding": self._encoding(list(keys.values())),
            "layer": [
                {"mark": {"type": "bar", "size": _BAR, "cornerRadiusEnd": 1.5}},
                {
                    "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11},
                    "encoding": {"text": {"field": "shown"}, "color": {"value": "#222222"}},
                },
            ],
            "config": _CONFIG,
        }

    def _encoding(self, keys: list[str]) -> dict[str, Any]:
        numbers = [float(bar.value) for bar in self.bars]
        low, high = min(0.0, *numbers), max(0.0, *numbers)
        room = 0.16 * (high - low)
        number = {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "axis": {"tickCount": 5, "gridColor": "#e3e3e3", "labelColor": "#444444"},
            "scale": {"domain": [low - room if low < 0 else 0, high + room], "nice": False},
        }
        label = {
            "field": "label",
            "type": "nominal",
            "sort": keys,
            "title": None,
            "axis": {"labelExpr": "slice(datum.label, 4)", "labelLimit": 400, "ticks": False, **_AXIS},
        }
        encoding: dict[str, Any] = {"y": label, "x": number}
        if len(self.series) == 1:
            return encoding | {"color": {"value": COLOURS[0]}}
        encoding["yOffset"] = {"field": "series", "sort": self.series}
        encoding["color"] = {
            "field": "series",
            "type": "nominal",
            "sort": self.series,
            "scale": {"domain": self.series, "range": list(COLOURS[: len(self.series)])},
            "legend": {"orient": "top", "title": None, "labelFontSize": 12, "labelLimit": 240},
        }
        return encoding


_TITLE: dict[str, Any] = {"anchor": "start", "fontSize": 15, "subtitleFontSize": 12, "offset": 10}
_AXIS: dict[str, Any] = {"labelFontSize": 12, "labelColor": "#222222", "labelPadding": 6}
_CONFIG: dict[str, Any] = {
    "font": FONTS,
    "background": "#ffffff",
    "view": {"stroke": None},
    "axis": {"domainColor": "#888888", "tickColor": "#888888"},
    "padding": 10,
}


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"
