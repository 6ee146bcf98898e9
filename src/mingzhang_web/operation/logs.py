"""Logs that a machine reads and that tell nothing of persons: a line of JSON for each event.

What is written is chosen, not filtered: the time, the level, what happened in words of the program, the
pattern of the address (never the address itself, which may name a person's record), the status, how long it
took; of an exception its kind and where it arose (never its message, which may quote what was typed). Who
did what stands in the audit trail, which is kept apart and guarded.
"""

from __future__ import annotations

import datetime
import logging
import secrets
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from pythonjsonlogger.json import JsonFormatter

from mingzhang_web.operation.desk import OURS, fault

FIELDS = ("request", "method", "route", "status", "milliseconds", "job", "count")
"""What an event of ours may say beside its words: numbers and patterns."""
SLOW = 1000
"""Milliseconds from which a request is worth a line wherever it was."""
_log = logging.getLogger("mingzhang_web.requests")


class PrivateFormatter(JsonFormatter):
    """One line of JSON without personal data."""

    def format(self, record: logging.LogRecord) -> str:
        """The words of our own events are constants; of others' only the template is taken."""
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if record.name.startswith(OURS) or record.args:
            line["event"] = str(record.msg)
        else:
            line["place"] = f"{Path(record.pathname).name}:{record.lineno}"
        for name in FIELDS:
            if name in record.__dict__ and isinstance(record.__dict__[name], int | str):
                line[name] = record.__dict__[name]
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["frames"] = [
                f"{Path(item.filename).name}:{item.lineno} {item.name}" for item in frames[-12:]
            ]
        return self.serialize_log_record(line)


def _failed(request: HttpRequest | None = None, **_: Any) -> None:
    error = sys.exc_info()[1]
    if request is not None and error is not None:
        request.fault = fault(error)  # type: ignore[attr-defined]


got_request_exception.connect(_failed, dispatch_uid="operation.logs")


def logged(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A line for each request of the workbench, and for each that was slow or went wrong. The number of the
    request goes into the answer, so that a clerk can name it to whoever reads the log."""

    def answer(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        number = secrets.token_hex(6)
        response = get_response(request)
        milliseconds = round((time.perf_counter() - started) * 1000)
        at_work = request.path.startswith("/workbench/")
        if at_work or response.status_code >= 500 or milliseconds >= SLOW:
            response.headers["X-Request-Id"] = number
            match = request.resolver_match
            _log.log(
                logging.ERROR if response.status_code >= 500 else logging.INFO,
                "request",
                extra={
                    "request": number,
                    "method": request.method if request.method in ("GET", "HEAD", "POST") else "other",
                    "route": match.route if match is not None else "none",
                    "status": response.status_code,
                    "milliseconds": milliseconds,
                    "fault": getattr(request, "fault", ""),
                },
            )
        return response

    return answer
