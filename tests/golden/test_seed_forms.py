"""The forms of the seed document against its key: places, status and every field.

A field is right if it equals what is printed or what was meant (operators: what was meant); where the
key leaves open which of two columns holds a figure, both are right. Rows that the key calls repeats
may be there or not.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mingzhang.document.model import Block, Cell, Grid, Paragraph, Place, Row
from mingzhang.facts.model import Evaluation, FundsRow, Indicator
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.recognise.evaluations import recognise_forms
from mingzhang.standard.load import Standard

LEVEL1 = {"产出指标": "output", "效益指标": "benefit", "满意度指标": "satisfaction"}
LEVEL2 = {
    "数量指标": "quantity",
    "质量指标": "quality",
    "时效指标": "timeliness",
    "成本指标": "cost",
    "经济效益": "economic",
    "社会效益": "social",
    "可持续发展指标": "sustainability",
    "服务对象满意度": "satisfaction",
}
FUNDS = {
    "declared": "target_declared",
    "original_budget": "budget_prepared",
    "final_budget": "adjusted_budget",
    "actual": "executed",
    "carryover": "carry_over",
    "execution_rate": "execution_rate",
    "score": "score",
    "variance": "deviation_reason",
}
ANALYSIS = {
    "implementation": "execution",
    "outputs": "output",
    "benefits": "benefit",
    "satisfaction": "satisfaction",
    "experience": "experience",
    "problems": "problems",
    "improvements": "next_steps",
}
Answers = set[str | None]


def blocks_of(text: str) -> list[Block]:
    """A splitter as small as can be: neighbouring lines with tabs are a grid, others paragraphs."""
    blocks: list[Block] = []
    for number, line in enumerate(text.split("\n"), 1):
        place = Place(line=number)
        if "\t" in line:
            row = Row([Cell(cell, place) for cell in line.split("\t")], place)
            if blocks and isinstance(blocks[-1], Grid) and blocks[-1].rows[-1].place.line == number - 1:
                blocks[-1].rows.append(row)
            else:
                blocks.append(Grid([row], place, spans_known=False))
        elif line.strip():
            blocks.append(Paragraph(line.strip(), place))
    return blocks


@pytest.fixture(scope="module")
def key(seed: Path) -> list[dict[str, Any]]:
    return json.loads((seed / "forms.json").read_text(encoding="utf-8"))["forms"]


@pytest.fixture(scope="module", params=["a bare splitter", "the reader of OCR text"])
def read(request: pytest.FixtureRequest, seed: Path, standard: Standard) -> list[Evaluation]:
    """The forms of the seed, from the simplest blocks and as the product reads them."""
    data = (seed / "gaoping-2024.txt").read_bytes()
    if request.param == "a bare splitter":
        return recognise_forms(blocks_of(data.decode()), standard).evaluations
    return recognise(read_document(data, "gaoping-2024.txt"), standard).evaluations


def test_every_place_with_its_status_and_line(key: list[dict[str, Any]], read: list[Evaluation]) -> None:
    status = {"complete": "complete", "blank": "blank", "lost": "fragment"}
    assert [form.status for form in read] == [status[form["status"]] for form in key]
    for form, evaluation in zip(key, read, strict=True):
        # Rules between pages (“---”), which the key counts as what is left of a title, are no text.
        lines = {form["start_line"], form["start_line"] + 2 * (form["title"] == "---")}
        assert evaluation.source.line in lines, form["id"]


def test_titles_that_the_key_calls_hallucinated_are_none(
    key: list[dict[str, Any]], read: list[Evaluation]
) -> None:
    for form, evaluation in zip(key, read, strict=True):
        title = form["title"] if form["title"] and form["title"].endswith("自评表") else None
        assert evaluation.title == title
        assert evaluation.year == (form["year"] or None)


def test_fields_are_read(key: list[dict[str, Any]], read: list[Evaluation]) -> None:
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    wrong: list[str] = []
    for form, evaluation in zip(key, read, strict=True):
        for kind, where, got, answers in compare(form, evaluation):
            count(tally[kind], got, answers)
            if got not in answers:
                wrong.append(
                    f"{form['id']} {where} {kind}: read {got!r}, expected {sorted(map(str, answers))}"
                )
    print("\n".join(wrong))
    for kind, (right, extra, missed) in sorted(tally.items()):
        print(f"{kind:20} right {right:4} wrong {extra:3} missed {missed:3}")
    for kind, (right, extra, missed) in tally.items():
        assert right >= 0.95 * (right + extra), kind
        assert right >= 0.95 * (right + missed), kind
    right, extra, missed = (sum(column) for column in zip(*tally.values(), strict=True))
    print(
        f"precision {right / (right + extra):.4f} recall {right / (right + missed):.4f} of {right + missed}"
    )
    assert right >= 0.97 * (right + extra)
    assert right >= 0.97 * (right + missed)


def test_rows_stand_on_their_lines(key: list[dict[str, Any]], read: list[Evaluation]) -> None:
    for form, evaluation in zip(key, read, strict=True):
        lines = {
            row["line"] for row in form.get("indicators", []) if "duplicate_of" not in row.get("intended", {})
        }
        read_lines = {row.source.line for row in evaluation.indicators}
        assert lines <= read_lines, form["id"]
        if form.get("goal_line") and evaluation.goal:
            assert evaluation.sources["goal"].line == form["goal_line"]
        if form.get("total_score"):
            assert evaluation.sources["total_score"].line == form["total_line"]
        for name, ours in ANALYSIS.items():
            if entry := form.get("analysis", {}).get(ours):
                assert evaluation.sources[f"analysis.{name}"].line == entry["line"]


def count(tally: list[int], got: str | None, answers: Answers) -> None:
    """Right, wrong and missed of one field."""
    if got is not None and got in answers:
        tally[0] += 1
    else:
        tally[1] += got is not None
        tally[2] += None not in answers


def compare(form: dict[str, Any], read: Evaluation) -> Iterator[tuple[str, str, str | None, Answers]]:
    """(kind, where, read, right answers) of every field of one form."""
    intended = form.get("intended", {})
    yield "project", "", read.project, either(form["project_name"], intended.get("project_name"))
    if form["status"] == "lost":
        return
    for ours, name in (("department", "supervising_dept"), ("unit", "unit")):
        part = getattr(read, ours)
        for field in ("name", "code"):
            theirs = f"{name}_{field}"
            yield ours, field, getattr(part, field), either(form[theirs], intended.get(theirs))
    yield "goal", "", read.goal, either(form["annual_goal"])
    yield "completion", "", read.completion, either(form["actual_completion"])
    yield "total", "", read.total_score, either(form["total_score"], intended.get("total_score"))
    yield "grade", "", read.grade, either(form["grade"], intended.get("grade"))
    for ours, theirs in ANALYSIS.items():
        text = (form["analysis"].get(theirs) or {}).get("text")
        yield "analysis", ours, getattr(read.analysis, ours), either(text)
    yield from compare_funds(form, read)
    yield from compare_indicators(form, read)


def compare_funds(form: dict[str, Any], read: Evaluation) -> Iterator[tuple[str, str, str | None, Answers]]:
    rows = {row.source_kind: row for row in read.funds}
    for kind, theirs in (("total", "total"), ("local", "county")):
        expected = form["funds"].get(theirs) or {}
        row = rows.pop(kind, None) or FundsRow(source_kind=kind)
        for ours, name in FUNDS.items():
            answers = either(expected.get(name), *meant(form, name))
            if name in form.get("funds_ambiguous", []):
                answers = {None, *(expected.get(other) for other in form["funds_ambiguous"])}
            yield (
                f"funds.{'variance' if ours == 'variance' else 'figures'}",
                f"{kind}.{ours}",
                getattr(row, ours),
                answers,
            )
    assert not rows, f"{form['id']}: rows of money that the form does not have"


def meant(form: dict[str, Any], name: str) -> list[str]:
    """What the key says was meant by a figure of the funds."""
    intended = form.get("intended", {})
    found = [intended.get(name), *(other.get(name) for other in intended.get("alternatives", []))]
    return [value for value in found if value]


def compare_indicators(
    form: dict[str, Any], read: Evaluation
) -> Iterator[tuple[str, str, str | None, Answers]]:
    rows = {row.source.line: row for row in read.indicators}
    for expected in form["indicators"]:
        row = rows.pop(expected["line"], None)
        if row is None and "duplicate_of" in expected.get("intended", {}):
            continue
        for kind, got, answers in compare_indicator(expected, row or Indicator()):
            yield kind, str(expected["line"]), got, answers
    for line, row in rows.items():
        yield "level3", str(line), row.level3, {None}


def compare_indicator(expected: dict[str, Any], row: Indicator) -> Iterator[tuple[str, str | None, Answers]]:
    intended = expected.get("intended", {})
    printed = row.printed or {}
    yield "level1", row.level1, {LEVEL1[expected["level1"]]}
    yield "level2", row.level2, {LEVEL2[expected["level2"]]}
    yield "level3", row.level3, either(expected["level3"], intended.get("level3"))
    yield "weight", row.weight, either(expected["weight"])
    yield "score", row.score, either(expected["score"], intended.get("score"))
    yield "variance", row.variance, either(expected["deviation_note"])
    yield "operator", row.operator, operators(expected)
    yield "unit", row.unit, either(expected["unit"])
    yield "target", row.target, either(expected["target_value"], intended.get("target_value"))
    yield (
        "actual",
        row.actual,
        either(expected["actual_value"], intended.get("actual_value"), intended.get("actual")),
    )
    initial = printed.get("initial_target", row.initial_target)
    yield "initial", initial, either(expected["initial_target"], intended.get("initial_target"))


def operators(expected: dict[str, Any]) -> Answers:
    """The operator meant; where only the whole target is given as meant, its first sign, or as printed."""
    intended = expected.get("intended", {})
    if "operator" in intended:
        return {intended["operator"]}
    answers = either(expected["operator"])
    whole = intended.get("adjusted_target", "")
    return answers | {whole[0]} if whole[:1] in tuple("≥≤=><") else answers


def either(*values: str | None) -> Answers:
    """The right answers: printed first, then meant; an empty cell is None."""
    answers: Answers = {values[0] or None}
    return answers | {value for value in values[1:] if value}
