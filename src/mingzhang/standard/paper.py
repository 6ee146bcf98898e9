"""The wording of a disclosure in print: everything around the figures."""

from __future__ import annotations

from pathlib import Path

from mingzhang.standard.data import Data, read_yaml


class EvaluationWording(Data, kw_only=True):
    """The labels of a self-evaluation form in print, and its notes."""

    title: str
    untitled: str
    year: str
    project: str
    project_code: str
    department: str
    unit: str
    funds: str
    original_budget: str
    declared: str
    prepared: str
    final_budget: str
    actual: str
    carryover: str
    execution_rate: str
    score: str
    variance: str
    funds_rows: dict[str, str]
    goals: str
    goal: str
    completion: str
    indicators: str
    level1: str
    level2: str
    level3: str
    initial_target: str
    target: str
    actual_value: str
    weight: str
    indicator_score: str
    indicator_variance: str
    total: str
    analysis: str
    results: str
    texts: dict[str, str]
    review: str
    evaluators: dict[str, str]
    lost: str
    notes: list[str]


class ChartWording(Data, kw_only=True):
    """A chart's title, the unit of its values, and names of its series where facts do not name them."""

    title: str
    unit: str
    series: list[str] = []


class PageWording(Data, kw_only=True):
    """What the web page says around the paper."""

    skip: str
    downloads: str
    table: str
    search: str
    sort: str
    entries: str


class PaperWording(Data, kw_only=True):
    """Templates with `{unit}`, `{year}`, `{scope}` and what else their names say."""

    source: str
    contents: str
    cover: str
    scopes: dict[str, str]
    number_of_part: str
    year_line: str
    note: str
    no_data: str
    withheld: str
    left_over: str
    unreadable: str
    """Stands in a cell that was seen and could not be read."""
    sections: str
    member_unit_headers: list[str]
    staff_headers: list[str]
    staff_categories: dict[str, str]
    glossary_entry: str
    evaluation: EvaluationWording
    charts_title: str
    charts: dict[str, ChartWording]
    chart_description: str
    page: PageWording


def read_paper_wording(root: Path) -> PaperWording:
    """`wording/paper.yaml` below `root`."""
    return read_yaml(root / "wording" / "paper.yaml", PaperWording)
