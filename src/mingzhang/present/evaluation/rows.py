"""The rows of one self-evaluation form, over eleven columns with merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.document.model import Cell, Row
from mingzhang.facts.model import Department, Evaluation, FundsRow, Indicator
from mingzhang.present.cells import header, label, row
from mingzhang.standard.forms import FormLabels
from mingzhang.standard.paper import EvaluationWording

WIDTHS = (6.0, 9.0, 9.0, 19.0, 9.5, 10.5, 10.5, 9.0, 7.0, 6.5, 14.0)
"""Side label, level 1, level 2, level 3, initial target, target, result (two), weight, score, variance."""
COLUMNS = len(WIDTHS)


def head_rows(form: Evaluation, words: EvaluationWording) -> Iterator[Row]:
    """The project, its department and its unit."""
    code = (
        []
        if form.project_code is None
        else [header(words.project_code, columns=2), label(form.project_code, columns=3)]
    )
    span = COLUMNS - 3 - sum(cell.col_span for cell in code)
    yield row([header(words.project, columns=3), label(form.project, columns=span), *code])
    yield row(
        [
            header(words.department, columns=3),
            label(_named(form.department), columns=3),
            header(words.unit, columns=2),
            label(_named(form.unit), columns=COLUMNS - 8),
        ]
    )


def _named(department: Department | None) -> str:
    if department is None:
        return ""
    return "-".join(part for part in (department.code, department.name) if part)


def funds_rows(form: Evaluation, words: EvaluationWording) -> Iterator[Row]:
    """The funds by level of money; the variance stands in the row that explains it."""
    single = [words.final_budget, words.actual, words.carryover, words.execution_rate, words.score]
    yield row(
        [
            header(words.funds, columns=2, rows=2 + len(form.funds)),
            header("", rows=2),
            header(words.original_budget, columns=2),
            *(header(word, rows=2) for word in single),
            header(words.variance, rows=2),
        ]
    )
    yield row([header(words.declared), header(words.prepared)])
    for line in form.funds:
        yield row(
            [label(line.label or words.funds_rows.get(line.source_kind, line.source_kind)), *_funds(line)]
        )


def _funds(line: FundsRow) -> Iterator[Cell]:
    figures = (
        line.declared,
        line.original_budget,
        line.final_budget,
        line.actual,
        line.carryover,
        line.execution_rate,
        line.score,
    )
    yield from (label(figure, align="center") for figure in figures)
    yield label(line.variance)


def goal_rows(form: Evaluation, words: EvaluationWording) -> Iterator[Row]:
    """What the project was to reach, and what it has reached."""
    yield row(
        [
            header(words.goals, columns=2, rows=2),
            header(words.goal, columns=4),
            header(words.completion, columns=5),
        ]
    )
    yield row([label(form.goal, columns=4), label(form.completion, columns=5)])


def indicator_rows(form: Evaluation, words: EvaluationWording, labels: FormLabels) -> Iterator[Row]:
    """The indicators; equal neighbours of level 1 and of level 2 share a merged cell."""
    yield row(
        [
            header(words.indicators, rows=1 + len(form.indicators)),
            header(words.level1),
            header(words.level2),
            header(words.level3),
            header(words.initial_target),
            header(words.target),
            header(words.actual_value, columns=2),
            header(words.weight),
            header(words.indicator_score),
            header(words.indicator_variance),
        ]
    )
    first = _runs([item.level1 for item in form.indicators])
    second = _runs([(item.level1, item.level2) for item in form.indicators])
    for at, item in enumerate(form.indicators):
        cells: list[Cell] = []
        if at in first:
            cells.append(_level(item.level1, labels.level1, first[at]))
        if at in second:
            cells.append(_level(item.level2, labels.level2, second[at]))
        yield row([*cells, *_indicator(item)])


def _runs(keys: Sequence[object]) -> dict[int, int]:
    """Where a run of equal neighbours begins → how long it is."""
    runs: dict[int, int] = {}
    begin = 0
    for at, key in enumerate(keys):
        if at and key != keys[begin]:
            begin = at
        runs[begin] = runs.get(begin, 0) + 1
    return runs


def _level(level: str | None, names: dict[str, list[str]], rows: int) -> Cell:
    words = names.get(level or "", [level or ""])
    return label(words[0], rows=rows, align="center")


def _indicator(item: Indicator) -> Iterator[Cell]:
    yield label(item.level3)
    yield label(_shown(item, "initial_target"), align="center")
    yield label(_shown(item, "target"), align="center")
    yield label(_shown(item, "actual"), columns=2, align="center")
    yield label(item.weight, align="center")
    yield label(item.score, align="center")
    yield label(item.variance)


def _shown(item: Indicator, field: str) -> str:
    """The cell as printed; else operator, number and unit together, or the text."""
    if item.printed and field in item.printed:
        return item.printed[field]
    value: str | None = getattr(item, field)
    quantitative = item.operator is not None or item.unit is not None
    if value is None:
        return ""
    if not quantitative or not value.lstrip("-").replace(".", "", 1).isdecimal():
        return value
    return f"{item.operator or ''}{value}{item.unit or ''}"


def closing_rows(form: Evaluation, words: EvaluationWording) -> Iterator[Row]:
    """Total score and grade, then the seven texts."""
    yield row(
        [
            header(words.total, columns=COLUMNS - 3),
            label(form.total_score, columns=2, align="center"),
            label(form.grade, align="center"),
        ]
    )
    texts = [(title, getattr(form.analysis, name)) for name, title in words.texts.items()]
    results = texts[:4]
    for at, (title, text) in enumerate(texts):
        cells: list[Cell] = []
        if at == 0:
            cells.append(header(words.analysis, rows=len(texts)))
            cells.append(header(words.results, rows=len(results)))
        span = 2 if at < len(results) else 3
        cells += [header(title, columns=span), label(text, columns=COLUMNS - 4)]
        yield row(cells)
