"""One text of a disclosure with its place; the texts of an evaluation form; how findings quote them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Evaluation, Section, Source
from mingzhang.kit.language import Text

ANALYSES: dict[str, Text] = {
    "implementation": Text("项目实施和预算执行情况及分析", "implementation"),
    "outputs": Text("产出情况及分析", "outputs"),
    "benefits": Text("效益情况及分析", "benefits"),
    "satisfaction": Text("满意度情况及分析", "satisfaction"),
    "experience": Text("主要经验做法", "experience"),
    "problems": Text("存在的问题及原因分析", "problems"),
    "improvements": Text("下一步改进措施", "improvements"),
}
"""The seven texts under a self-evaluation and what the form calls them."""

_SENTENCE = re.compile(r"[^。！？!?；;]*[。！？!?；;]?")


@dataclass(slots=True)
class Passage:
    """One text as printed. `area`: explanation, glossary, profile, statement, evaluation or unread."""

    text: str
    source: Source
    area: str
    place: Text
    section: Section | None = None
    evaluation: Evaluation | None = None
    field: str | None = None

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Every sentence with the place where it begins in the text."""
        for found in _SENTENCE.finditer(self.text):
            if found.group().strip():
                yield found.start(), found.group()


def quote(passage: Passage, value: str | None) -> FindingFact:
    """A passage as a finding quotes it."""
    if passage.evaluation is not None:
        return FindingFact(
            statement="evaluation",
            project=passage.evaluation.project,
            field=passage.field,
            value=value,
            source=passage.source,
        )
    label = passage.section.title if passage.section else passage.field
    return FindingFact(statement=passage.area, label=label, value=value, source=passage.source)


def form_name(form: Evaluation) -> Text:
    """What a message calls a form: the project's name, the title, or the line it stands on."""
    if form.project:
        return Text(f"项目“{form.project}”自评表", f"form of {form.project}")
    if form.title:
        return Text(f"“{form.title}”", f"form titled {form.title}")
    line = form.source.line
    place = Text(f"第{line}行处", f"at line {line}") if line else Text("", "")
    return Text(f"{place.zh}无标题的自评表", f"untitled form {place.en}".strip())


def form_field(form: Evaluation, field: str, value: str | None) -> FindingFact:
    """A field of a form as a finding quotes it."""
    return FindingFact(
        statement="evaluation",
        project=form.project,
        field=field,
        value=value,
        source=form.sources.get(field, form.source),
    )


def form_passages(form: Evaluation) -> Iterator[Passage]:
    """The texts of one form that are sentences: goal, completion, the seven analyses, reasons."""
    name = form_name(form)

    def passage(text: str, source: Source, field: str, zh: str, en: str) -> Passage:
        place = Text(f"{name.zh}的“{zh}”", f"{name.en}, {en}")
        return Passage(text, source, "evaluation", place, evaluation=form, field=field)

    def source(field: str) -> Source:
        return form.sources.get(field, form.source)

    if form.goal:
        yield passage(form.goal, source("goal"), "goal", "年度目标", "goal")
    if form.completion:
        yield passage(form.completion, source("completion"), "completion", "实际完成情况", "completion")
    for row in form.funds:
        if row.variance:
            field = f"funds.{row.source_kind}.variance"
            yield passage(row.variance, row.source, field, "资金偏差原因", "variance of the funds")
    for index, item in enumerate(form.indicators):
        if item.variance:
            place = f"指标“{item.level3}”偏差原因"
            yield passage(item.variance, item.source, f"indicators.{index}.variance", place, "variance")
    for key, title in ANALYSES.items():
        text = getattr(form.analysis, key)
        if text:
            field = f"analysis.{key}"
            yield passage(text, source(field), field, title.zh, title.en)
