"""Moving files and folders of a lake, on every system, whoever else does the same or died over it."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import shutil
import sys
import time
from pathlib import Path

_FORGOTTEN = 7 * 24 * 3600.0
"""Seconds after which what an unknown writer left behind is thrown away."""


def moved(source: Path, target: Path) -> None:
    """Moves a file, if another has not done so already. On Windows a reader may hold it for a moment."""
    for attempt in range(50):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(source, target)
            return
        except FileNotFoundError:
            return
        except PermissionError:
            if attempt == 49:
                raise
            time.sleep(0.1)


def name_of_writer() -> str:
    """A folder's name by which others can tell whether its writer still lives."""
    return f"{_host()}-{os.getpid()}-{os.urandom(4).hex()}"


def clear_abandoned(staging: Path, kept: str | None) -> None:
    """Deletes what dead writers staged; `kept` ends with the folder that belongs to the last commit."""
    with contextlib.suppress(FileNotFoundError):
        for folder in staging.iterdir():
            if not (kept or "").endswith(f"/{folder.name}") and _abandoned(folder):
                shutil.rmtree(folder, ignore_errors=True)


def clear_older(folder: Path, seconds: float) -> None:
    """Deletes the folders in a folder that have not been touched for so long."""
    with contextlib.suppress(FileNotFoundError):
        for inner in folder.iterdir():
            if time.time() - inner.stat().st_mtime > seconds:
                shutil.rmtree(inner, ignore_errors=True)


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9]", "", platform.node())[:40] or "host"


def _abandoned(folder: Path) -> bool:
    """Whether the writer that staged here is gone: dead on this machine, or of long ago."""
    with contextlib.suppress(ValueError, OSError):
        host, process, _ = folder.name.rsplit("-", 2)
        if host == _host() and sys.platform != "win32":
            return not _alive(int(process))
        return time.time() - folder.stat().st_mtime > _FORGOTTEN
    return False


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
