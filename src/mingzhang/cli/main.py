"""`mingzhang`: the entry point, exit statuses, and one line for every error a user can cause."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from mingzhang.cli.arguments import build_parser
from mingzhang.cli.commands import commands
from mingzhang.kit.errors import MingzhangError
from mingzhang.kit.language import Language, language_of_environment
from mingzhang.kit.printable import shown_name

INTERRUPTED = 130
CRASHED = 70
"""A fault of the product itself (sysexits' EX_SOFTWARE): never taken for findings."""


def entry() -> None:
    """The console script."""
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    status = main(sys.argv[1:])
    # A reader that went away (`| head`) is no error of ours; nothing more can be written.
    with contextlib.suppress(BrokenPipeError, ValueError):
        sys.stdout.flush()
    os._exit(status) if status == INTERRUPTED else sys.exit(status)


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
