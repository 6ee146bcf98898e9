"""Arithmetic that a form's own sentences state: products, averages, unpaid shares, targets missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from mingzhang.checks.documents.passages import Passage, form_name
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Evaluation, FundsRow
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_NUMBER = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
_PERSONS = re.compile(rf"{_NUMBER}(?:名|人)(?!次|/)")
_STANDARD = re.compile(rf"每人(?:每月|每次|每年)?(?:不低于|不少于){_NUMBER}元")
_RANGE = re.compile(rf"{_NUMBER}元?(?:至|到|-|—|~){_NUMBER}元")
_AVERAGE = re.compile(rf"(?:均价|平均价格|平均单价|单价)(?:为|是|约)?{_NUMBER}(万?元)(?!/)")
_UNPAID = re.compile(rf"(?:未支付|尚未支付|未付|没有支付){_NUMBER}%")
_AGAINST = re.compile(rf"{_NUMBER}([一-龥]{{1,2}})\((?:目标|计划|不少于|目标不少于){_NUMBER}\2\)")
_EXCEEDED = re.compile(r"超额|超过目标|超出目标")
_YUAN = {"元": 1, "万元": 10_000}


def _value(text: str) -> Fraction:
    return Fraction(Decimal(text.replace(",", "")))


def _total(form: Evaluation) -> FundsRow | None:
    return next((row for row in form.funds if row.source_kind == "total"), None)


def _actual_yuan(form: Evaluation) -> Fraction | None:
    """全年执行数 in 元."""
    row = _total(form)
    return None if row is None or row.actual is None else _value(row.actual) * 10_000


def _complete(case: Case, outcome: Outcome) -> Iterator[Evaluation]:
    forms = [form for form in case.disclosure.evaluations if form.status == "complete"]
    if not forms:
        outcome.miss("没有填报完整的自评表", "no complete form")
    yield from forms


def _passages(case: Case, standard: Standard, form: Evaluation) -> list[Passage]:
    return [item for item in texts_of(case, standard).forms if item.evaluation is form]


def _breach(
    case: Case,
    standard: Standard,
    passage: Passage,
    quoted: str,
    facts: list[FindingFact],
    **values: str | Text,
) -> Breach:
    breach = texts_of(case, standard).breach(passage, quoted, **values)
    breach.facts.extend(facts)
    return breach


def _funds_fact(form: Evaluation, field: str) -> FindingFact:
    row = _total(form)
    assert row is not None
    value = getattr(row, field)
    place = f"funds.total.{field}"
    return FindingFact(
        statement="evaluation", project=form.project, field=place, value=value, source=row.source
    )


@document_check("persons_times_standard")
def persons_times_standard(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Persons × the least that each received cannot exceed what was spent."""
    outcome = Outcome()
    for form in _complete(case, outcome):
        spent = _actual_yuan(form)
        for passage in _passages(case, standard, form):
            text = fold(passage.text)
            least, persons = _STANDARD.search(text), _PERSONS.search(text)
            if least is None or persons is None or spent is None:
                continue
            needed = _value(persons.group(1)) * _value(least.group(1))
            if needed <= spent + Fraction(1, 2):
                outcome.hold()
                continue
            quoted = f"{persons.group()}，{least.group()}"
            shown = f"{persons.group(1)} × {least.group(1)} = {int(needed)}"
            breach = _breach(
                case, standard, passage, quoted, [_funds_fact(form, "actual")],
                needed=str(int(needed)), spent=str(int(spent)),
            )  # fmt: skip
            breach.arithmetic = f"{shown} > {int(spent)}"
            breach.expected = str(int(spent))
            outcome.breach(breach)
    return outcome


