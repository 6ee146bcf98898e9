"""Who may do what: long work. Everyone sees the own jobs and nobody another's, not even who stands above."""

from __future__ import annotations

from typing import Any

from mingzhang_web.jobs import clock
from mingzhang_web.jobs.models import Job
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import UnitYear
from tests.web.matrix import EVERYONE, FINANCE, NOBODY, Address


def of_finance(unit_year: UnitYear) -> dict[str, Any]:
    """A job that the finance account of the unit has asked for."""
    account = Account.objects.get(office=unit_year.office, role="unit_finance")
    job = Job.objects.filter(account=account).first() or Job.objects.create(
        account=account, kind="test.matrix", subject="", once="matrix", asked_at=clock.now()
    )
    return {"key": job.pk}


ADDRESSES = {
    "jobs": Address(EVERYONE, of="account"),
    "job": Address(FINANCE, of="object", with_=of_finance, other=NOBODY),
    "cancel_job": Address(FINANCE, "post", of="object", with_=of_finance, other=NOBODY),
}
