"""Dates outside the fiscal year, dates that no calendar has, dates against their target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.checks.documents.passages import Passage, form_field, form_name
from mingzhang.checks.documents.texts import Texts, texts_of
from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.model import Evaluation
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_YEAR = re.compile(r"(20\d\d)")
_RANGE = re.compile(r"(20\d\d)年(\d{1,2}月)?(\d{1,2}日)?\s*(?:[-—–~～]|至|到)\s*(?:(20\d\d)年)?(\d{1,2}月)?")


def carried_from(form: Evaluation, rule: Rule) -> int | None:
    """The year whose unspent quota the project carries over, as its name says, or None."""
    for text in (form.project or "", form.title or "", form.project_code or ""):
        found = re.search(rule.parameters["carried"], text)
        if found:
            return int(found.group("year"))
    return None


@dataclass(slots=True)
class _Dated:
    """A date in a text of a form."""

    year: int
    start: int
    end: int
    text: str


def _dates(text: str, year: int, rule: Rule) -> Iterator[_Dated]:
    """Dates of another year, those of document numbers, comparisons and project names left out."""
    masked = re.sub(rule.parameters["not_dates"], lambda found: "　" * len(found.group()), text)
    for found in _RANGE.finditer(masked):
        last = int(found.group(4) or found.group(1))
        if last == year:
            masked = masked[: found.start()] + "　" * len(found.group()) + masked[found.end() :]
    for found in re.finditer(rule.parameters["date"], masked):
        if int(found.group("year")) != year:
            yield _Dated(int(found.group("year")), found.start(), found.end(), found.group())


def _dated_passages(form: Evaluation, texts: Texts, fields: list[str]) -> Iterator[Passage]:
    for passage in texts.forms:
        if passage.evaluation is form and passage.field in fields:
            yield passage
    for index, item in enumerate(form.indicators):
        for field, zh in (("target", "目标值"), ("actual", "完成值")):
            text = getattr(item, field)
            if text:
                name = form_name(form)
                place = Text(f"{name.zh}指标“{item.level3}”的{zh}", f"{name.en}, indicator {item.level3}")
                where = f"indicators.{index}.{field}"
                yield Passage(text, item.source, "evaluation", place, evaluation=form, field=where)


@document_check("date_outside_year")
def date_outside_year(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Targets and results of a form are dated in the fiscal year."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    year = case.disclosure.fiscal_year
    if year is None:
        outcome.miss("文件中没有识别出年度", "no fiscal year was found in the document")
        return outcome
    for form in case.disclosure.evaluations:
        carried = carried_from(form, rule)
        for passage in _dated_passages(form, texts, rule.parameters["fields"]):
            dates = list(_dates(passage.text, year, rule))
            if not dates:
                outcome.hold()
                continue
            first = dates[0]
            note = Text("", "")
            if carried is not None and any(item.year == carried for item in dates):
                note = Text(
                    f"该项目名称写明结转自{carried}年，以往年成果作为本年绩效应予说明。",
                    f" The project is carried over from {carried}; explain why earlier results count.",
                )
            breach = texts.breach(passage, texts.excerpt(passage, first.start, first.end))
            listed = "、".join(dict.fromkeys(item.text.strip() for item in dates))
            breach.values = {**breach.values, "dates": listed, "year": str(year), "note": note}
            breach.printed, breach.expected = listed, str(year)
            outcome.breach(breach)
    return outcome


@document_check("impossible_date")
def impossible_date(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No text names a month or a day that no calendar has."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    pattern = re.compile(r"(?<![\d.])(\d{1,2})月(\d{1,2})日")
    for passage in texts.every:
        for found in pattern.finditer(passage.text):
            month, day = int(found.group(1)), int(found.group(2))
            longest = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
            if 1 <= month <= 12 and 1 <= day <= longest:
                outcome.hold()
                continue
            breach = texts.breach(passage, texts.excerpt(passage, *found.span()))
            breach.values = {**breach.values, "printed": found.group()}
            outcome.breach(breach)
    return outcome


@document_check("month_against_target")
def month_against_target(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """When a thing was done, as the texts of a form tell, agrees with its target month."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    for form in case.disclosure.evaluations:
        for index, item in enumerate(form.indicators):
            target = re.search(r"(?:(20\d\d)年)?(\d{1,2})月(.{0,4})", item.target or "")
            key = re.sub(rule.parameters["suffix"], "", item.level3 or "")[-2:]
            if target is None or len(key) < 2 or re.search(r"[-—~至]\s*\d", item.target or ""):
                continue
            for passage in texts.forms:
                if passage.evaluation is not form or passage.field not in rule.parameters["fields"]:
                    continue
                told = _told(passage, key, target, rule)
                if told is None:
                    outcome.hold()
                    continue
                breach = texts.breach(passage, texts.excerpt(passage, *told.span()))
                breach.values = {
                    **breach.values,
                    "indicator": item.level3 or "",
                    "target": item.target or "",
                    "told": told.group(),
                }
                breach.facts.append(form_field(form, f"indicators.{index}.target", item.target))
                breach.facts[-1].source = item.source
                breach.printed, breach.expected = told.group(), item.target
                outcome.breach(breach)
    return outcome


def _told(passage: Passage, key: str, target: re.Match[str], rule: Rule) -> re.Match[str] | None:
    """A month told of the thing that is later than the target, or other than it where it is no deadline."""
    deadline = re.search(rule.parameters["deadline"], target.group(3) or "") is not None
    pattern = re.compile(r"(?:(20\d\d)年)?(?<!\d)(\d{1,2})月(?!度|均|内)")
    for start, sentence in passage.sentences():
        if key not in sentence:
            continue
        for found in pattern.finditer(passage.text, start, start + len(sentence)):
            same_year = not (found.group(1) and target.group(1)) or found.group(1) == target.group(1)
            later = int(found.group(2)) > int(target.group(2))
            if same_year and (later or (not deadline and found.group(2) != target.group(2))):
                return found
    return None
