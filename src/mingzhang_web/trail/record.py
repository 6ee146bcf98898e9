"""Adding to the trail."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.models import START, Entry
from mingzhang_web.trail.verification import first_broken

__all__ = ["first_broken", "record", "together_with"]

together_with: ContextVar[Callable[[], None] | None] = ContextVar("together_with", default=None)
"""What is to be written in the transaction of whatever a request changes (`year.once`)."""

LOCK = 0x6D7A7472
"""PostgreSQL's advisory lock of the trail's end: any number that nobody else takes."""


def record(
    account: Account, verb: str, thing: Any, name: str, details: dict[str, Any] | None = None
) -> Entry:
    """Adds an entry. To be called inside the transaction of the change that it records, so that there is
    never one without the other; as late in it as can be, because other writers wait for its end."""
    with transaction.atomic(savepoint=False):
        if (also := together_with.get()) is not None:
            also()
        _wait_for_others()
        last = Entry.objects.order_by("-pk").values_list("hash", flat=True).first()
        entry = Entry(
            at=datetime.datetime.now(datetime.UTC),
            account=account.username,
            role=account.role,
            verb=verb,
            object_kind=thing._meta.object_name,
            object_id=thing.pk,
            object_name=name,
            details=details or {},
            previous=last or START,
        )
        entry.hash = entry.computed_hash()
        entry.save(force_insert=True)
    return entry


def _wait_for_others() -> None:
    """One writer at the end of the chain, until its transaction ends. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
