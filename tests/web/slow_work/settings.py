"""The settings of the product, and the slow work."""

from mingzhang_web.settings import *  # noqa: F403
from mingzhang_web.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.web.slow_work"]
