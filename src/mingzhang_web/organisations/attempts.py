"""Wrong passwords are counted: after too many the account waits, whoever asks."""

from __future__ import annotations

from django.core.cache import cache

MOST = 10
WAIT = 15 * 60
"""Seconds after the last wrong password."""


def _key(username: str) -> str:
    return "attempts:" + username.strip().lower().encode().hex()[:200]


def must_wait(username: str) -> bool:
    """Whether the account has been tried too often."""
    return int(cache.get(_key(username), 0)) >= MOST


def count_wrong(username: str) -> None:
    """One more wrong password."""
    key = _key(username)
    cache.set(key, int(cache.get(key, 0)) + 1, WAIT)


def forget(username: str) -> None:
    """The right password."""
    cache.delete(_key(username))
