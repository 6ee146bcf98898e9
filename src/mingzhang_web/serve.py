"""Serving: the data directory, the database brought up to date, and the server."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingzhang.app.workbench import Language, MingzhangError, Text, warm_up
from mingzhang_web.installation import default_directory, demand_database, make_directory, prepare

MOST_PROCESSES = 64


class CannotServe(MingzhangError):
    """The address or the administrator's password cannot be used; exit status 2."""


def serve(
    host: str, port: int, data: Path | None, demo: bool, administrator: str | None, language: Language
) -> int:
    """Serves until SIGINT or SIGTERM; 0 on a clean stop. CannotServe says what stands in its way."""
    processes = _processes()
    with _listening(host, port) as listener, _directory(data, demo) as directory:
        _prepare(directory, demo, host)
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        if administrator is not None:
            _add_administrator(administrator, language)
        if demo:
            from mingzhang_web.demo.load import load_demo

            load_demo()
        threading.excepthook = _tell
        threading.Thread(target=_afterwards, args=(demo, processes == 1), daemon=True).start()
        _say(host, listener.getsockname()[1], language, demo)
        from mingzhang_web.jobs.beside import worker_beside
        from mingzhang_web.serving.answering import answer
        from mingzhang_web.serving.processes import answer_with

        with worker_beside():
            if processes == 1:
                answer(listener)
            else:
                answer_with(listener, processes)
    return 0


def _processes() -> int:
    """How many processes answer: `MINGZHANG_PROCESSES`, else one."""
    asked = os.environ.get("MINGZHANG_PROCESSES", "").strip() or "1"
    count = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 0
    if not 1 <= count <= MOST_PROCESSES:
        raise CannotServe(
            f"环境变量 MINGZHANG_PROCESSES 应为 1 到 {MOST_PROCESSES} 的整数。",
            f"the variable MINGZHANG_PROCESSES must be a whole number from 1 to {MOST_PROCESSES}.",
        )
    if count > 1 and not os.environ.get("MINGZHANG_DATABASE"):
        raise CannotServe(
            "多个服务进程需要 PostgreSQL：请设 MINGZHANG_DATABASE，或去掉 MINGZHANG_PROCESSES。",
            "several server processes need PostgreSQL: set MINGZHANG_DATABASE or unset MINGZHANG_PROCESSES.",
        )
    return count


@contextmanager
def _directory(data: Path | None, demo: bool) -> Iterator[Path]:
    if data is None and demo:
        with tempfile.TemporaryDirectory(prefix="mingzhang-demo-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
        return
    directory = data or default_directory()
    make_directory(directory)
    yield directory


def _prepare(directory: Path, demo: bool, host: str) -> None:
    """The secret key of this installation, and the environment that the settings read."""
    shutil.rmtree(directory / "imports", ignore_errors=True)  # what nobody confirmed
    make_directory(directory)
    if (directory / "registers").is_dir():  # register types of one's own
        os.environ.setdefault("MINGZHANG_REGISTERS", str((directory / "registers").resolve()))
    os.environ["MINGZHANG_DEMO"] = "1" if demo else "0"
    if host not in ("127.0.0.1", "localhost", "::1"):
        hosts = [os.environ.get("MINGZHANG_HOSTS", ""), host if host != "0.0.0.0" else "*"]
        os.environ["MINGZHANG_HOSTS"] = ",".join(name for name in hosts if name)
    prepare(directory)
    demand_database(made=False)


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """The socket is taken first, so that a port in use is said before anything is made."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except (OSError, OverflowError) as error:
            reason, reason_en = _why(error)
            raise CannotServe(
                f"{host}:{port}：不能监听（{reason}）；请用 --port 换一个端口。",
                f"{host}:{port}: cannot listen ({reason_en}); choose another with --port.",
            ) from None
        yield listener
    finally:
        listener.close()


def _why(error: OSError | OverflowError) -> tuple[str, str]:
    if isinstance(error, OverflowError):
        return "端口应为 0 至 65535 的整数", "a port is a number from 0 to 65535"
    said = error.strerror or type(error).__name__
    return ("端口正被别的程序使用" if error.errno == errno.EADDRINUSE else said), said


def _add_administrator(name: str, language: Language) -> None:
    import getpass

    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from mingzhang_web.organisations.models import Account, Office

    if Account.objects.filter(username=name).exists():
        return
    password = getpass.getpass(Text(f"{name} 的密码：", f"Password of {name}: ").said(language))
    try:
        validate_password(password)
    except ValidationError as error:
        raise CannotServe(" ".join(error.messages), " ".join(error.messages)) from None
    top = Office.objects.filter(parent=None).first() or Office.objects.create(
        kind="bureau", name=Text("财政局", "Finance bureau").said(language)
    )
    Account.objects.create_user(name, password=password, role="administrator", office=top)


def _tell(failed: threading.ExceptHookArgs) -> None:
    """A thread's fault goes into the log like any other, which says where and never what."""
    if failed.exc_value is not None:
        told = (failed.exc_type, failed.exc_value, failed.exc_traceback)
        logging.getLogger("mingzhang_web").error("a thread failed", exc_info=told)


def _afterwards(demo: bool, answers: bool) -> None:
    """What the first page need not wait for. `answers`: this process makes the pages itself."""
    from django.core.management import call_command

    call_command("clearsessions")
    if answers:
        warm_up()
    if demo:
        from django.db import connection

        from mingzhang_web.demo.county import load_county
        from mingzhang_web.demo.load import publish_demo

        publish_demo()
        load_county()
        connection.close()


def _say(host: str, port: int, language: Language, demo: bool) -> None:
    shown = "127.0.0.1" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"
    lines = [Text(f"公开门户 {address}/", f"portal     {address}/")]
    lines.append(Text(f"工作台   {address}/workbench/", f"workbench  {address}/workbench/"))
    if demo:
        lines.append(Text("演示账号见登录页。", "The log-in page lists the accounts of the demonstration."))
    lines.append(Text("按 Ctrl+C 停止。", "Ctrl+C stops it."))
    print("\n".join(line.said(language) for line in lines), flush=True)
