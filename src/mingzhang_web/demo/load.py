"""The demonstration: the sample's year in preparation, an invented unit's year published.

Writing a publication takes seconds, so that the second is a step of its own, for which nobody need wait.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from mingzhang.app.workbench import Books, read_books
from mingzhang_web.compiled.compiling import compile_year
from mingzhang_web.demo.accounts import add_bureau, add_unit
from mingzhang_web.demo.registers import with_registers
from mingzhang_web.demo.small_unit import CODE, small_unit
from mingzhang_web.organisations.models import Account, Office
from mingzhang_web.review.registry import ACTIONS
from mingzhang_web.year.changes import changing
from mingzhang_web.year.ledger import replace_rows
from mingzhang_web.year.models import UnitYear

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "gaoping-2024"
"""The sample's source package, in a checkout of the repository."""
WAY = (
    ("submit", "other-finance"), ("sign", "other-head"), ("review", "other-department"),
    ("approve", "bureau"), ("publish", "other-finance"),
)  # fmt: skip


def load_demo() -> None:
    """Loads it into an empty database; a database that has accounts is left as it is."""
    if Account.objects.exists():
        return
    with transaction.atomic():
        bureau = add_bureau()
        add_unit(bureau, small_unit(), "other-")
        if (SAMPLE / "datapackage.json").is_file():
            books, _ = read_books(SAMPLE)
        else:
            books = _as_another(small_unit())
        _load(add_unit(bureau, books), books, "finance")


def publish_demo() -> None:
    """Opens the invented unit's year and takes it the whole way to the portal, if that was not done yet."""
    office = Office.objects.filter(code=CODE).first()
    if office is None or office.years.exists():
        return
    with transaction.atomic():
        other = _load(office, small_unit(), "other-finance")
    for name, username in WAY:
        other = ACTIONS[name].perform(Account.objects.get(username=username), other, other.version)


def _load(office: Office, books: Books, username: str) -> UnitYear:
    account = Account.objects.get(username=username)
    unit_year = UnitYear.objects.create(
        office=office,
        fiscal_year=books.fiscal_year,
        standard=books.standard,
        variant=books.variant,
        prior=books.prior.decode() if books.prior else "",
    )
    with changing(account, unit_year, "rows.imported") as details:
        details["rows"] = replace_rows(unit_year, with_registers(books).tables)
    compile_year(account, unit_year)
    return unit_year


def _as_another(books: Books) -> Books:
    """Without the sample: the invented unit once more, under another name and code."""
    code, name = "098001", "示范图书馆"
    tables = {}
    for table, rows in books.tables.items():
        tables[table] = [
            {**row, "unit": code} if row.get("unit") == books.tables["units"][0]["code"] else dict(row)
            for row in rows
        ]
    tables["units"] = [
        {**tables["units"][0], "code": code, "name": name, "department_code": "098",
         "department_name": "示范图书局"}
    ]  # fmt: skip
    return Books(books.fiscal_year, books.standard, books.variant, tables)
