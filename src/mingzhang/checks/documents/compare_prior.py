"""Last year's disclosure beside this one: stated changes, opening balances."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.checks.documents.amounts import find, in_wan, plain, quoted
from mingzhang.checks.documents.structure_statements import name_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Claim, Disclosure, Fact, Statement
from mingzhang.kit.amounts import FEN_PER_UNIT, Interval
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_OTHER_YEAR = ("作为上年决算提供的不是上一年度的", "what was given as last year's is of another year")
_NO_PRIOR = ("没有提供上年决算（--prior）", "last year's disclosure was not given (--prior)")


def _year_fits(now: Disclosure, before: Disclosure) -> bool:
    """Whether the earlier disclosure is one year earlier, as far as both print their years."""
    return now.fiscal_year is None or before.fiscal_year is None or before.fiscal_year == now.fiscal_year - 1


def _cell(disclosure: Disclosure, claim: Claim) -> tuple[Statement, Fact | None] | None:
    about = claim.about
    if about is None or about.statement is None or about.code is None or about.column is None:
        return None
    statement = disclosure.statement(about.statement)
    return (statement, find(statement, about.code, about.column, about.side)) if statement else None


def _amount(found: tuple[Statement, Fact | None]) -> Interval | None:
    """The cell in 万元; a blank cell of a statement that is there is zero."""
    statement, fact = found
    return Interval.exact(0) if fact is None else in_wan(statement, fact)


def _signed(claim: Claim, printed: Interval) -> Interval | None:
    if claim.direction == "increase":
        return printed
    if claim.direction == "decrease":
        return printed.scaled(-1)
    return Interval.exact(0) if claim.direction == "same" else None


@document_check("change_against_prior")
def change_against_prior(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A stated change (or rate) against last year fits this year's and last year's printed cells."""
    outcome = Outcome()
    if case.prior is None or not _year_fits(case.disclosure, case.prior):
        outcome.miss(*(_NO_PRIOR if case.prior is None else _OTHER_YEAR))
        return outcome
    for claim in case.disclosure.claims:
        base = claim.base.figure if claim.base is not None else None
        if claim.measure not in ("change", "rate") or not (base or "").startswith("prior/"):
            continue
        now, before = _cell(case.disclosure, claim), _cell(case.prior, claim)
        if now is None or before is None:
            outcome.miss("两年中有一年没有这张表", "one of the two years lacks the statement", claim.source)
            continue
        here, there = _amount(now), _amount(before)
        if here is None or there is None:
            outcome.miss("金额无法识别", "an amount cannot be read", claim.source)
            continue
        _compare(outcome, claim, here, there, now, before, standard)
    return outcome


def _compare(
    outcome: Outcome,
    claim: Claim,
    here: Interval,
    there: Interval,
    now: tuple[Statement, Fact | None],
    before: tuple[Statement, Fact | None],
    standard: Standard,
) -> None:
    scale = Fraction(FEN_PER_UNIT.get(claim.unit or "万元", 1_000_000), 1_000_000)
    printed = Interval.printed(claim.value)
    stated = _signed(claim, printed.scaled(scale) if claim.measure == "change" else printed)
    expected: Interval | None = here - there
    if claim.measure == "rate":
        quotient = (here - there).over(there)
        expected = quotient.scaled(100) if quotient is not None else None
    if stated is None or expected is None:
        outcome.miss(
            "上年数为零或方向不明", "last year's amount is zero or no direction is stated", claim.source
        )
        return
    if stated.meets(expected):
        exact = (stated.low + stated.high) / 2 == (expected.low + expected.high) / 2
        (outcome.hold if exact else outcome.round)()
        return
    middle = (expected.low + expected.high) / 2
    shown = plain(Fraction(round(middle * 100), 100))
    facts = [FindingFact(statement="explanation", value=claim.value, source=claim.source)]
    facts += [quoted(item[0].id, item[1]) for item in (now, before) if item[1] is not None]
    outcome.breach(
        Breach(
            values={
                "subject": claim.subject or name_of(now[0], standard),
                "printed": ("-" if claim.direction == "decrease" else "") + claim.value + (claim.unit or ""),
                "now": now[1].value or "" if now[1] else "0",
                "before": before[1].value or "" if before[1] else "0",
                "expected": shown + (claim.unit or ""),
            },
            facts=facts,
            printed=claim.value,
            expected=shown,
            source=claim.source,
        )
    )


@document_check("opening_against_prior_closing")
def opening_against_prior_closing(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """This year's opening balance is last year's printed closing balance, or its difference explained."""
    outcome = Outcome()
    if case.prior is None or not _year_fits(case.disclosure, case.prior):
        outcome.miss(*(_NO_PRIOR if case.prior is None else _OTHER_YEAR))
        return outcome
    for pair in rule.parameters["pairs"]:
        now = case.disclosure.statement(pair["statement"])
        before = case.prior.statement(pair["statement"])
        if now is None or before is None:
            outcome.miss("两年中有一年没有这张表", "one of the two years lacks the statement")
            continue
        opening = find(now, pair["opening"]["code"], pair["opening"]["column"], pair["opening"].get("side"))
        closing = find(
            before, pair["closing"]["code"], pair["closing"]["column"], pair["closing"].get("side")
        )
        here, there = _amount((now, opening)), _amount((before, closing))
        if here is None or there is None:
            outcome.miss("金额无法识别", "an amount cannot be read")
            continue
        if here.meets(there):
            outcome.hold()
            continue
        facts = [quoted(now.id, opening)] if opening else []
        facts += [quoted(before.id, closing)] if closing else []
        printed, expected = (item.value if item else "0" for item in (opening, closing))
        difference = (here.low + here.high - there.low - there.high) / 2
        outcome.breach(
            Breach(
                values={
                    "title": name_of(now, standard),
                    "opening": printed or "0",
                    "closing": expected or "0",
                    "difference": plain(difference),
                },
                facts=facts,
                printed=printed,
                expected=expected,
                difference=plain(difference),
                source=opening.source if opening else now.source,
            )
        )
    return outcome


@document_check("prior_is_last_year")
def prior_is_last_year(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The disclosure given as last year's is the same unit's, one year earlier."""
    outcome = Outcome()
    if case.prior is None:
        outcome.miss(*_NO_PRIOR)
        return outcome
    now, before = case.disclosure, case.prior
    year_fits = _year_fits(now, before)
    unit_fits = not now.unit.name or not before.unit.name or now.unit.name == before.unit.name
    if year_fits and unit_fits:
        outcome.hold()
        return outcome
    printed = f"{before.unit.name or ''}{before.fiscal_year or ''}"
    expected = f"{now.unit.name or ''}{(now.fiscal_year or 0) - 1}"
    outcome.breach(
        Breach(values={"printed": printed, "expected": expected}, printed=printed, expected=expected)
    )
    return outcome
