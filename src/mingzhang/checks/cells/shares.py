"""Rules that compare two sums of a document: shares, rates, and subjects that move together."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mingzhang.checks.cells.amounts import unit_name
from mingzhang.checks.cells.sums import Sums, quoted, runnable, sums_of, terms_of, written
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.batch import Batch, Ints
from mingzhang.identities.cells import cells_of
from mingzhang.kit.amounts import round_half_away
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@cell_check("statement_share")
def check_share(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """`shares`: [{part, whole, name}]: part ÷ whole, not above `above_percent` or not below `below_percent`.

    Only a share that is beyond the threshold for every amount inside the intervals is reported.
    """
    outcome = Outcome(batch.size)
    cells = cells_of(batch)
    above = _threshold(rule, "above_percent")
    below = _threshold(rule, "below_percent")
    for share in rule.parameters["shares"]:
        part_terms, whole_terms = terms_of(share["part"]), terms_of(share["whole"])
        part, whole = sums_of(cells, part_terms), sums_of(cells, whole_terms)
        ready = runnable(batch, [*part_terms, *whole_terms], part.legible & whole.legible, outcome, standard)
        ready &= whole.fen > 0
        wrong = np.zeros(batch.size, dtype=np.bool_)
        if above is not None:
            least = (part.fen - part.half) * above.denominator * 100
            wrong |= least > above.numerator * (whole.fen + whole.half)
        if below is not None:
            most = (part.fen + part.half) * below.denominator * 100
            wrong |= most < below.numerator * (whole.fen - whole.half)
        outcome.hold_each(np.flatnonzero(ready & ~wrong))
        for document in np.flatnonzero(ready & wrong).tolist():
            name = Text(share["name"]["zh"], share["name"]["en"])
            outcome.breach(_share_breach(batch, part, whole, document, name, above or below))
    return outcome


def _threshold(rule: Rule, name: str) -> Fraction | None:
    value = rule.parameters.get(name)
    return None if value is None else Fraction(str(value))


def _share_breach(
    batch: Batch, part: Sums, whole: Sums, document: int, name: Text, threshold: Fraction | None
) -> Breach:
    numerator, unit = written(batch, part.rows, document, int(part.fen[document]))
    denominator, whole_unit = written(batch, whole.rows, document, int(whole.fen[document]))
    percent = round_half_away(Fraction(int(part.fen[document]) * 100, int(whole.fen[document])), 2)
    facts = quoted(batch, part.rows, document) + quoted(batch, whole.rows, document)
    return Breach(
        values={
            "name": name,
            "part": numerator + unit_name(unit).zh,
            "whole": denominator + unit_name(whole_unit).zh,
            "percent": f"{percent}%",
            "threshold": f"{round_half_away(threshold or Fraction(0), 2).normalize():f}%",
        },
        facts=facts,
        printed=f"{percent}",
        arithmetic=f"{numerator} ÷ {denominator} = {percent}%",
        document=document,
    )


@cell_check("statement_together")
def check_together(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """`pairs`: [{left, right, name}]: two sums that should be the same, give or take `tolerance_percent`."""
    outcome = Outcome(batch.size)
    cells = cells_of(batch)
    tolerance = Fraction(str(rule.parameters["tolerance_percent"]))
    for pair in rule.parameters["pairs"]:
        left_terms, right_terms = terms_of(pair["left"]), terms_of(pair["right"])
        left, right = sums_of(cells, left_terms), sums_of(cells, right_terms)
        ready = runnable(batch, [*left_terms, *right_terms], left.legible & right.legible, outcome, standard)
        ready &= (left.cells > 0) | (right.cells > 0)
        apart = np.abs(left.fen - right.fen)
        explained = left.half + right.half
        larger = np.maximum(np.abs(left.fen), np.abs(right.fen))
        beyond = (apart - explained) * tolerance.denominator * 100 > tolerance.numerator * larger
        wrong = ready & (apart > explained) & beyond
        outcome.hold_each(np.flatnonzero(ready & (apart == 0)))
        outcome.round_each(np.flatnonzero(ready & (apart > 0) & ~wrong))
        for document in np.flatnonzero(wrong).tolist():
            outcome.breach(_pair_breach(batch, left, right, document, Text(**pair["name"])))
    return outcome


def _pair_breach(batch: Batch, left: Sums, right: Sums, document: int, name: Text) -> Breach:
    own = np.concatenate([left.rows, right.rows])
    one, unit = written(batch, own, document, int(left.fen[document]))
    other, _ = written(batch, own, document, int(right.fen[document]))
    difference, _ = written(batch, own, document, int(left.fen[document] - right.fen[document]))
    return Breach(
        values={
            "name": name,
            "left": one,
            "right": other,
            "difference": difference,
            "unit": unit_name(unit),
        },
        facts=quoted(batch, left.rows, document) + quoted(batch, right.rows, document),
        printed=one,
        expected=other,
        difference=difference,
        arithmetic=f"{one} ≠ {other}",
        document=document,
    )


@cell_check("cost_per_piece")
def check_cost_per_piece(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Money spent on pieces held: none without a piece, and not more than `most` 万元 a piece."""
    outcome = Outcome(batch.size)
    cells = cells_of(batch)
    money_terms, count_terms = terms_of(rule.parameters["money"]), terms_of(rule.parameters["pieces"])
    money, pieces = sums_of(cells, money_terms), sums_of(cells, count_terms)
    legible = money.legible & pieces.legible
    ready = runnable(batch, [*money_terms, *count_terms], legible, outcome, standard)
    ready &= (money.fen > 0) | (pieces.fen > 0)
    most = int(Fraction(str(rule.parameters["most"])) * 1_000_000)
    least: Ints = money.fen - money.half
    wrong = ready & (least > most * pieces.fen)
    outcome.hold_each(np.flatnonzero(ready & ~wrong))
    for document in np.flatnonzero(wrong).tolist():
        amount, unit = written(batch, money.rows, document, int(money.fen[document]))
        outcome.breach(
            Breach(
                values={
                    "amount": amount + unit_name(unit).zh,
                    "pieces": str(int(pieces.fen[document])),
                    "most": str(rule.parameters["most"]),
                },
                facts=quoted(batch, money.rows, document) + quoted(batch, pieces.rows, document),
                printed=amount,
                document=document,
            )
        )
    return outcome
