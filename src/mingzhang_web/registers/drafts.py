"""Records as they would be: typed cells in their one form, and what would be wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mingzhang.app.registers import (
    MASK,
    Ledger,
    Record,
    RegisterType,
    faults_of,
    masked,
    register_dictionary,
    table_name,
)
from mingzhang.app.workbench import Text
from mingzhang_web import policy
from mingzhang_web.organisations.models import Account
from mingzhang_web.registers import policy as rights
from mingzhang_web.registers.ledger import ledger_of, unit_code, whole_cells
from mingzhang_web.registers.models import RegisterRecord
from mingzhang_web.year.models import UnitYear

Change = tuple[RegisterRecord | None, int, dict[str, str]]
"""A record (None = a new one), the version that the person has seen, and what was typed."""
_REQUIRED = Text("不能为空", "must not be blank")
_TAKEN = Text("本台账已有这个编号", "the register has this number already")


@dataclass(slots=True)
class Kept:
    """What came of saving. With problems (field → why) or a conflict nothing was saved. `others`: faults
    that the change would make in other records."""

    record: RegisterRecord | None = None
    problems: dict[str, Text] = field(default_factory=dict)
    others: list[tuple[str, Text]] = field(default_factory=list)
    conflict: RegisterRecord | None = None
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Whether everything was saved."""
        return not self.problems and not self.others and self.conflict is None


@dataclass(slots=True)
class Draft:
    """A record as it would be."""

    record: RegisterRecord | None
    cells: dict[str, str]
    kept: Kept


def drafts_of(
    account: Account,
    unit_year: UnitYear,
    declared: RegisterType,
    changes: Iterable[Change],
) -> list[Draft]:
    """The changed records; conflicts and bad cells stand in each one's `kept`."""
    standing = {
        record.pk: record
        for record in RegisterRecord.objects.filter(unit_year=unit_year, register=declared.register)
    }
    taken = {record.number for record in standing.values()}
    code = unit_code(unit_year)
    drafts = []
    for known, version, typed in changes:
        kept = Kept(typed=typed)
        record = standing.get(known.pk) if known is not None else None
        if known is not None and (record is None or record.version != version):
            kept.conflict = record or known
        cells = _typed_over(unit_year, declared, record, typed, kept)
        own = rights.section_of(account)
        cells["section"] = own if own is not None else cells.get("section", "")
        cells["unit"] = code
        if not cells.get("number"):
            cells["number"] = _next_number(unit_year.fiscal_year, taken)
        if record is None or cells["number"] != record.number:
            if cells["number"] in taken:
                kept.problems["number"] = _TAKEN
            taken.add(cells["number"])
        drafts.append(Draft(record, cells, kept))
    return drafts


def _typed_over(
    unit_year: UnitYear,
    declared: RegisterType,
    record: RegisterRecord | None,
    typed: dict[str, str],
    kept: Kept,
) -> dict[str, str]:
    """The record's cells with what was typed in their one form; a masked private cell stays what it is."""
    dictionary = register_dictionary(unit_year.fiscal_year)
    table = dictionary.tables[table_name(declared.register)]
    cells = {} if record is None else whole_cells(record)
    for column in table.columns:
        if column.name in typed and column.name != "unit":
            if column.private and typed[column.name].strip() == MASK:
                continue
            cells[column.name], problem = dictionary.stored(column, typed[column.name])
            if problem is not None and column.name != "number":
                kept.problems[column.name] = problem
        elif column.required and column.name not in ("number", "unit") and not cells.get(column.name):
            kept.problems[column.name] = _REQUIRED
    return cells


def _next_number(year: int, taken: set[str]) -> str:
    place = len(taken) + 1
    while f"{year}-{place:03d}" in taken:
        place += 1
    return f"{year}-{place:03d}"


def cross_check(account: Account, unit_year: UnitYear, declared: RegisterType, drafts: list[Draft]) -> None:
    """The faults of steps, rules, references and stock that the changes would make."""
    before = _faults(ledger_of(unit_year))
    added: list[tuple[str, Record]] = []
    owners: dict[int, Draft] = {}
    for place, draft in enumerate(drafts, 1):
        key = draft.record.pk if draft.record is not None else -place
        owners[key] = draft
        added.append((declared.register, Record(key, masked(declared, draft.cells))))
    after = ledger_of(unit_year, {key for key in owners if key > 0}, added)
    for draft in owners.values():
        for name, reason in _references(account, unit_year, declared, draft.cells, after):
            draft.kept.problems[name] = reason
    for (register, key, name, text), reason in _faults(after).items():
        if (register, key, name, text) in before:
            continue
        owner = owners.get(key) if register == declared.register else None
        if owner is not None:
            owner.kept.problems.setdefault(name, reason)
        else:
            drafts[0].kept.others.append((_named(after, register, key), reason))


def _faults(ledger: Ledger) -> dict[tuple[str, int, str, str], Text]:
    return {
        (register, fault.record.key, fault.field, fault.reason.en): fault.reason
        for register in ledger.types
        for fault in faults_of(ledger, register)
    }


def _named(ledger: Ledger, register: str, key: int) -> str:
    record = next(record for record in ledger.records(register) if record.key == key)
    return f"{ledger.types[register].title.zh} {record.cell('number')}"


def _references(
    account: Account,
    unit_year: UnitYear,
    declared: RegisterType,
    cells: dict[str, str],
    ledger: Ledger,
) -> Iterable[tuple[str, Text]]:
    """Numbers of other registers' records and codes of projects that are not there."""
    for item in declared.fields:
        if item.of is not None and cells.get(item.name):
            known = {record.cell("number") for record in ledger.records(item.of)}
            if cells[item.name] not in known:
                title = ledger.types[item.of].title
                yield item.name, Text(f"{title.zh}里没有这个编号", f"is no number of {title.en}")
    project, codes = cells.get("project", ""), policy.project_codes_of(account, unit_year)
    if project and not unit_year.rows.filter(table="projects", cells__code=project).exists():
        yield "project", Text("没有这个项目", "there is no such project")
    elif project and codes is not None and project not in codes:
        yield "project", Text("不是本科室的项目", "is no project of your section")
