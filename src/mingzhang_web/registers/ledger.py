"""The registers of a year as the engine takes them: with their cells, or masked for all that leaves them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from mingzhang.app.registers import MASK, Ledger, Record, RegisterType, register_types, table_name
from mingzhang_web.registers.models import RegisterRecord
from mingzhang_web.year.models import UnitYear


def unit_code(unit_year: UnitYear) -> str:
    """The code of the unit whose year it is, as its records name it."""
    row = unit_year.rows.filter(table="units").first()
    return (row.cells.get("code", "") if row is not None else "") or unit_year.office.code


def masked_cells(record: RegisterRecord) -> dict[str, str]:
    """All cells, the private ones that are filled as `***`."""
    return record.cells | {name: MASK for name, cell in record.private_cells.items() if cell}


def whole_cells(record: RegisterRecord) -> dict[str, str]:
    """All cells as they are, for those who keep the register."""
    cells: dict[str, str] = {**record.cells, **record.private_cells}
    return cells


def ledger_of(
    unit_year: UnitYear, without: Collection[int] = (), add: Iterable[tuple[str, Record]] = ()
) -> Ledger:
    """Every register of the year, private cells masked; `without` leaves out, `add` puts in."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in RegisterRecord.objects.filter(unit_year=unit_year):
        if record.pk not in without:
            found[record.register].append(Record(record.pk, masked_cells(record)))
    for register, extra in add:
        found[register].append(extra)
    types = register_types(unit_year.fiscal_year)
    return Ledger(types, {name: found[name] for name in types}, unit_year.fiscal_year)


def register_tables(unit_year: UnitYear) -> dict[str, list[dict[str, str]]]:
    """The registers as tables of a source package, masked: what compiles, is exported and published."""
    tables: dict[str, list[dict[str, str]]] = defaultdict(list)
    for record in RegisterRecord.objects.filter(unit_year=unit_year).order_by("register", "pk"):
        tables[table_name(record.register)].append(masked_cells(record))
    return dict(tables)


def divided(declared: RegisterType, cells: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Cells without blanks: open ones, private ones."""
    private = declared.private
    filled = {name: cell for name, cell in cells.items() if cell}
    return (
        {name: cell for name, cell in filled.items() if name not in private},
        {name: cell for name, cell in filled.items() if name in private},
    )
