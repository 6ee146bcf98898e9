"""Invented disclosures with forms and an explanation, and lakes of any number of them as Parquet.

A few hundred different disclosures are invented and repeated under other hashes; then faults are planted:
one amount in some documents is moved by more than rounding could. Nothing else in them is wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from invented_disclosures import Shape, invented
from invented_lake_forms import invented_form

from mingzhang.checks.registry import Case
from mingzhang.checks.run import every_rule, examine
from mingzhang.corpus.columns import Origin, Recorded, tables_of
from mingzhang.corpus.files import write_all
from mingzhang.corpus.rows import positions
from mingzhang.facts.model import Disclosure
from mingzhang.narrate import Reasons, narrate
from mingzhang.standard.load import Standard

PARTITION = "fiscal_year=2024/standard=cn%2F2024"
PER_FILE = 5000
Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Planted:
    """One fault: the document and the cell (statement, side, code, column) that was moved."""

    document: str
    cell: tuple[str | None, ...]


def invented_whole(seed: int, standard: Standard) -> Disclosure:
    """A disclosure of some 600 facts with three to six forms and an explanation bound to its figures."""
    random = Random(seed)
    items, funds, other = random.randint(22, 44), random.choice((0, 0, 1, 3)), random.random() < 0.5
    shape = Shape(items=items, funds=funds, other_money=other, natural=True)
    disclosure, prior = invented(seed, shape), invented(seed + 1_000_000, shape)
    prior.fiscal_year = 2023
    disclosure.unit.name, disclosure.unit.code = f"第{seed}安全中心", f"{seed:06d}"
    disclosure.unit.scope = "unit"
    disclosure.evaluations = [invented_form(random, number) for number in range(random.randint(3, 6))]
    narrate(disclosure, standard, Reasons({}), prior)
    return disclosure


def invented_many(count: int, standard: Standard) -> list[Disclosure]:
    """`count` different disclosures in which no cell rule finds anything."""
    rules = {name: rule for name, rule in every_rule(standard).items() if rule.kind == "cell"}
    chosen: list[Disclosure] = []
    seed = 0
    while len(chosen) < count:
        some = [invented_whole(seed + at, standard) for at in range(min(64, count))]
        seed += len(some)
        answers = examine([Case(item) for item in some], standard, rules=rules)
        chosen += [item for item, answer in zip(some, answers, strict=True) if not answer.findings]
    return chosen[:count]


def stored(disclosures: list[Disclosure], *, whole: bool = False) -> Tables:
    """Their tables, in the order of the list. Without `whole` the packed disclosures are left out."""
    tables = tables_of(Recorded(Origin(f"{at:064d}"), item) for at, item in enumerate(disclosures))
    if not whole:
        documents = tables["documents"]
        nothing = pa.nulls(len(documents), documents.schema.field("disclosure").type)
        place = documents.schema.get_field_index("disclosure")
        tables["documents"] = documents.set_column(place, documents.schema.field(place), nothing)
    return tables


def lake_tables(templates: Tables, documents: int, first: int = 0) -> Tables:
    """`documents` documents, the templates again and again under hashes of their own, in their order."""
    names = sorted(hashlib.sha256(f"document {first + at}".encode()).hexdigest() for at in range(documents))
    size = len(templates["documents"])
    old = {f"{at:064d}": at for at in range(size)}
    parts: dict[str, list[pa.Table]] = {name: [] for name in templates}
    for begin in range(0, documents, size):
        own = pa.array(names[begin : begin + size])
        for name, rows in templates.items():
            place = positions(rows, old)
            kept = rows if len(own) == size else rows.slice(0, int(np.searchsorted(place, len(own))))
            column = pa.DictionaryArray.from_arrays(pa.array(place[: len(kept)], pa.int32()), own)
            parts[name].append(kept.set_column(0, rows.schema.field(0), column))
    return {name: pa.concat_tables(found) for name, found in parts.items()}


def plant(tables: Tables, faults: int, random: Random) -> tuple[Tables, list[Planted]]:
    """Moves one amount of expenditure (a 项, 款 or 类 of some size) in each of `faults` documents."""
    facts = tables["facts"].unify_dictionaries().combine_chunks()
    names = tables["documents"].column("document").to_pylist()
    at = positions(facts, {name: place for place, name in enumerate(names)})
    values = facts.column("value").to_numpy().copy()
    fitting = pc.and_(
        pc.equal(facts.column("statement"), "expenditure"), pc.equal(facts.column("column"), "total")
    )
    rows = np.flatnonzero(fitting.to_numpy() & (values > 10_000))
    document = at[rows]
    planted = []
    for place in sorted(random.sample(range(len(names)), faults)):
        begin, end = (int(row) for row in np.searchsorted(document, [place, place + 1]))
        row = int(rows[random.randrange(begin, end)])
        values[row] += random.choice((-1, 1)) * random.randint(1000, 9000)
        cell = tuple(facts.column(name)[row].as_py() for name in ("statement", "side", "code", "column"))
        planted.append(Planted(names[place], cell))
    index = facts.schema.get_field_index("value")
    return {**tables, "facts": facts.set_column(index, facts.schema.field(index), pa.array(values))}, planted


def write_lake(
    folder: Path, templates: Tables, documents: int, faults: int, seed: int = 0
) -> Iterator[list[Planted]]:
    """Writes a lake's files, PER_FILE documents each; gives what was planted in each file."""
    random = Random(seed)
    for first in range(0, documents, PER_FILE):
        count = min(PER_FILE, documents - first)
        own = min(count, (first + count) * faults // documents - first * faults // documents)
        tables, planted = plant(lake_tables(templates, count, first), own, random)
        name = f"{first:07d}.parquet"
        write_all(folder / "_staging", name, tables)
        for table in tables:
            target = folder / table / PARTITION
            target.mkdir(parents=True, exist_ok=True)
            (folder / "_staging" / table / name).replace(target / name)
        yield planted
