"""The demonstration: the sample's year in preparation, an invented unit's year published.

Writing a publication takes seconds, so that the second is a step of its own, for which nobody need wait.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from mingzhang.app.workbench import Books, read_books
from mingzhang_web.compiled.compiling import compile_year
from mingzhang_web.demo.accounts import add_bureau, add_unit
from mingzhang_web.demo.county import add_county
from mingzhang_web.demo.registers import with_registers
from mingzhang_web.demo.small_unit import CODE, as_another, small_unit
from mingzhang_web.demo.walking import People, walk
from mingzhang_web.organisations.models import Account, Office
from mingzhang_web.year.changes import changing
from mingzhang_web.year.ledger import replace_rows
from mingzhang_web.year.models import UnitYear

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "gaoping-2024"
"""The sample's source package, in a checkout of the repository."""


def load_demo() -> None:
    """Loads it into an empty database; a database that has accounts is left as it is."""
    if Account.objects.exists():
        return
    with transaction.atomic():
        bureau = add_bureau()
        add_unit(bureau, small_unit(), "other-")
        add_county()
        if (SAMPLE / "datapackage.json").is_file():
            books, _ = read_books(SAMPLE)
        else:
            books = as_another(small_unit(), ("098001", "示范图书馆"), ("098", "示范图书局"))
        load_year(add_unit(bureau, books), books, "finance")


def publish_demo() -> None:
    """Opens the invented unit's year and takes it the whole way to the portal, if that was not done yet."""
    office = Office.objects.filter(code=CODE).first()
    if office is None or office.years.exists():
        return
    other = load_year(office, small_unit(), "other-finance")
    people = People("other-finance", "other-confidentiality", "other-head", "other-department", "bureau")
    walk(other, people, "published", timezone.localdate())


def load_year(office: Office, books: Books, username: str) -> UnitYear:
    """Opens a unit's year with these records and compiles it; compiling holds no lock, so that whoever signs
    in meanwhile does not wait."""
    account = Account.objects.get(username=username)
    with transaction.atomic():
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
