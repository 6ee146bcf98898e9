"""Adding to the trail, and proving that nobody did anything else to it."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.models import START, Entry


def record(
    account: Account, verb: str, thing: Any, name: str, details: dict[str, Any] | None = None
) -> Entry:
    """Adds an entry. To be called inside the transaction of the change that it records, so that there is
    never one without the other."""
    with transaction.atomic():
        last = Entry.objects.select_for_update().order_by("-pk").first()
        entry = Entry(
            at=datetime.datetime.now(datetime.UTC),
            account=account.username,
            role=account.role,
            verb=verb,
            object_kind=type(thing).__name__,
            object_id=thing.pk,
            object_name=name,
            details=details or {},
            previous=last.hash if last else START,
        )
        entry.hash = entry.computed_hash()
        entry.save(force_insert=True)
    return entry


def first_broken() -> int | None:
    """The number of the first entry that does not follow from the one before it, or None: all whole."""
    previous = START
    for entry in Entry.objects.order_by("pk").iterator(chunk_size=2000):
        if entry.previous != previous or entry.hash != entry.computed_hash():
            return int(entry.pk)
        previous = entry.hash
    return None
