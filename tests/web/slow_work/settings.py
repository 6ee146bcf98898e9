"""The settings of the product, and the slow work; workers that are missed after seconds, and whose clock may
be set (`CLOCK_OFFSET`, seconds)."""

import datetime
import os

from mingzhang_web.jobs import clock
from mingzhang_web.settings import *  # noqa: F403
from mingzhang_web.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.web.slow_work"]
OFFSET = datetime.timedelta(seconds=float(os.environ.get("CLOCK_OFFSET", "0")))


def now() -> datetime.datetime:
    """Now, by a clock that is wrong."""
    return datetime.datetime.now(datetime.UTC) + OFFSET


clock.now = now
