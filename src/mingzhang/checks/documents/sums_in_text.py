"""What the explanation alone can contradict: totals with parts, budgets with completion rates."""

from __future__ import annotations

import re
from fractions import Fraction

from mingzhang.checks.documents.amounts import plain
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Claim, Disclosure
from mingzhang.kit.amounts import Interval
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("sums_in_text")
def sums_in_text(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Each total of `sums` = the sum of its parts as the explanation states them, over one section, where the
    document lacks the statement. Where not every part is stated the parts must not exceed the total."""
    outcome = Outcome()
    disclosure = case.disclosure
    for entry in rule.parameters["sums"]:
        if disclosure.statement(entry["statement"]) is not None:
            continue
        total = _claim(disclosure, entry["statement"], entry["total"])
        found = [
            claim
            for code in entry["parts"]
            if total is not None
            and (claim := _claim(disclosure, entry["statement"], code)) is not None
            and (claim.section, claim.unit) == (total.section, total.unit)
        ]
        if total is None or len(found) < 2:
            outcome.miss("没有写全各组成部分", "not all parts are stated")
            continue
        printed = Interval.printed(total.value)
        added = Interval.printed(found[0].value)
        for claim in found[1:]:
            added += Interval.printed(claim.value)
        whole = len(found) == len(entry["parts"])
        stated = Fraction(total.value)
        summed = sum((Fraction(claim.value) for claim in found), Fraction(0))
        if printed.meets(added) or (summed < stated and not whole):
            outcome.hold()
            continue
        outcome.breach(_breach(total, found, summed))
    return outcome


def _claim(disclosure: Disclosure, statement: str, code: str) -> Claim | None:
    """The first amount or count that is said of a cell, in this year."""
    return next(
        (
            claim
            for claim in disclosure.claims
            if claim.about is not None
            and (claim.about.statement, claim.about.code) == (statement, code)
            and claim.measure in ("amount", "count")
            and claim.year in (None, disclosure.fiscal_year)
        ),
        None,
    )


def _quoted(claim: Claim) -> FindingFact:
    return FindingFact(
        statement=claim.section or "explanation", label=claim.subject, value=claim.value, source=claim.source
    )


def _breach(total: Claim, parts: list[Claim], summed: Fraction) -> Breach:
    terms = " + ".join(claim.value for claim in parts)
    return Breach(
        values={
            "subject": total.subject or "",
            "printed": f"{total.value}{total.unit}",
            "expected": f"{plain(summed)}{total.unit}",
        },
        facts=[_quoted(claim) for claim in (total, *parts)],
        printed=total.value,
        expected=plain(summed),
        difference=plain(Fraction(total.value) - summed),
        arithmetic=f"{terms} = {plain(summed)} ≠ {total.value}",
    )


@document_check("completion_in_sentence")
def completion_in_sentence(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A completion rate beside the budget and the amount that it is taken of, where neither could be said to
    be of a cell: the sentence alone must hold."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    pattern = re.compile(rule.parameters["sentence"])
    for passage in texts.explanation:
        told = [claim for claim in case.disclosure.claims if claim.source == passage.source]
        resolved = {
            (claim.measure, claim.value)
            for claim in told
            if claim.about is not None and claim.base is not None
        }
        for found in pattern.finditer(passage.text):
            budget, actual, rate = (
                found.group(name).replace(",", "") for name in ("budget", "actual", "rate")
            )
            if ("completion", rate) in resolved or not Fraction(budget):
                continue
            ratio = Interval.printed(actual).over(Interval.printed(budget))
            if ratio is None or ratio.scaled(100).meets(Interval.printed(rate)):
                outcome.hold()
                continue
            exact = Fraction(actual) / Fraction(budget) * 100
            breach = texts.breach(passage, texts.excerpt(passage, *found.span(), around=0))
            breach.values = {
                **breach.values,
                "printed": rate,
                "expected": plain(round(exact, 2)),
                "arithmetic": f"{actual} ÷ {budget}",
            }
            breach.printed, breach.expected = rate, plain(round(exact, 2))
            breach.arithmetic = f"{actual} ÷ {budget} = {plain(round(exact, 2))}% ≠ {rate}%"
            # A figure cut off instead of rounded is a remark, as everywhere.
            near = abs(exact - Fraction(rate)) < Fraction(1, 10 ** len(rate.partition(".")[2]))
            breach.severity = "info" if near else None
            outcome.breach(breach)
    return outcome
