"""Many documents at once answer like each alone: the screen and the grid say what the cells say one by one.

A batch of a few documents is grounded cell by cell, a larger one is screened first; what is compared are the
findings, the counts and what did not run, of every cell rule.
"""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from invented_disclosures import Shape, invented, random_shape
from invented_lakes import invented_whole
from seeded_faults import KINDS, faulty

from mingzhang.checks.cells.identity import SCREENED
from mingzhang.checks.registry import Case
from mingzhang.checks.run import every_rule, examine
from mingzhang.facts.batch import Batch
from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.identities import grid
from mingzhang.identities.grid import grid_of
from mingzhang.identities.screening import screening_of
from mingzhang.standard.load import load_standard

STANDARD = load_standard("cn", 2024)
RULES = {name: rule for name, rule in every_rule(STANDARD).items() if rule.kind == "cell"}
FIGURES = [("procurement_sme", "3.00"), ("procurement_micro", "4.00"), ("original_budget/2010101", "12")]


def doubled(statement: Statement, random: Random) -> None:
    """A row printed twice, once with another amount."""
    fact = random.choice(statement.facts)
    again = msgspec.structs.replace(fact, value=random.choice((fact.value, "7.77", None)))
    statement.facts.insert(random.randrange(len(statement.facts) + 1), again)


def illegible(statement: Statement, random: Random) -> None:
    random.choice(statement.facts).value = None


def withheld(statement: Statement, random: Random) -> None:
    statement.withheld = "涉密"


def foreign(statement: Statement, random: Random) -> None:
    """A row whose code stands nowhere else."""
    code = random.choice(("2019999", "21", "299", "无编码", "2080505"))
    column = random.choice(statement.facts).column
    statement.facts.append(Fact(code=code, column=column, value="1.00", side=statement.facts[0].side))


def shuffled(statement: Statement, random: Random) -> None:
    random.shuffle(statement.facts)


def rowless(statement: Statement, random: Random) -> None:
    """The total row, or the rows of one level, are not printed."""
    lost = random.choice(("total", "category", "section"))
    digits = {"category": 3, "section": 5}.get(lost)
    statement.facts = [
        fact
        for fact in statement.facts
        if not (fact.code == lost or (fact.code.isdecimal() and len(fact.code) == digits))
    ]


def coarse(statement: Statement, random: Random) -> None:
    """Some amounts with fewer places, so that rounding explains differences."""
    for fact in statement.facts:
        if fact.column != "count" and fact.value and "." in fact.value and random.random() < 0.3:
            fact.value = f"{float(fact.value):.1f}"


def other_unit(statement: Statement, random: Random) -> None:
    statement.currency_unit = random.choice(("元", "亿元", "千元"))


CHANGES = (doubled, illegible, withheld, foreign, shuffled, rowless, coarse, other_unit)


def varied(seed: int) -> Disclosure:
    """A disclosure as units print them, or as a hand or a recogniser has spoiled it."""
    random = Random(seed)
    whole = random.random() < 0.15
    disclosure = invented_whole(seed, STANDARD) if whole else invented(seed, random_shape(random))
    if random.random() < 0.4:
        disclosure, _ = faulty(disclosure, random.sample(KINDS, random.randint(1, 2)), random)
    for _ in range(random.choice((0, 0, 1, 1, 2, 4))):
        printed = [statement for statement in disclosure.statements if statement.facts]
        if printed:
            random.choice(CHANGES)(random.choice(printed), random)
    if random.random() < 0.3:
        disclosure.figures += [Fact(code=code, column="amount", value=value) for code, value in FIGURES]
    return disclosure


def check_alike(first: int, count: int) -> None:
    disclosures = [varied(seed) for seed in range(first, first + count)]
    together = examine([Case(item) for item in disclosures], STANDARD, rules=RULES)
    for disclosure, answer in zip(disclosures, together, strict=True):
        alone = examine([Case(disclosure)], STANDARD, rules=RULES)[0]
        assert msgspec.to_builtins(answer) == msgspec.to_builtins(alone)
    assert sum(len(answer.findings) for answer in together) > count // 2, "hardly anything was wrong"


@pytest.mark.parametrize("first", [0, 1000])
def test_many_documents_answer_like_each_alone(first: int) -> None:
    check_alike(first, 40)


def test_rows_are_found_without_a_table_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "WIDEST", -4096)
    check_alike(2000, SCREENED + 4)


@pytest.mark.long
@pytest.mark.parametrize("first", range(10_000, 12_000, 200))
def test_very_many_documents_answer_like_each_alone(first: int) -> None:
    check_alike(first, 200)


def test_every_identity_of_the_standard_can_be_screened() -> None:
    batch = Batch.of([invented(seed, Shape(natural=True)) for seed in range(SCREENED)])
    screening = screening_of(batch, STANDARD)
    assert screening.answers.keys() == STANDARD.identities.keys()
    assert not screening.documents.size, "nothing is wrong with these"
    assert sum(int(answer.held.sum()) for answer in screening.answers.values()) > 100 * SCREENED


def test_what_is_printed_twice_or_illegible_is_left_to_the_cells() -> None:
    disclosures = [invented(seed) for seed in range(SCREENED)]
    random = Random(1)
    doubled(disclosures[3].statements[1], random)
    illegible(disclosures[5].statements[2], random)
    assert grid_of(Batch.of(disclosures)).odd.nonzero()[0].tolist() == [3, 5]
