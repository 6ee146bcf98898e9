"""The process in which mutated files are read: `python -m tests.fuzz.subject`, watched by `watched.py`.

Takes lines `DEED NAME FILE` and answers each with one line of JSON: what came of reading, recognising and
checking the file (`read`), or of unpacking a picture and making it level (`decode`), and which files or
programs were touched meanwhile. The reader's own process would do no more than this one; starting one for
each of thousands of files would take hours.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.intake.options import ReadOptions
from mingzhang.intake.read import read_data
from mingzhang.kit.errors import MingzhangError
from mingzhang.readers import heartbeat
from mingzhang.readers.isolated import Limits
from mingzhang.readers.memory import Watch, resident
from mingzhang.standard.load import load_standard

ROOT = Path(__file__).parents[2]
TOUCHING = ("open", "os.", "shutil.", "socket.", "subprocess.", "urllib.", "ctypes.dlopen", "tempfile.")
HARMLESS = (
    *("os.putenv", "os.unsetenv", "os.listdir", "os.scandir", "os.fwalk", "os.walk"),
    # A library of the OCR makes a socket when it is loaded, to see which there are; it connects to nothing.
    *("socket.__new__", "socket.bind"),
)
FOLDERS = (sys.prefix, sys.base_prefix, ROOT / "src", ROOT / "tests")
ALLOWED = (
    *map(os.path.realpath, FOLDERS),
    *(
        "/proc/",
        "/dev/null",
        "/usr/share/zoneinfo",
        "/usr/lib/os-release",
        "/etc/os-release",
        "/sys/devices/system/cpu",
        "/usr/lib/python3",
    ),
)
"""What Python and the engine themselves open, whatever the file says."""


class _Touched:
    """What Python code opened, wrote, started or called while a file was read."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.on = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on or not event.startswith(TOUCHING) or event.startswith(HARMLESS):
            return
        what = arguments[0] if arguments else ""
        if event == "open" and isinstance(what, int):
            return
        if event == "os.mkdir" and os.path.isdir(str(what)):  # said again of what is there: nothing happens
            return
        path = (
            os.path.realpath(os.fsdecode(what)) if isinstance(what, str | bytes | os.PathLike) else repr(what)
        )
        writes = event not in ("open", "ctypes.dlopen") or _is_writing(arguments)
        if writes or not path.startswith(ALLOWED):
            self.seen.append(f"{event} {path}")


def _is_writing(arguments: tuple[Any, ...]) -> bool:
    """Whether a file is opened for more than reading; the arguments of a loaded library say nothing of it."""
    flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _no_file_may_grow() -> None:
    """A write by a library in C ends the process, whatever file it goes to; a pipe is no file."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes, name: str) -> None:
    """All that happens to a file at the desk."""
    heartbeat.reached(0)
    disclosure = read_data(data, name, ReadOptions(), isolated=False).disclosure
    examine([Case(disclosure)], load_standard("cn", disclosure.fiscal_year))


def decode(data: bytes, name: str) -> None:
    """What happens to a picture before anybody looks for text on it."""
    from mingzhang.readers.image.cleaning import cleaned
    from mingzhang.readers.image.document import frames_of

    for grey, points in frames_of(data, name):
        cleaned(grey, points)


def outcome(deed: Callable[[bytes, str], None], data: bytes, name: str) -> dict[str, str]:
    """`kind`: read, refused (with the `line`) or fault (with the traceback)."""
    try:
        deed(data, name)
        return {"kind": "read", "line": ""}
    except MingzhangError as error:
        return {"kind": "refused", "line": f"{error.message.zh}\t{error.message.en}"}
    except MemoryError:
        return {"kind": "refused", "line": f"{name}: MemoryError"}
    except Exception:
        return {"kind": "fault", "line": traceback.format_exc()}


def main() -> None:
    """Answers lines of standard input until it ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    touched, watch = _Touched(), Watch()
    watch.limit = Limits().memory
    heartbeat.listen(lambda page: print(json.dumps({"page": page}), file=answers, flush=True))
    _no_file_may_grow()
    for line in sys.stdin:
        deed, name, path = line.rstrip("\n").split("\t")
        data = Path(path).read_bytes()
        touched.seen, touched.on = [], True
        found = outcome({"read": read, "decode": decode}[deed], data, name)
        touched.on = False
        answer = {**found, "touched": touched.seen, "memory": resident()}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
