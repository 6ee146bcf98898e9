"""Each self-evaluation as a section: title, year, form, notes."""

from __future__ import annotations

from mingzhang.document.model import Block, Grid, Paragraph
from mingzhang.document.paper import Section
from mingzhang.facts.model import Disclosure, Evaluation
from mingzhang.present.cells import NOWHERE, grid
from mingzhang.present.evaluation.rows import (
    WIDTHS,
    closing_rows,
    funds_rows,
    goal_rows,
    head_rows,
    indicator_rows,
)
from mingzhang.present.widths import fit
from mingzhang.present.wording import filled
from mingzhang.standard.load import Standard


def evaluation_sections(disclosure: Disclosure, standard: Standard) -> list[Section]:
    """One section a form, in the disclosure's order."""
    return [
        _section(number, form, disclosure, standard) for number, form in enumerate(disclosure.evaluations, 1)
    ]


def _section(number: int, form: Evaluation, disclosure: Disclosure, standard: Standard) -> Section:
    words = standard.paper.evaluation
    title = form.title or words.untitled
    if form.project and title == words.untitled:
        title = words.title.format(project=form.project)
    section = Section(f"evaluation-{number}", title, "evaluation")
    year = form.year or filled(words.year, disclosure, standard)
    section.blocks.append(Paragraph(year, NOWHERE, style="caption"))
    if form.status != "fragment" or form.project or form.indicators:
        table = evaluation_grid(form, standard)
        section.landscape = fit(table)
        section.blocks.append(table)
        section.blocks += _notes(form, standard)
    else:
        section.blocks.append(Paragraph(words.lost, NOWHERE, style="note"))
    return section


def evaluation_grid(form: Evaluation, standard: Standard) -> Grid:
    """The form's table: head, funds, goals, indicators, total, analysis."""
    words = standard.paper.evaluation
    rows = [
        *head_rows(form, words),
        *funds_rows(form, words),
        *goal_rows(form, words),
        *indicator_rows(form, words, standard.form_labels),
        *closing_rows(form, words),
    ]
    return grid(rows, WIDTHS, 0)


def _notes(form: Evaluation, standard: Standard) -> list[Block]:
    words = standard.paper.evaluation
    reviews = [
        words.review.format(
            evaluator=words.evaluators.get(review.evaluator, review.evaluator),
            score=review.score or "",
            grade=review.grade or "",
            reason=review.reason or "",
        )
        for review in form.reviews
    ]
    return [Paragraph(text, NOWHERE, style="note") for text in (*reviews, *words.notes)]
