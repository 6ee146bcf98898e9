"""Who may do what: dropped files. Each sees the own ones, reviewers and heads those of who sits below."""

from __future__ import annotations

from typing import Any

from mingzhang_web.filecheck.models import DroppedFile
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import UnitYear
from tests.web.documents import checked_row, first_finding
from tests.web.matrix import EVERYONE, FINANCE, NOBODY, Address

DROPPED = frozenset({"finance", "department", "bureau"})
"""Who sees what the unit's finance has dropped: not the head beside them, nor the auditor."""
BUREAU = frozenset({"bureau"})


def of_finance(unit_year: UnitYear) -> DroppedFile:
    """A checked file of the unit's finance account."""
    account = Account.objects.get(office=unit_year.office, role="unit_finance")
    return DroppedFile.objects.filter(account=account).first() or checked_row(account)


def key(unit_year: UnitYear) -> dict[str, Any]:
    """The file."""
    return {"key": of_finance(unit_year).key}


def sheet(unit_year: UnitYear) -> dict[str, Any]:
    """Its first sheet."""
    return {**key(unit_year), "number": 1}


def download(unit_year: UnitYear) -> dict[str, Any]:
    """What was read of it."""
    return {**key(unit_year), "form": "disclosure"}


def accepting() -> dict[str, Any]:
    """A reason for a finding that the file has."""
    return {**first_finding(), "reason": "四舍五入"}


ADDRESSES = {
    "files": [Address(EVERYONE, of="account"), Address(EVERYONE, "post", of="account")],
    "files_checklist": Address(EVERYONE, "post", of="account"),
    "files_notices": Address(EVERYONE, "post", of="account"),
    "file": Address(DROPPED, of="object", with_=key, other=BUREAU),
    "file_sheet": Address(DROPPED, of="object", with_=sheet, other=BUREAU),
    "file_download": Address(DROPPED, of="object", with_=download, other=BUREAU),
    "file_history": Address(DROPPED, of="object", with_=key, other=BUREAU),
    "accept_finding": Address(DROPPED, "post", of="object", with_=key, other=BUREAU, body=accepting),
    "file_picture": Address(DROPPED, of="object", with_=sheet, other=BUREAU),
    "check_against": Address(FINANCE, "post", of="object", with_=key, other=NOBODY),
    "delete_file": Address(FINANCE, "post", of="object", with_=key, other=NOBODY),
}
