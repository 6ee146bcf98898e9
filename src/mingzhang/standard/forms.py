"""The words by which self-evaluation forms are recognised, as data."""

from __future__ import annotations

import re
from pathlib import Path

from mingzhang.standard.data import Data, broken, read_yaml


class Matching(Data, kw_only=True):
    """Shares of characters that must agree for a text to be taken as a label; lengths in characters."""

    label: float
    supported: float
    strict: float
    longest_label: int
    longest_title: int


class RowPattern(Data, kw_only=True):
    """A pattern in the label of a funds row and the kind of money that it means."""

    kind: str
    pattern: str


class Cues(Data, kw_only=True):
    """What speaks for a level-2 indicator: words of its name, words of its target, its units."""

    words: list[str]
    targets: list[str]
    units: list[str]


class FormLabels(Data, kw_only=True):
    """Labels, patterns and layouts of self-evaluation forms. Lists of spellings stand under their role."""

    source: str
    matching: Matching
    title: list[str]
    title_endings: list[str]
    year_line: str
    footnote_start: str
    footnote_item: str
    footnote_terms: list[str]
    remnants: str
    code_and_name: str
    head: dict[str, list[str]]
    funds_side: list[str]
    funds_header: dict[str, list[str]]
    funds_layouts: list[list[str]]
    funds_rows: dict[str, list[str]]
    funds_row_patterns: list[RowPattern]
    goals_side: list[str]
    goals: dict[str, list[str]]
    indicators_side: list[str]
    indicators_header: dict[str, list[str]]
    level1: dict[str, list[str]]
    level2: dict[str, list[str]]
    cost_level_labels: list[str]
    level1_of: dict[str, str]
    cues: dict[str, Cues]
    operators: dict[str, list[str]]
    weak_operators: dict[str, str]
    units: list[str]
    total: list[str]
    grades: list[str]
    grade_label: list[str]
    analysis_side: list[str]
    analysis: dict[str, list[str]]


def read_form_labels(root: Path) -> FormLabels:
    """The form labels of a standard; InvalidData where a pattern does not compile or a role is unknown."""
    path = root / "evaluation" / "form_labels.yaml"
    labels = read_yaml(path, FormLabels)
    patterns = [labels.year_line, labels.footnote_start, labels.footnote_item, labels.remnants]
    patterns += [labels.code_and_name, *(row.pattern for row in labels.funds_row_patterns)]
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise broken(path, f"pattern {pattern}: {error}") from None
    for layout in labels.funds_layouts:
        if unknown := set(layout) - set(labels.funds_header):
            raise broken(path, f"funds_layouts: {sorted(unknown)} not among funds_header")
    if labels.level1_of.keys() != labels.level2.keys() or labels.cues.keys() != labels.level2.keys():
        raise broken(path, "level1_of and cues must name exactly the level2 indicators")
    return labels
