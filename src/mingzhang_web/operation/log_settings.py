"""Which logs are written, and how: settings.LOGGING."""

from __future__ import annotations

import os
import sys
from typing import Any

from mingzhang_web.operation.desk import matters

FORMS = ("json", "desk")


def form_of_log() -> str:
    """`MINGZHANG_LOG`: `json`, a line of JSON for each event, or `desk`, a short line for each fault; without
    it `desk` where standard error is a terminal."""
    chosen = os.environ.get("MINGZHANG_LOG", "")
    if chosen in FORMS:
        return chosen
    return "desk" if sys.stderr is not None and sys.stderr.isatty() else "json"


def logging_in(form: str) -> dict[str, Any]:
    """The settings of the logs in one of FORMS."""
    handler = {"class": "logging.StreamHandler", "formatter": form}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "mingzhang_web.operation.logs.PrivateFormatter"},
            "desk": {"()": "mingzhang_web.operation.desk.DeskFormatter"},
        },
        "filters": {
            "matters": {
                "()": "django.utils.log.CallbackFilter",
                "callback": matters,
            }
        },
        "handlers": {"stderr": handler | ({"filters": ["matters"]} if form == "desk" else {})},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            # Django's own handlers would write addresses and messages as they are.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # What was refused or not found is in the line of its request.
            "django.request": {"level": "ERROR"},
            "mingzhang_web.requests": {"level": "INFO"},
        },
    }


LOGGING = logging_in(form_of_log())
