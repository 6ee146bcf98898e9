"""One account for each role, shown on the log-in page of a demonstration and nowhere else."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.hashers import make_password

from mingzhang.app.workbench import Books
from mingzhang_web.organisations.models import Account, Office

PASSWORD = "demo-mingzhang"
BUREAU = "高平市财政局"
UNIT_ROLES = {
    "section": "section_officer", "finance": "unit_finance", "confidentiality": "confidentiality_reviewer",
    "head": "unit_head",
}  # fmt: skip


def add_bureau() -> Office:
    """The finance bureau, its reviewer, the auditor and the administrator."""
    bureau = Office.objects.create(kind="bureau", name=BUREAU)
    for name, role in (
        ("bureau", "finance_reviewer"),
        ("auditor", "auditor"),
        ("admin", "administrator"),
    ):
        add_account(name, role, bureau)
    return bureau


def add_unit(bureau: Office, books: Books, prefix: str = "") -> Office:
    """The department and unit of the books, the sections that have projects, an account for each role."""
    first = books.tables["units"][0]
    department = Office.objects.create(
        parent=bureau, kind="department", name=first["department_name"], code=first["department_code"]
    )
    unit = Office.objects.create(parent=department, kind="unit", name=first["name"], code=first["code"])
    owners = dict.fromkeys(row.get("section", "") for row in books.tables.get("projects", ()))
    sections = [Office.objects.create(parent=unit, kind="section", name=name) for name in owners if name]
    add_account(f"{prefix}department", "department_reviewer", department)
    for name, role in UNIT_ROLES.items():
        place = unit if role != "section_officer" else sections[0] if sections else None
        if place is not None:
            add_account(f"{prefix}{name}", role, place)
    return unit


@cache
def _hashed() -> str:
    """One hash for all: the password is no secret, and eleven would take seconds."""
    return make_password(PASSWORD)


def add_account(username: str, role: str, office: Office, active: bool = True) -> Account:
    """An account of the demonstration; one that is not active acts in its history, but nobody signs in."""
    account = Account(username=username, role=role, office=office)
    account.first_name = f"{office.name}·{account.role_name.zh}"
    account.password = _hashed()
    account.is_active = active
    account.save()
    return account
