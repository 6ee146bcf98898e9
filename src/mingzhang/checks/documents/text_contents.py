"""Texts that owe a reason, list what was not spent, or describe one subject in another's words."""

from __future__ import annotations

import re
from fractions import Fraction

from mingzhang.checks.documents.amounts import find, number, quoted, total_row
from mingzhang.checks.documents.passages import ANALYSES, Passage, form_field, form_name
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.model import Evaluation, Statement
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("owed_text")
def owed_text(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A form with low execution or missed points names its problems and its measures."""
    outcome = Outcome()
    nothing = re.compile(rule.parameters["nothing"])
    for form in case.disclosure.evaluations:
        if form.status != "complete":
            continue
        cause = _cause(form, Fraction(str(rule.parameters["execution_below"])))
        if cause is None:
            continue
        for field in rule.parameters["fields"]:
            text = getattr(form.analysis, field)
            if text and not nothing.fullmatch(text.strip()):
                outcome.hold()
                continue
            title = ANALYSES[field]
            fact = form_field(form, f"analysis.{field}", text)
            outcome.breach(
                Breach(
                    values={
                        "form": form_name(form),
                        "field": title,
                        "printed": text or Text("空白", "blank"),
                        "cause": cause,
                    },
                    facts=[fact],
                    printed=text,
                )
            )
    return outcome


def _cause(form: Evaluation, below: Fraction) -> Text | None:
    row = total_row(form)
    if row is not None and row.actual is not None and row.final_budget and Fraction(row.final_budget) > 0:
        rate = Fraction(row.actual) / Fraction(row.final_budget) * 100
        if rate < below:
            shown = f"{float(rate):.2f}"
            return Text(f"预算执行率只有{shown}%", f"only {shown}% of the budget was spent")
    return None


@document_check("economic_list")
def economic_list(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Economic subjects that the explanation lists under basic expenditure have an amount in the table."""
    outcome = Outcome()
    statement = case.disclosure.statement("general_budget_basic")
    if statement is None or not statement.facts or not statement.labels:
        outcome.miss("没有基本支出明细表", "there is no statement of basic expenditure")
        return outcome
    texts = texts_of(case, standard)
    pattern = re.compile(rule.parameters["listed"])
    known = _codes_by_name(statement, rule)
    for passage in texts.explanation:
        for found in pattern.finditer(passage.text):
            names = [name.strip() for name in re.split("[、，,]", found.group("names"))]
            names[-1] = re.sub(r"等(?:支出|费用|方面)?$", "", names[-1])
            _compare_list(outcome, passage, names, known, statement, case, standard)
    return outcome


def _codes_by_name(statement: Statement, rule: Rule) -> dict[str, str]:
    aliases: dict[str, str] = rule.parameters.get("aliases", {})
    known: dict[str, str] = {}
    for code, label in statement.labels.items():
        if code.startswith(tuple(rule.parameters["not_applicable"])):
            continue
        # Of two subjects with one name (31099 is under several classes) the basic one was meant.
        known.setdefault(fold(label), code)
    return known | {fold(name): str(code) for name, code in aliases.items()}


def _compare_list(
    outcome: Outcome,
    passage: Passage,
    names: list[str],
    known: dict[str, str],
    statement: Statement,
    case: Case,
    standard: Standard,
) -> None:
    texts = texts_of(case, standard)
    empty = []
    for name in dict.fromkeys(names):
        code = known.get(fold(name))
        if code is None:
            continue
        fact = find(statement, code, "amount")
        if fact is not None and fact.value is None:
            continue
        if number(fact):
            outcome.hold()
        else:
            empty.append((name, code))
    if not empty:
        return
    listed = "、".join(name for name, _ in empty)
    breach = texts.breach(passage, texts.shown(listed))
    breach.values = {**breach.values, "names": listed}
    breach.facts += [
        quoted(statement.id, fact) for _, code in empty if (fact := find(statement, code, "amount"))
    ]
    outcome.breach(breach)


@document_check("economic_omitted")
def economic_omitted(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A list of what personnel or public funds mainly were names the largest subjects."""
    outcome = Outcome()
    statement = case.disclosure.statement("general_budget_basic")
    if statement is None or not statement.facts:
        outcome.miss("没有基本支出明细表", "there is no statement of basic expenditure")
        return outcome
    texts = texts_of(case, standard)
    least = Fraction(str(rule.parameters["share"]))
    for passage in texts.explanation:
        for found in re.finditer(rule.parameters["listed"], passage.text):
            group = next((item for item in rule.parameters["groups"] if item["word"] in found.group()), None)
            total = number(find(statement, group["total"], "amount")) if group else None
            if group is None or not total:
                continue
            names = [fold(name) for name in re.split("[、，,]", found.group("names"))]
            for fact in statement.facts:
                if not re.fullmatch(group["codes"], fact.code) or not number(fact) or not fact.label:
                    continue
                label = fold(fact.label)
                large = (number(fact) or 0) >= least * total
                if not large or any(name and (name in label or label in name) for name in names):
                    outcome.hold()
                    continue
                breach = texts.breach(passage, fact.label)
                breach.values = {**breach.values, "value": fact.value or ""}
                breach.facts.append(quoted(statement.id, fact))
                outcome.breach(breach)
    return outcome


@document_check("use_of_another_subject")
def use_of_another_subject(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """What a subject was used for is told in its own words, not in another subject's."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    for passage in texts.explanation:
        for found in re.finditer(rule.parameters["use"], passage.text):
            use = found.group("use")
            for entry in rule.parameters["vocabulary"]:
                if not re.search(entry["subject"], found.group("subject")):
                    continue
                own = re.search(entry["own"], use)
                foreign = re.search(entry["foreign"], use) if entry.get("foreign") else None
                if own or (not foreign and not entry.get("strict")):
                    outcome.hold()
                else:
                    breach = texts.breach(passage, texts.shown(use))
                    breach.values = {**breach.values, "subject": found.group("subject")}
                    outcome.breach(breach)
                break
    return outcome
