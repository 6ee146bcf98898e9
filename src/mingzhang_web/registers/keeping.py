"""Keeping records: one at a time or many, whole or not at all, never over a version that was not seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mingzhang.app.registers import MASK, RegisterType, register_types
from mingzhang_web.organisations.models import Account
from mingzhang_web.registers.drafts import Change, Draft, Kept, cross_check, drafts_of
from mingzhang_web.registers.ledger import divided, masked_cells
from mingzhang_web.registers.models import RegisterRecord
from mingzhang_web.year.changes import changing
from mingzhang_web.year.models import UnitYear

SHOWN = 80
"""Letters of a cell that the trail repeats."""


class _TakeBackError(Exception):
    """Leaves the transaction without a trace."""


def keep_record(
    account: Account,
    unit_year: UnitYear,
    declared: RegisterType,
    record: RegisterRecord | None,
    version: int,
    typed: dict[str, str],
    step: str = "",
) -> Kept:
    """Saves the typed cells of a record, or of a new one where `record` is None."""
    kept = keep_records(account, unit_year, declared, [(record, version, typed)], step)
    return kept[0]


def keep_records(
    account: Account,
    unit_year: UnitYear,
    declared: RegisterType,
    changes: Sequence[Change],
    step: str = "",
    verb: str = "register.saved",
    trial: bool = False,
) -> list[Kept]:
    """Saves all of them or none; what came of each. `trial`: nothing is saved, but all is checked."""
    outcome: list[Kept] = []
    try:
        with changing(account, unit_year, verb) as details:
            drafts = drafts_of(account, unit_year, declared, changes)
            outcome = [draft.kept for draft in drafts]
            if all(kept.good for kept in outcome):
                cross_check(account, unit_year, declared, drafts)
            if trial or not all(kept.good for kept in outcome):
                raise _TakeBackError
            changed = [_store(unit_year, declared, draft) for draft in drafts]
            details.update(_details(declared, drafts, changed, step))
    except _TakeBackError:
        pass
    return outcome


def _store(unit_year: UnitYear, declared: RegisterType, draft: Draft) -> dict[str, list[str]]:
    """Writes the record; what changed: field → before, after, private ones masked."""
    record = draft.record
    before = {} if record is None else masked_cells(record)
    private_before = {} if record is None else dict(record.private_cells)
    if record is None:
        record = RegisterRecord(unit_year=unit_year, register=declared.register, version=0)
    record.number, record.section = draft.cells["number"], draft.cells.get("section", "")
    record.cells, record.private_cells = divided(declared, draft.cells)
    record.version += 1
    record.save()
    draft.kept.record = record
    after = masked_cells(record)
    changed = {
        name: [_said(declared, name, cells.get(name, "")) for cells in (before, after)]
        for name in sorted({*before, *after})
        if before.get(name, "") != after.get(name, "")
    }
    for name in {*private_before, *record.private_cells}:
        if private_before.get(name) != record.private_cells.get(name):
            changed.setdefault(name, [MASK, MASK])
    return changed


def _said(declared: RegisterType, name: str, cell: str) -> str:
    """A cell as the trail repeats it. Where persons are recorded a name may stand in any free text (an
    objection, an opinion): then it repeats none."""
    item = declared.field(name)
    free = item is not None and item.kind == "text" and bool(declared.private)
    return MASK if cell and free else cell[:SHOWN]


def _details(
    declared: RegisterType, drafts: list[Draft], changed: list[dict[str, list[str]]], step: str
) -> dict[str, Any]:
    numbers = [draft.cells["number"] for draft in drafts]
    details: dict[str, Any] = {"register": declared.register}
    if len(drafts) == 1:
        details |= {"number": numbers[0], "changed": changed[0]}
    else:
        details |= {"numbers": numbers, "rows": len(numbers)}
    return details | ({"step": step} if step else {})


def replace_registers(unit_year: UnitYear, register: str, rows: Sequence[dict[str, str]]) -> None:
    """Puts the rows of an imported package in place of the register's records, inside the transaction of
    the import. A masked private cell keeps what stood under its number."""
    declared = register_types(unit_year.fiscal_year)[register]
    standing = RegisterRecord.objects.filter(unit_year=unit_year, register=register)
    known = {record.number: record.private_cells for record in standing}
    standing.delete()
    made = []
    for row in rows:
        number = row["number"]
        cells = {
            name: known.get(number, {}).get(name, "") if cell == MASK and name in declared.private else cell
            for name, cell in row.items()
        }
        public, private = divided(declared, cells)
        made.append(
            RegisterRecord(
                unit_year=unit_year, register=register, number=number, section=row.get("section", ""),
                cells=public, private_cells=private,
            )
        )  # fmt: skip
    RegisterRecord.objects.bulk_create(made, batch_size=2000)
