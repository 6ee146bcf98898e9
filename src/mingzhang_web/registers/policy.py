"""Whose records of registers are whose to see, keep and carry on. The permissions stand in `policy`."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from mingzhang_web.organisations.models import Account
from mingzhang_web.policy import demand, may
from mingzhang_web.registers.models import RegisterRecord
from mingzhang_web.year.models import UnitYear


def section_of(account: Account) -> str | None:
    """The section whose register records alone the account keeps; None = the whole unit's."""
    if account.role != "section_officer":
        return None
    return account.office.name if account.office else ""


def records_of(
    account: Account, unit_year: UnitYear, register: str | None = None
) -> QuerySet[RegisterRecord]:
    """The records of the year's registers (or of one) that the account sees: a section its own."""
    demand(account, "see_registers")
    records = RegisterRecord.objects.filter(unit_year=unit_year)
    if register is not None:
        records = records.filter(register=register)
    own = section_of(account)
    return records if own is None else records.filter(section=own)


def sees_private(account: Account) -> bool:
    """Whether names and accounts in registers are the account's to see: theirs who keep the records."""
    return may(account, "write_registers")


def may_keep(account: Account, keepers: Collection[str]) -> bool:
    """Whether the account enters and corrects the records of a register with these keepers."""
    return may(account, "write_registers") and account.role in keepers


def may_step(account: Account, roles: Collection[str]) -> bool:
    """Whether the account enters a step that is these roles' to enter."""
    return may(account, "step_registers") and account.role in roles
