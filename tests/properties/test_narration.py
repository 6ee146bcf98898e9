"""What the explanation of any compiled package states is read back as it was bound, and is true."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from source_packages import random_package
from test_compile import SEEDS, compiled

from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.facts.model import Claim, Disclosure, address_of
from mingzhang.narrate import Reasons, narrate
from mingzhang.recognise.claims import recognise_claims
from mingzhang.standard.load import Standard

TEXTS = ("新增检查任务", "人员增加3人，工资相应调整", "项目跨年度实施，2023年结转资金120.50万元", "厉行节约")


def compared(claim: Claim) -> tuple[object, ...]:
    """The fields by which two claims are equal."""
    cells = (repr(claim.about), repr(claim.base))
    return (*cells, claim.year, claim.measure, claim.value, claim.unit, claim.direction)


def year_before(disclosure: Disclosure, random: Random) -> Disclosure:
    """Last year's disclosure: equal, zero, missing, negative, tiny and large differences."""
    prior = deepcopy(disclosure)
    prior.fiscal_year = (disclosure.fiscal_year or 0) - 1
    prior.figures, prior.claims, prior.explanation = [], [], []
    if random.random() < 0.3:
        prior.statements.pop(random.randrange(len(prior.statements)))
    for statement in prior.statements:
        kept = []
        for fact in statement.facts:
            if fact.column != "count" and fact.value is not None and random.random() < 0.8:
                value = Decimal(fact.value)
                factor = random.choice(("0.9", "1.3", "0.01", "-0.5", "25"))
                fact.value = str(
                    random.choice(
                        (value + Decimal("0.01"), value * Decimal(factor), Decimal("0.00"))
                    ).quantize(Decimal("0.01"))
                )
            if random.random() < 0.9:
                kept.append(fact)
        statement.facts = kept
    return prior


def some_reasons(disclosure: Disclosure, random: Random) -> Reasons:
    """Uses and reasons for about half of the cells."""
    texts = {}
    for statement in disclosure.statements:
        for fact in statement.facts:
            for kind in ("use", "change", "budget"):
                if random.random() < 0.5:
                    texts[kind, str(address_of(statement, fact))] = random.choice(TEXTS)
    return Reasons(texts)


@settings(max_examples=20)
@given(SEEDS)
def test_the_claims_read_back_are_the_claims_that_were_bound(standard: Standard, seed: int) -> None:
    random = Random(seed)
    with TemporaryDirectory() as folder:
        disclosure, _ = compiled(random_package(seed, orderly=random.random() < 0.7), Path(folder))
    prior = year_before(disclosure, random) if random.random() < 0.8 else None
    narrate(disclosure, standard, some_reasons(disclosure, random), prior)
    bound = [(claim.text, compared(claim)) for claim in disclosure.claims]
    read = deepcopy(disclosure)
    read.claims, read.evaluations, read.glossary = [], [], []
    recognise_claims(read, standard)
    found = [compared(claim) for claim in read.claims]
    for (text, claim), other in zip(bound, found, strict=False):
        assert claim == other, text
    assert len(found) == len(bound)
    numbers = [n.claim for section in disclosure.explanation for p in section.paragraphs for n in p.numbers]
    assert numbers == list(range(len(bound)))


@settings(max_examples=12)
@given(SEEDS)
def test_no_rule_of_arithmetic_is_broken_by_what_is_written(standard: Standard, seed: int) -> None:
    random = Random(seed)
    with TemporaryDirectory() as folder:
        disclosure, _ = compiled(random_package(seed, orderly=True), Path(folder))
    prior = year_before(disclosure, random)
    narrate(disclosure, standard, some_reasons(disclosure, random), prior)
    answer = examine([Case(disclosure)], standard)[0]
    own = ("explanation/", "counts/", "names/", "structure/", "text/")
    errors = [item for item in answer.findings if item.severity == "error" and item.rule.startswith(own)]
    assert [(item.rule, item.message) for item in errors] == []