@document_check("standard_outside_target")
def standard_outside_target(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The amount per person told in a form lies in the range that one of its targets sets."""
    outcome = Outcome()
    for form in _complete(case, outcome):
        ranges = [
            (index, indicator, found)
            for index, indicator in enumerate(form.indicators)
            if (found := _RANGE.search(fold(indicator.target or "")))
        ]
        for passage in _passages(case, standard, form) if ranges else ():
            least = _STANDARD.search(fold(passage.text))
            if least is None:
                continue
            index, indicator, found = ranges[0]
            low, high, told = _value(found.group(1)), _value(found.group(2)), _value(least.group(1))
            if low <= told <= high:
                outcome.hold()
                continue
            fact = FindingFact(
                statement="evaluation", project=form.project, field=f"indicators.{index}.target",
                value=indicator.target, source=indicator.source,
            )  # fmt: skip
            outcome.breach(
                _breach(case, standard, passage, least.group(), [fact], target=indicator.target or "")
            )
    return outcome


@document_check("average_is_total")
def average_is_total(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """An average or unit price is not the whole amount spent while several pieces were bought."""
    outcome = Outcome()
    for form in _complete(case, outcome):
        spent = _actual_yuan(form)
        counts = [
            _value(item.actual)
            for item in form.indicators
            if item.actual and _counted(item.actual, item.unit)
        ]
        for passage in _passages(case, standard, form):
            for found in _AVERAGE.finditer(fold(passage.text)):
                price = _value(found.group(1)) * _YUAN[found.group(2)]
                if not spent or price != spent or max(counts, default=Fraction(1)) <= 1:
                    outcome.hold()
                    continue
                breach = _breach(
                    case, standard, passage, found.group(), [_funds_fact(form, "actual")],
                    count=str(max(counts)), spent=str(spent),
                )  # fmt: skip
                breach.arithmetic = f"{spent} ÷ {max(counts)} = {float(spent / max(counts)):.2f}"
                outcome.breach(breach)
    return outcome


def _counted(actual: str, unit: str | None) -> bool:
    return unit not in ("%", "元", "万元", None) and bool(re.fullmatch(r"\d+", actual))


@document_check("unpaid_share")
def unpaid_share(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A share told as unpaid is what the execution rate leaves of 100."""
    outcome = Outcome()
    for form in _complete(case, outcome):
        row = _total(form)
        if row is None or row.execution_rate is None:
            continue
        left = 100 - _value(row.execution_rate)
        for passage in _passages(case, standard, form):
            for found in _UNPAID.finditer(fold(passage.text)):
                if abs(_value(found.group(1)) - left) <= Fraction(1, 2):
                    outcome.hold()
                    continue
                breach = _breach(
                    case, standard, passage, found.group(), [_funds_fact(form, "execution_rate")],
                    rate=row.execution_rate, left=f"{float(left):g}",
                )  # fmt: skip
                breach.printed, breach.expected = f"{found.group(1)}%", f"{float(left):g}%"
                breach.arithmetic = f"100 − {row.execution_rate} = {float(left):g} ≠ {found.group(1)}"
                outcome.breach(breach)
    return outcome


@document_check("exceeded_unreached")
def exceeded_unreached(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """What a sentence calls over-fulfilled reached the target that stands beside it."""
    outcome = Outcome()
    for form in _complete(case, outcome):
        for passage in _passages(case, standard, form):
            for _, sentence in passage.sentences():
                text = fold(sentence)
                if not _EXCEEDED.search(text):
                    continue
                for found in _AGAINST.finditer(text):
                    if _value(found.group(1)) >= _value(found.group(3)):
                        outcome.hold()
                        continue
                    breach = _breach(case, standard, passage, found.group(), [], form=form_name(form))
                    breach.arithmetic = f"{found.group(1)} < {found.group(3)}"
                    outcome.breach(breach)
    return outcome


@document_check("nothing_done_but_told")
def nothing_done_but_told(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """An indicator with the result 0 whose form tells of results in the same unit and words."""
    outcome = Outcome()
    for form in _complete(case, outcome):
        for index, indicator in enumerate(form.indicators):
            if indicator.actual is None or not re.fullmatch(r"0+(?:\.0+)?", indicator.actual):
                continue
            unit, name = indicator.unit or "", fold(indicator.level3 or "")
            if not unit or unit == "%" or len(name) < 3:
                continue
            told = _told(case, standard, form, unit, name)
            if told is None:
                outcome.hold()
                continue
            passage, quoted = told
            fact = FindingFact(
                statement="evaluation", project=form.project, field=f"indicators.{index}.actual",
                value=indicator.actual, source=indicator.source,
            )  # fmt: skip
            outcome.breach(_breach(case, standard, passage, quoted, [fact], name=indicator.level3 or ""))
    return outcome


def _told(
    case: Case, standard: Standard, form: Evaluation, unit: str, name: str
) -> tuple[Passage, str] | None:
    """The first passage that tells a number above zero in the unit, in a clause with words of the name."""
    pattern = re.compile(rf"(?<![\d.])([1-9]\d*){re.escape(unit)}")
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    for passage in _passages(case, standard, form):
        if passage.field not in ("completion", "analysis.outputs"):
            continue
        for clause in re.split(r"[。；;]", fold(passage.text)):
            done = re.search(r"(?:完成|实际|开展|检查|救助|对)", clause)
            found = pattern.search(clause, done.start() if done else len(clause))
            if found is None or re.search(r"目标|[≥≤=><]", clause[max(0, found.start() - 8) : found.start()]):
                continue
            if sum(pair in clause for pair in pairs) >= 2:
                return passage, found.group()
    return None
