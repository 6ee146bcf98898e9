"""The texts of a disclosure one by one, each with its place, and how a finding quotes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mingzhang.checks.outcome import Breach
from mingzhang.checks.persons import personal_strings
from mingzhang.checks.registry import Case
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Disclosure, Evaluation, Section, Source
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard

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


class Texts:
    """Everything that a disclosure says in words, in printed order."""

    def __init__(self, case: Case, standard: Standard) -> None:
        self.case = case
        self.disclosure: Disclosure = case.disclosure
        self.standard = standard

    @cached_property
    def every(self) -> list[Passage]:
        """All passages."""
        found = [*self._profile(), *self._statements(), *self.explanation, *self._glossary(), *self.forms]
        return found + [
            Passage(item.text, item.source, "unread", Text("未识别内容", "unread material"))
            for item in self.disclosure.unread
        ]

    def _profile(self) -> Iterator[Passage]:
        profile = self.disclosure.profile
        for index, duty in enumerate(profile.duties):
            source = profile.sources.get(f"duties.{index}") or profile.sources.get("duties") or Source()
            yield Passage(duty, source, "profile", Text("单位职责", "duties"), field=f"duties.{index}")

    def _statements(self) -> Iterator[Passage]:
        for statement in self.disclosure.statements:
            title = statement.title or statement.id
            for note in statement.notes:
                yield Passage(
                    note, statement.source, "statement", Text(f"《{title}》说明", f"notes of {title}")
                )

    def _glossary(self) -> Iterator[Passage]:
        for entry in self.disclosure.glossary:
            yield Passage(
                entry.text,
                entry.source,
                "glossary",
                Text(f"名词解释“{entry.term}”", f"glossary, {entry.term}"),
                field=entry.term,
            )

    @cached_property
    def explanation(self) -> list[Passage]:
        """The paragraphs of the explanation."""
        return [
            Passage(
                paragraph.text,
                paragraph.source,
                "explanation",
                Text(f"情况说明“{section.title}”", f"explanation, {section.title}"),
                section=section,
            )
            for section in self.disclosure.explanation
            for paragraph in section.paragraphs
        ]

    @cached_property
    def forms(self) -> list[Passage]:
        """The texts of the evaluation forms: goal, completion, analyses, reasons."""
        return [passage for form in self.disclosure.evaluations for passage in form_passages(form)]

    @cached_property
    def whole(self) -> str:
        """Titles and texts of the explanation and what was left unread, joined by line ends."""
        titles = [section.title for section in self.disclosure.explanation]
        unread = [item.text for item in self.disclosure.unread]
        return "\n".join([*titles, *(passage.text for passage in self.explanation), *unread])

    @cached_property
    def _personal(self) -> dict[str, str]:
        texts = [passage.text for passage in self.every]
        return personal_strings(texts, self.standard.review.privacy)

    def masked(self, text: str) -> str:
        """The text with what is personal in this disclosure masked: no output of ours repeats it."""
        for raw, mask in self._personal.items():
            text = text.replace(raw, mask)
        return text

    def excerpt(self, passage: Passage, start: int, end: int, around: int = 14) -> str:
        """The words from `start` to `end` with a little of what stands around them, masked."""
        low, high = max(0, start - around), min(len(passage.text), end + around)
        head, tail = "…" if low else "", "…" if high < len(passage.text) else ""
        return self.masked(head + passage.text[low:high].strip() + tail)

    def shown(self, text: str, limit: int = 60) -> str:
        """The beginning of a text, masked."""
        return self.masked(text if len(text) <= limit else text[:limit] + "…")

    def breach(self, passage: Passage, quoted: str, **values: str | Text) -> Breach:
        """A breach at a passage. `quoted` is already masked; the places `where` and `quoted` are filled."""
        return Breach(
            values={"where": passage.place, "quoted": quoted, **values},
            facts=[quote(passage, quoted)],
            printed=quoted,
            source=passage.source,
        )


_last: list[tuple[Case, Texts]] = []


def texts_of(case: Case, standard: Standard) -> Texts:
    """The texts of the case; the last case is remembered, because many rules read one after another."""
    if not _last or _last[0][0] is not case:
        _last[:] = [(case, Texts(case, standard))]
    return _last[0][1]


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
