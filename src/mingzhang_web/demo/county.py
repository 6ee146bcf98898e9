"""A county's finance bureau with twelve invented units: three returned, one late, one corrected after its
publication. The offices are there at once; the years follow one by one, while people already look."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass

from django.utils import timezone

from mingzhang_web.compiled.compiling import compile_year
from mingzhang_web.demo.accounts import add_account
from mingzhang_web.demo.small_unit import as_another, small_unit
from mingzhang_web.demo.walking import People, do, walk
from mingzhang_web.organisations.models import Account, Office
from mingzhang_web.review.models import Milestone
from mingzhang_web.year.changes import changing
from mingzhang_web.year.models import SourceRow, UnitYear

BUREAU = "示范县财政局"
YEAR = 2024
CONGRESS = 31
"""Days ago that the people's congress committee approved the county's accounts."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A unit: its name, the state it is brought to, how many days ago it was approved, and what it was
    returned for (`kind:place`, reason)."""

    name: str
    state: str
    approved: int = 0
    remark: tuple[str, str] | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Department:
    """A department: its code and name, how many days ago its accounts were approved, its units."""

    code: str
    name: str
    approved: int
    units: tuple[Planned, ...]


DEPARTMENTS = (
    Department("081", "示范县林草局", 12, (
        Planned("示范县苗圃站", "draft"),
        Planned("示范县林场", "returned", remark=(
            "cell:expenditure/2070109/project", "项目支出与年初预算相差较大，请核对后说明。")),
        Planned("示范县草原站", "returned", remark=(
            "form:evaluation:P01", "群众文化活动经费的产出指标请补充佐证。")),
        Planned("示范县湿地管理站", "submitted"),
    )),
    Department("082", "示范县水务局", 12, (
        Planned("示范县水文站", "returned", remark=("sentence:0/0", "请写明收入变动的主要原因。")),
        Planned("示范县灌区管理站", "signed"),
        Planned("示范县供水站", "reviewed"),
        Planned("示范县河道管理站", "examined"),
    )),
    Department("083", "示范县文旅局", 30, (
        Planned("示范县博物馆", "approved", approved=28),
        Planned("示范县美术馆", "approved", approved=16),
        Planned("示范县剧院", "published", approved=20),
        Planned("示范县文化站", "published", approved=20, corrected=True),
    )),
)  # fmt: skip
SHOWN = "082001"
"""The unit whose accounts people sign in with; those of the others only acted."""


def add_county() -> None:
    """The bureau, its departments and units, and their accounts."""
    bureau = Office.objects.create(kind="bureau", name=BUREAU)
    add_account("county", "finance_reviewer", bureau)
    add_account("county-auditor", "auditor", bureau)
    for planned in DEPARTMENTS:
        department = Office.objects.create(
            parent=bureau, kind="department", name=planned.name, code=planned.code
        )
        shown = SHOWN.startswith(planned.code)
        name = "county-department" if shown else f"county-{planned.code}"
        add_account(name, "department_reviewer", department, shown)
        for number, unit in enumerate(planned.units, 1):
            code = f"{planned.code}{number:03d}"
            office = Office.objects.create(parent=department, kind="unit", name=unit.name, code=code)
            people = people_of(code)
            for username, role in (
                (people.finance, "unit_finance"),
                (people.confidentiality, "confidentiality_reviewer"),
                (people.head, "unit_head"),
            ):
                add_account(username, role, office, code == SHOWN)


def people_of(code: str) -> People:
    """Who acts on a unit's year."""
    prefix = "county" if code == SHOWN else f"county-{code}"
    department = "county-department" if SHOWN.startswith(code[:3]) else f"county-{code[:3]}"
    return People(f"{prefix}-finance", f"{prefix}-confidentiality", f"{prefix}-head", department, "county")


def load_county(only: frozenset[str] | None = None) -> None:
    """The years of the units (`only`: of these codes), each in a transaction of its own. Those that are
    there are left as they are. With `MINGZHANG_DEMO_COUNTY=0` in the environment the county stays without
    years: a demonstration that starts faster."""
    if os.environ.get("MINGZHANG_DEMO_COUNTY") == "0":
        return
    bureau = Office.objects.filter(name=BUREAU, kind="bureau").first()
    if bureau is None:
        return
    today = timezone.localdate()
    _milestone(bureau, "congress", today, CONGRESS)
    for planned in DEPARTMENTS:
        department = Office.objects.get(code=planned.code, kind="department", path__startswith=bureau.path)
        _milestone(department, "department", today, planned.approved)
        for number, unit in enumerate(planned.units, 1):
            code = f"{planned.code}{number:03d}"
            office = Office.objects.get(code=code, path__startswith=department.path)
            if (only is None or code in only) and not office.years.exists():
                _unit(office, unit, number, today)


def _milestone(office: Office, event: str, today: datetime.date, days: int) -> None:
    date = today - datetime.timedelta(days=days)
    Milestone.objects.get_or_create(
        office=office, fiscal_year=YEAR, event=event,
        defaults={"date": date, "document": f"示决〔{date.year}〕{days}号",
                  "by": Account.objects.get(username="county")},
    )  # fmt: skip


def _unit(office: Office, planned: Planned, factor: int, today: datetime.date) -> None:
    from mingzhang_web.demo.load import load_year

    people = people_of(office.code)
    department = office.parent
    assert department is not None, "every unit has its department"
    books = as_another(
        small_unit(), (office.code, office.name), (department.code, department.name), factor
    )  # fmt: skip
    approved_on = today - datetime.timedelta(days=planned.approved)
    year = load_year(office, books, people.finance)
    if planned.remark is not None:
        place, reason = planned.remark
        year = walk(year, people, "signed", approved_on)
        do(people.department, "return", year, place=place, note=reason)
    else:
        year = walk(year, people, planned.state, approved_on)
    if planned.corrected:
        _correct(year, people, approved_on)


def _correct(year: UnitYear, people: People, approved_on: datetime.date) -> None:
    """The number of staff was wrong: corrected, reviewed again, published again."""
    year = do(people.finance, "correct", year, note="在编人数误填，现予更正。")
    account = Account.objects.get(username=people.finance)
    with changing(account, year, "rows.saved") as details:
        row = SourceRow.objects.filter(unit_year=year, table="staff").order_by("position")[0]
        row.cells = {**row.cells, "count": "13"}
        row.version += 1
        row.save()
        details.update(table="staff", rows=1)
    compile_year(account, year)
    walk(year, people, "published", approved_on)
