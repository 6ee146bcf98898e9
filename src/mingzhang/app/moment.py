"""The time that written files carry: never the clock's, so that the same input gives the same bytes."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from mingzhang.kit.errors import UsageError

FIXED_TIME = datetime(1980, 1, 1, tzinfo=UTC)
"""Where no time is given: the earliest that a zip archive can hold."""


def moment_of_environment() -> datetime | None:
    """SOURCE_DATE_EPOCH as a time; None where it is not set. UsageError where it is no number."""
    text = os.environ.get("SOURCE_DATE_EPOCH")
    if not text:
        return None
    try:
        return max(datetime.fromtimestamp(int(text), UTC), FIXED_TIME)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH：“{text[:40]}”不是自1970年起的秒数。",
            f"SOURCE_DATE_EPOCH: “{text[:40]}” is no number of seconds since 1970.",
        ) from None
