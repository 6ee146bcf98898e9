"""What somebody reads who has the server in a window of his own: a short line for each thing that went wrong.

Lines of JSON are for a machine; at a desk they would push the address, which people look for, out of sight.
Nothing is said here that the JSON does not say: no address as it was asked, no message of an exception.
"""

from __future__ import annotations

import logging
import time
import traceback
from pathlib import Path

OURS = "mingzhang"


def matters(record: logging.LogRecord) -> bool:
    """Errors, and warnings of ours. What failed in a request stands in the request's own line."""
    if record.name == "django.request":
        return False
    return record.levelno >= (logging.WARNING if record.name.startswith(OURS) else logging.ERROR)


class DeskFormatter(logging.Formatter):
    """`21:03:15 出错 error: POST workbench/… → 500, ValueError views.py:31, 编号 no. 6f41beef5305`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        moment = time.strftime("%H:%M:%S", time.localtime(record.created))
        level = "出错 error" if record.levelno >= logging.ERROR else "注意 note"
        said = record.__dict__
        if "route" in said:
            parts = [f"{said.get('method')} {said['route']} → {said.get('status')}"]
            if said.get("fault"):
                parts.append(str(said["fault"]))
            parts.append(f"编号 no. {said.get('request')}")
        elif record.name.startswith(OURS):
            parts = [str(record.msg).replace(": %s", "")]
        else:
            parts = [f"{Path(record.pathname).name}:{record.lineno}"]
        if record.exc_info and record.exc_info[1] is not None:
            parts.append(fault(record.exc_info[1]))
        return f"{moment} {level}: {', '.join(parts)}"


def fault(error: BaseException) -> str:
    """The kind of an exception and where it arose."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
