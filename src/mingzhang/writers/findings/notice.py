"""A notice to one unit: what is to be corrected, by when, and room for the answer."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from docx import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH

from mingzhang.facts.findings import Report
from mingzhang.facts.model import Disclosure
from mingzhang.kit.language import Language, Text
from mingzhang.kit.printable import printable
from mingzhang.writers.findings.as_docx import letter_page, letter_styles, part_table
from mingzhang.writers.findings.letter import Letter, LetterSource, letters
from mingzhang.writers.zipped import with_fixed_times

TITLE = Text("决算公开问题整改通知", "Notice of findings to be corrected")
_LINES = (
    Text("核对单位（盖章）：", "Checked by (seal):"),
    Text("联系人及电话：", "Contact:"),
    Text("签发日期：", "Issued on:"),
)
_REPLY = Text("整改情况回执", "Reply of the unit")
_REPLIES = (
    Text("整改情况（逐项改正或说明理由）：", "What was done (each finding corrected, or why not):"),
    Text("更正后重新公开的日期和网址：", "Published again on, and where:"),
    Text("经办人：", "Handled by:"),
    Text("单位负责人（签字、盖章）：", "Head of the unit (signature, seal):"),
    Text("回复日期：", "Answered on:"),
)
_ROOM = "________________________"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is written to one unit. `deadline`: the day by which it answers, left open where None."""

    unit: str
    answers: Sequence[tuple[Report, Disclosure | None]]
    deadline: date | None = None


def notice_as_docx(notice: Notice, source: LetterSource) -> bytes:
    """The notice's bytes; the same findings give the same bytes. Accepted findings are left out."""
    document: Any = WordDocument()
    letter_styles(document)
    letter_page(document)
    language = source.language
    properties = document.core_properties
    properties.title, properties.author, properties.comments = TITLE.said(language), "", ""
    properties.created = properties.modified = source.made_on.replace(tzinfo=None)
    found = letters(_open_findings(notice, source))
    document.add_paragraph(TITLE.said(language), style="Title")
    document.add_paragraph(
        f"{printable(notice.unit)}：" if language == "zh" else f"{printable(notice.unit)}:"
    )
    document.add_paragraph(_opening(notice, found, language))
    for letter in found:
        _file(document, letter)
    _room(document, [line.said(language) for line in _LINES])
    reply = document.add_paragraph(_REPLY.said(language), style="Heading 1")
    reply.paragraph_format.page_break_before = True
    _room(document, [line.said(language) for line in _REPLIES])
    stream = io.BytesIO()
    document.save(stream)
    return with_fixed_times(stream.getvalue(), source.made_on)


def _open_findings(notice: Notice, source: LetterSource) -> LetterSource:
    answers = []
    for report, disclosure in notice.answers:
        left = [finding for finding in report.findings if finding.accepted is None]
        answers.append((_with(report, left), disclosure))
    return LetterSource(answers, source.standard, source.rules, source.language, source.made_on)


def _with(report: Report, findings: list[Any]) -> Report:
    return Report(
        file=report.file, verdict=report.verdict, checks=report.checks, findings=findings, error=report.error
    )


def _opening(notice: Notice, found: Sequence[Letter], language: Language) -> str:
    count = sum(len(part.rows) for letter in found for part in letter.parts)
    by_zh, by_en = "____年__月__日", "____"
    if notice.deadline is not None:
        day = notice.deadline
        by_zh, by_en = f"{day.year}年{day.month}月{day.day}日", day.isoformat()
    return Text(
        f"你单位公开的决算经核对，有下列 {count} 处问题。请于{by_zh}前逐项改正并重新公开；"
        "不需要改正的，在“单位答复”栏写明理由，连同回执一并报送。",
        f"The accounts that you have disclosed were checked; {count} findings are listed below. Correct each "
        f"by {by_en} and publish again, or give your reason in the last column; return this with the reply.",
    ).said(language)


def _file(document: Any, letter: Letter) -> None:
    name = letter.file.replace("\\", "/").rsplit("/", 1)[-1]
    for text in (name, *letter.about):
        document.add_paragraph(printable(text))
    for part in letter.parts:
        document.add_paragraph(f"{part.title}（{len(part.rows)}）", style="Heading 1")
        part_table(document, part, letter.columns)


def _room(document: Any, lines: Sequence[str]) -> None:
    document.add_paragraph()
    for line in lines:
        document.add_paragraph(f"{line}{_ROOM}").alignment = WD_ALIGN_PARAGRAPH.LEFT


def day_of(text: str) -> date | None:
    """An ISO 8601 day, or None."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        return None
