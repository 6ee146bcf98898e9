"""Charts show the disclosure's figures: as printed beside the bars, true in length, nothing invented."""

from __future__ import annotations

from xml.etree import ElementTree

from published import publication, small

from mingzhang.facts.model import Fact
from mingzhang.standard.load import Standard
from mingzhang.writers.charts.bars import Bar, BarChart
from mingzhang.writers.charts.charts import Charts
from mingzhang.writers.publication import Publication


def charts(standard: Standard, *figures: Fact) -> dict[str, BarChart]:
    """The small disclosure's charts by id."""
    disclosure = small()
    disclosure.figures = list(figures)
    return {chart.id: chart for chart in Charts(disclosure, standard).all}


def test_the_sample_has_the_five_main_charts(sample: Publication) -> None:
    assert [chart.id for chart in sample.charts.main()] == [
        "income_by_source",
        "expenditure_by_function",
        "basic_against_project",
        "this_year_against_last",
        "execution_rates",
    ]


def test_basic_stands_against_project(standard: Standard) -> None:
    chart = charts(standard)["basic_against_project"]
    assert [(bar.series, bar.value) for bar in chart.bars] == [("基本支出", "10.00"), ("项目支出", "2.50")]


def test_last_year_is_implied_by_a_stated_change(standard: Standard) -> None:
    assert [bar.value for bar in charts(standard)["this_year_against_last"].bars] == ["10.00", "12.50"]


def test_last_year_as_stated_comes_first(standard: Standard) -> None:
    prior = Fact(code="prior/expenditure/total/total", column="amount", value="9.99", label="支出")
    bars = charts(standard, prior)["this_year_against_last"].bars
    assert [bar.value for bar in bars if bar.label == "支出"] == ["9.99", "12.50"]


def test_nothing_to_show_is_no_chart(standard: Standard) -> None:
    assert "government_managed_funds" not in charts(standard)
    assert "income_by_source" not in charts(standard)


def test_the_bars_are_as_long_as_their_figures(standard: Standard) -> None:
    chart = BarChart("x", "", "示例", "万元", (Bar("甲", "", "10"), Bar("乙", "", "5")), "")
    drawing = ElementTree.fromstring(Charts(small(), standard).svg(chart))
    bars = [path.get("d", "") for path in drawing.iter("{http://www.w3.org/2000/svg}path") if bar_of(path)]
    widths = [max(float(x) for x in numbers(path)[::2]) for path in bars]
    assert len(widths) == 2
    assert abs(widths[0] / widths[1] - 2) < 0.05


def bar_of(path: ElementTree.Element) -> bool:
    """Whether a path is one of the bars."""
    return path.get("aria-roledescription") == "bar"


def numbers(path: str) -> list[str]:
    """The end points of a path's straight lines, x and y in turn."""
    import re

    return re.findall(r"-?\d+(?:\.\d+)?", "".join(re.findall(r"[ML]([^A-Z]+)", path)))


def test_every_figure_is_written_as_printed(standard: Standard) -> None:
    drawn = publication(standard).charts
    for chart in drawn.all:
        text = "".join(ElementTree.fromstring(drawn.svg(chart)).itertext())
        assert [bar.value for bar in chart.bars if bar.value not in text] == []


def test_a_drawing_is_made_once(sample: Publication) -> None:
    chart = sample.charts.main()[0]
    assert sample.charts.svg(chart) is sample.charts.svg(chart)
    assert sample.charts.png(chart)[:8] == b"\x89PNG\r\n\x1a\n"
