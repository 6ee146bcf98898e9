"""The time of day as jobs write it down."""

from __future__ import annotations

import datetime


def now() -> datetime.datetime:
    """Now, in UTC."""
    return datetime.datetime.now(datetime.UTC)
