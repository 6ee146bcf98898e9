"""Joint consistency: identities that each hold by themselves, and cannot all hold together."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.checks.cells.amounts import COUNT, Sum, unit_name
from mingzhang.checks.cells.places import place_name
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.batch import Batch
from mingzhang.identities.feasibility import Certificate, contradictions
from mingzhang.identities.ground import Grounding, ground
from mingzhang.identities.system import Component, components
from mingzhang.kit.amounts import round_half_away
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_NAMED = 4
"""At most so many cells and identities are named in the message; all cells are quoted as facts."""


@document_check("joint_consistency")
def check_joint_consistency(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Components of cells in which every identity holds by itself, decided together.

    Up to `info_up_to` units of the last place of widening is info (figures added after rounding, as
    real departments do), more is an error. Only contradictions with an exact certificate are reported.
    """
    batch = Batch.of([case.disclosure])
    groundings = [
        ground(batch, identity, standard)
        for identity in standard.identities.values()
        if identity.severity == "error"
    ]
    outcome = Outcome()
    info_up_to = Fraction(str(rule.parameters["info_up_to"]))
    for component in components(groundings, 0):
        if len(component.rows) < 2:
            continue
        if component.broken:
            outcome.miss(
                "其中已有勾稽关系单独不成立，先改正它",
                "an identity among them is broken by itself; correct that first",
            )
            continue
        found = contradictions(component)
        for certificate in found:
            breach = _breach(batch, component, certificate, groundings, standard)
            if certificate.widening <= info_up_to:
                breach.severity = "info"
            outcome.breach(breach)
        if not found:
            if component.exact:
                outcome.hold()
            else:
                outcome.round()
    return outcome


def _breach(
    batch: Batch,
    component: Component,
    certificate: Certificate,
    groundings: list[Grounding],
    standard: Standard,
) -> Breach:
    """The contradiction as the sum of some cells against the sum of others."""
    cells = sorted(certificate.combination, key=lambda cell: component.facts[cell])
    rows = [component.facts[cell] for cell in cells]
    facts = [batch.quoted_fact(row) for row in rows]
    unit = batch.facts.text("unit", rows[0]) or COUNT
    shown = Sum(unit, [fact.value for fact in facts])
    sides: dict[bool, list[str]] = {True: [], False: []}
    sums = {True: 0, False: 0}
    for cell, fact in zip(cells, facts, strict=True):
        factor = certificate.combination[cell]
        sides[factor > 0].append(_term(abs(factor), fact.value or ""))
        sums[factor > 0] += abs(factor) * component.values[cell]
    cell_index = groundings[0].cells
    places = [
        place_name(standard, cell_index.address(row), fact.label)
        for row, fact in zip(rows, facts, strict=True)
    ]
    titles = list(dict.fromkeys(groundings[row.identity].identity.title.text() for row in certificate.rows))
    left, right = shown.said(sums[True]), shown.said(sums[False])
    return Breach(
        values={
            "cells": _joined(places),
            "identities": _joined(titles),
            "left": left,
            "right": right,
            "unit": unit_name(unit),
            "difference": shown.said(sums[True] - sums[False]).lstrip("-"),
            "slack": shown.said(certificate.slack),
            "widening": str(round_half_away(certificate.widening, 2).normalize()),
        },
        facts=facts,
        printed=left,
        expected=right,
        difference=shown.said(sums[True] - sums[False]),
        arithmetic=f"{_sum(sides[True])} = {left} ≠ {right} = {_sum(sides[False])}",
    )


def _term(factor: int, value: str) -> str:
    return value if factor == 1 else f"{factor} × {value}"


def _sum(terms: list[str]) -> str:
    return " + ".join(terms) if terms else "0"


def _joined(names: list[Text]) -> Text:
    """The first few names, and how many more there are."""
    more = len(names) - _NAMED
    kept = names[:_NAMED]
    return Text(
        "、".join(name.zh for name in kept) + (f"等{len(names)}项" if more > 0 else ""),
        "; ".join(name.en for name in kept) + (f" and {more} more" if more > 0 else ""),
    )
