"""Which request does a form that was sent, and what became of it; also when the database goes away meanwhile.

A request names its claim itself, before the database has answered: whether the row came to be or not, it can
be found again and let go. What cannot be written because the database is away is written by a thread as soon
as it is back, so that nobody who sends the form again waits for a request that has long ended.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import Error, IntegrityError, connection, transaction

from mingzhang_web.year.models import Done

PAUSE = 0.3
"""Seconds between two attempts to write what is owed."""
_owed: dict[str, Callable[[str], Any]] = {}
_lock = threading.Lock()


def claimed(account: Any, token: str, content: str, page: str) -> tuple[Done, bool]:
    """The form's row, and whether it is this request that does it; `page`: see `let_go`."""
    mine = {"account": account, "token": token, "content": content}
    while True:
        claim = secrets.token_hex(16)
        try:
            with transaction.atomic():
                return Done.objects.create(claim=claim, **mine), True
        except IntegrityError:
            if (other := Done.objects.filter(**mine).first()) is not None:  # else it was let go meanwhile
                return other, False
        except BaseException:  # nobody knows whether the row came to be
            let_go(claim, page)
            raise


def effected(claim: str) -> None:
    """To be called in the transaction of what the form changes."""
    Done.objects.filter(claim=claim).update(effected=True)


def answered(claim: str, where: str) -> None:
    """The form is done: whoever sends it again is led there."""
    _write_or_owe(claim, lambda name: Done.objects.filter(claim=name).update(answer=where[:2000]))


def refused(claim: str) -> None:
    """The form was not taken: it may be sent again."""
    _write_or_owe(claim, lambda name: Done.objects.filter(claim=name).delete())


def let_go(claim: str, page: str) -> None:
    """After a fault: what had its effect counts as done and leads back to its page; else it may be sent
    again."""
    _write_or_owe(claim, lambda name: _settled(name, page))


def _settled(claim: str, page: str) -> None:
    row = Done.objects.filter(claim=claim)
    # A transaction that still ends while this looks is seen the second time.
    for _ in range(2):
        if row.filter(effected=True).update(answer=page[:2000]) or row.filter(effected=False).delete()[0]:
            return


def _write_or_owe(claim: str, write: Callable[[str], Any]) -> None:
    try:
        write(claim)
    except (Error, IndexError):
        with _lock:
            _owed[claim] = write
            if len(_owed) == 1:
                threading.Thread(target=_pay, name="claims", daemon=True).start()


def _pay() -> None:
    """Writes what is owed, until nothing is."""
    while True:
        time.sleep(PAUSE)
        try:
            for claim, write in list(_owed.items()):
                write(claim)
                with _lock:
                    del _owed[claim]
                    if not _owed:
                        return
        except Error:
            continue
        finally:
            connection.close()
