"""Taking a demonstration's year along its way, action by action, each by the account whose it is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mingzhang_web.organisations.models import Account
from mingzhang_web.review.actions.given import Given
from mingzhang_web.review.registry import ACTIONS
from mingzhang_web.year.models import UnitYear
from mingzhang_web.year.states import STATES


@dataclass(frozen=True, slots=True)
class People:
    """The user names of who acts on a year."""

    finance: str
    confidentiality: str
    head: str
    department: str
    bureau: str


def do(username: str, name: str, unit_year: UnitYear, **given: str) -> UnitYear:
    """One action by an account."""
    account = Account.objects.get(username=username)
    return ACTIONS[name].perform(account, unit_year, unit_year.version, Given.typed(**given))


def walk(unit_year: UnitYear, people: People, until: str, approved_on: datetime.date) -> UnitYear:
    """Along the straight way until the year has the state `until`."""
    document = f"示财决〔{approved_on.year}〕{unit_year.office.code[-3:]}号"
    steps = (
        (people.finance, "submit", {}),
        (people.confidentiality, "clear", {"decision": "publish_all"}),
        (people.head, "sign", {}),
        (people.department, "review", {}),
        (people.bureau, "examine", {}),
        (people.bureau, "approve", {"date": approved_on.isoformat(), "document": document}),
        (people.finance, "publish", {}),
    )
    for username, name, given in steps:
        if STATES[unit_year.state].place >= STATES[until].place:
            break
        unit_year = do(username, name, unit_year, **given)
    return unit_year
