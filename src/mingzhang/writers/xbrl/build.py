"""A disclosure as taxonomy and facts; the identities as sums between concepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.model import Disclosure, Fact, Statement, address_of
from mingzhang.identities.instances import Instance
from mingzhang.kit.amounts import FEN_PER_UNIT, places
from mingzhang.kit.printable import printable
from mingzhang.writers.publication import Publication
from mingzhang.writers.xbrl.evaluations import add_evaluations
from mingzhang.writers.xbrl.model import ReportedFact, Sum, Table, Taxonomy, decimal_text
from mingzhang.writers.xbrl.names import taxonomy_namespace
from mingzhang.writers.xbrl.statements import COUNT, Meaning, Statements

_YUAN_PLACES = {"元": 0, "千元": 3, "万元": 4, "亿元": 8}


@dataclass(frozen=True, slots=True)
class Built:
    """The taxonomy, the facts in order, and the identities that no sum within one context can say."""

    taxonomy: Taxonomy
    facts: list[ReportedFact]
    unsaid: list[str]


def build(publication: Publication) -> Built:
    """Everything that the files are written from."""
    disclosure, standard = publication.disclosure, publication.standard
    taxonomy = Taxonomy(taxonomy_namespace(standard.id), publication.paper.title)
    facts = _cover(publication, taxonomy)
    statements = Statements(disclosure, standard, taxonomy)
    facts += _statement_facts(disclosure, statements)
    facts += add_evaluations(disclosure, taxonomy)
    said, unsaid = _sums(publication.identities, statements, taxonomy)
    taxonomy.sums = said
    for rule in dict.fromkeys(item.rule for item in said):
        title = standard.identities[rule].title
        taxonomy.rules[rule] = (title.zh, title.en)
    return Built(taxonomy, facts, unsaid)


def _cover(publication: Publication, taxonomy: Taxonomy) -> list[ReportedFact]:
    disclosure = publication.disclosure
    table = Table("Cover", "封面", "Cover")
    entries = (
        ("DocumentTitle", "标题", "Title", publication.paper.title),
        ("UnitName", "单位名称", "Name of the unit", disclosure.unit.name),
        ("UnitCode", "单位代码", "Code of the unit", disclosure.unit.code),
        ("Variant", "地方格式", "Variant", disclosure.variant),
        ("Stamp", "声明", "Stamp", publication.stamp),
    )
    facts = []
    for name, zh, en, value in entries:
        if value:
            taxonomy.concept(name, "string", zh, en)
            table.lines[name] = None
            facts.append(ReportedFact(name, printable(value)))
    taxonomy.tables.append(table)
    return facts


def _statement_facts(disclosure: Disclosure, statements: Statements) -> Iterator[ReportedFact]:
    """Every figure once: of a row that is printed twice the first."""
    seen: set[Meaning] = set()
    for statement in disclosure.statements:
        for fact in statement.facts:
            meaning = statements.meaning(address_of(statement, fact))
            if meaning is not None and meaning not in seen:
                seen.add(meaning)
                yield _reported(statement, fact, meaning)


def _reported(statement: Statement, fact: Fact, meaning: Meaning) -> ReportedFact:
    """Money in 元, its decimals as printed: 5296.11 万元 is 52961100 with decimals −2."""
    at = () if meaning.axis is None or meaning.member is None else ((meaning.axis, meaning.member),)
    if fact.column == COUNT:
        return ReportedFact(meaning.concept, fact.value, "pure", 0, at)
    unit = statement.currency_unit or "万元"
    if fact.value is None:
        return ReportedFact(meaning.concept, None, "CNY", None, at)
    decimals = places(fact.value) - _YUAN_PLACES.get(unit, 4)
    yuan = Fraction(fact.value) * Fraction(FEN_PER_UNIT.get(unit, 1_000_000), FEN_PER_UNIT["元"])
    return ReportedFact(meaning.concept, decimal_text(yuan, decimals), "CNY", decimals, at)


def _sums(
    found: Iterable[Instance], statements: Statements, taxonomy: Taxonomy
) -> tuple[list[Sum], list[str]]:
    said: dict[tuple[str, str, str], Sum] = {}
    unsaid: dict[str, None] = {}
    for item in found:
        sums = list(_sum(item, statements, taxonomy))
        for entry in sums:
            said.setdefault((entry.rule, entry.total, entry.part), entry)
        if not sums:
            unsaid.setdefault(item.rule)
    rules = {entry.rule for entry in said.values()}
    return list(said.values()), [rule for rule in unsaid if rule not in rules]


def _sum(item: Instance, statements: Statements, taxonomy: Taxonomy) -> Iterator[Sum]:
    """The instance between concepts; nothing where its cells do not share one context."""
    if item.relation != "=" or len(item.totals) != 1 or item.totals[0][1] != 1:
        return
    total = statements.meaning(item.totals[0][0])
    if total is None or total.concept not in taxonomy.concepts:
        return
    parts = [(statements.meaning(cell), weight) for cell, weight in item.parts]
    here = (total.axis, total.member)
    if any(part is None or (part.axis, part.member) != here for part, _ in parts):
        return
    for part, weight in parts:
        assert part is not None
        # A row that is blank throughout has no concept, and adds nothing.
        if part.concept in taxonomy.concepts and part.concept != total.concept:
            yield Sum(item.rule, total.concept, part.concept, weight)
