"""Rules about single cells of statements: subjects of the wrong nature or family, values that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from mingzhang.checks.cells.places import place_name, statement_name
from mingzhang.checks.cells.sums import terms_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.batch import Batch, Ints, Mask
from mingzhang.identities.cells import Cells, cells_of
from mingzhang.identities.grid import grid_of
from mingzhang.identities.grid_rows import first_facts
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_UNIT = {"count": "", None: ""}


@cell_check("subject_nature")
def check_subject_nature(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Items that are `nature` by code and name (行政运行: basic) have no money in the cells of `cells`."""
    wanted = rule.parameters["nature"]
    endings = {item.ending: item.name for item in standard.subjects.natures if item.nature == wanted}
    cells = cells_of(batch)

    def named_so(row: int) -> bool:
        code = cells.words[int(cells.code[row])]
        subject = standard.subjects.functional.get(code)
        name = subject.name if subject is not None else batch.facts.text("label", row)
        return endings[code[-2:]] == name

    ending = np.asarray([word[-2:] in endings for word in cells.words], dtype=np.bool_)

    def wrong(rows: Ints) -> Mask:
        mask = (cells.fen[rows] > cells.half[rows]) & ending[cells.code[rows]]
        mask[mask] = [named_so(row) for row in rows[mask].tolist()]
        return mask

    return _cells_at_fault(batch, rule, standard, wrong)


@cell_check("must_be_zero")
def check_must_be_zero(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """The cells of `cells` do not apply: nothing but zero may be printed there."""
    cells = cells_of(batch)
    return _cells_at_fault(batch, rule, standard, lambda rows: np.abs(cells.fen[rows]) > cells.half[rows])


@cell_check("not_negative")
def check_not_negative(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """No cell of the statements is below zero."""
    cells = cells_of(batch)
    return _cells_at_fault(batch, rule, standard, lambda rows: cells.fen[rows] < 0)


@cell_check("not_more_than")
def check_not_more_than(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Counts in the cells of `cells` beyond `most` are hardly meant."""
    cells = cells_of(batch)
    most = int(rule.parameters["most"])
    return _cells_at_fault(batch, rule, standard, lambda rows: cells.fen[rows] > most)


def _cells_at_fault(
    batch: Batch,
    rule: Rule,
    standard: Standard,
    wrong: Callable[[Ints], Mask],
) -> Outcome:
    """One breach for every cell of the rule's terms that is wrong."""
    outcome = Outcome(batch.size)
    cells = cells_of(batch)
    terms = terms_of(rule.parameters["cells"])
    for statement in dict.fromkeys(term.statement for term in terms):
        if statement in rule.parameters.get("optional", ()):
            continue
        absent = ~cells.present(statement)
        name = statement_name(standard, statement)
        outcome.miss_each(np.flatnonzero(absent), f"没有{name.zh}", f"the document has no “{name.en}”")
    found = []
    for term in terms:
        rows = cells.select(term)
        rows = rows[cells.known[rows]]
        mask = np.asarray(wrong(rows), dtype=np.bool_)
        outcome.hold_each(cells.document[rows[~mask]])
        found += rows[mask].tolist()
    for row in sorted(found):
        outcome.breach(_cell_breach(batch, cells, row, standard, rule))
    return outcome


def _cell_breach(batch: Batch, cells: Cells, row: int, standard: Standard, rule: Rule) -> Breach:
    fact = batch.quoted_fact(row)
    unit = batch.facts.text("unit", row)
    return Breach(
        values={
            "where": place_name(standard, cells.address(row), fact.label),
            "value": f"{fact.value}{_UNIT.get(unit, unit)}",
            "most": str(rule.parameters.get("most", "")),
        },
        facts=[fact],
        printed=fact.value,
        document=int(cells.document[row]),
    )


@cell_check("budget_family")
def check_budget_family(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Codes stand in the statement of their budget; `statements` maps a statement to its family.

    A row is reported where no row below it says the same. Judged at 款 and 项, because a 类 can belong
    to several budgets (223 belongs to one); a code that the standard does not know is not judged.
    """
    outcome = Outcome(batch.size)
    cells, grid = cells_of(batch), grid_of(batch)
    allowed: dict[str, str] = rule.parameters["statements"]
    for statement, family in allowed.items():
        name = statement_name(standard, statement)
        outcome.miss_each(
            np.flatnonzero(~cells.present(statement)), f"没有{name.zh}", f"the document has no “{name.en}”"
        )
        found: list[tuple[int, str, int]] = []
        for block in grid.blocks_of(statement):
            words = grid.line_word[slice(*block.lines)]
            foreign = np.asarray([_foreign(cells.words[word], family, standard) for word in words.tolist()])
            held = np.repeat(cells.is_subject[words] & ~foreign, grid.lengths(block))
            outcome.hold_each(grid.documents_of(block, slice(None))[held])
            for line in np.flatnonzero(foreign).tolist():
                facts = first_facts(grid, line + block.lines[0])
                code = cells.words[int(words[line])]
                found += [(int(cells.document[fact]), code, fact) for fact in facts.tolist()]
        found.sort(key=lambda item: item[2])
        above = {
            (document, code[:digits])
            for document, code, _ in found
            for digits in (3, 5)
            if len(code) > digits
        }
        for document, code, row in found:
            if (document, code) not in above:
                outcome.breach(_family_breach(batch, cells, int(row), code, family, standard))
    return outcome


@lru_cache(maxsize=1 << 16)
def _foreign(code: str, family: str, standard: Standard) -> bool:
    if not code.isdecimal():
        return False
    own = standard.subjects.family_of(code)
    if own == family or (len(code) == 3 and own == "general_public_budget"):
        return False
    return own != "general_public_budget" or code in standard.subjects.functional


_FAMILIES = {
    "general_public_budget": Text("一般公共预算", "the general public budget"),
    "government_managed_funds": Text("政府性基金预算", "government-managed funds"),
    "state_capital_operations": Text("国有资本经营预算", "state capital operations"),
}


def _family_breach(
    batch: Batch, cells: Cells, row: int, code: str, family: str, standard: Standard
) -> Breach:
    fact = batch.quoted_fact(row)
    return Breach(
        values={
            "where": place_name(standard, cells.address(row), fact.label),
            "family": _FAMILIES[standard.subjects.family_of(code)],
            "expected_family": _FAMILIES[family],
        },
        facts=[fact],
        printed=code,
        document=int(cells.document[row]),
    )
