"""`mingzhang`: the entry point, exit statuses, and one line for every error a user can cause."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
from collections.abc import Sequence
from typing import TextIO

from mingzhang.cli.arguments import build_parser
from mingzhang.cli.commands import commands
from mingzhang.kit.errors import MingzhangError
from mingzhang.kit.language import Language, language_of_environment
from mingzhang.kit.printable import shown_name
from mingzhang.kit.system_errors import NO_ROOM, reason_of

INTERRUPTED = 130
CRASHED = 70
"""A fault of the product itself (sysexits' EX_SOFTWARE): never taken for findings."""


def entry() -> None:
    """The console script."""
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    status = main(sys.argv[1:])
    if status != INTERRUPTED:
        _finish()
    # A reader that went away (`| head`) is no error of ours; nothing more can be written.
    with contextlib.suppress(BrokenPipeError, ValueError):
        try:
            sys.stdout.flush()
        except OSError as error:
            if not isinstance(error, BrokenPipeError) and status in (0, 1):
                status = _no_room(error, _language(sys.argv[1:]))
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(status)


def _finish() -> None:
    """What the interpreter does at its end as far as it is Python. The rest is left out: threads of native
    libraries that meet it can abort the process when all its work is done (seen with Arrow and DuckDB)."""
    threading._shutdown()  # type: ignore[attr-defined]  # what Python itself calls first, in every version
    atexit._run_exitfuncs()


def main(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit status; errors are one line on standard error."""
    language = _language(arguments)
    try:
        return _run(arguments, language)
    except MingzhangError as error:
        print(shown_name(error.message.said(language)), file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        print("已中断。" if language == "zh" else "Interrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - so that the interpreter's last flush has a place
        return 0
    except MemoryError:
        message = (
            "内存不足：文件太大，请拆分后再试。" if language == "zh" else "Out of memory: split the file."
        )
        print(message, file=sys.stderr)
        return 2
    except Exception as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return _no_room(error, language)
        if "MINGZHANG_DEBUG" in os.environ:
            raise
        reason = f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
        print(
            f"程序内部错误（{reason}）；设 MINGZHANG_DEBUG=1 再运行可看详情，请连同文件报告。"
            if language == "zh"
            else f"Internal error ({reason}); run with MINGZHANG_DEBUG=1 for details and report it.",
            file=sys.stderr,
        )
        return CRASHED


def _no_room(error: OSError, language: Language) -> int:
    """The results could not be written to where they go; what was there before is as it was."""
    reason = reason_of(error)
    print(
        f"结果没有写完（{reason.zh}）；请清出空间或换一个位置后再运行。"
        if language == "zh"
        else f"The results could not be written ({reason.en}); make room or choose another place, run again.",
        file=sys.stderr,
    )
    return 2


def _run(arguments: Sequence[str], language: Language) -> int:
    known = commands()
    parser = build_parser(language, known)
    parsed = parser.parse_args(arguments)
    if parsed.command is None:
        parser.print_help()
        return 0
    return next(command for command in known if command.name == parsed.command).run(parsed, language)


def _language(arguments: Sequence[str]) -> Language:
    """`--lang` anywhere on the line, else what the environment says."""
    for position, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=")
        if argument == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if argument.startswith("--lang") and value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    return language_of_environment()


def _speak_utf8(stream: TextIO) -> None:
    """Chinese Windows consoles default to GBK; characters outside it must not stop a report."""
    with contextlib.suppress(AttributeError, ValueError):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[attr-defined]
