"""One installation: its data directory, its secret key, its database, opened by a command."""

from __future__ import annotations

import os
import secrets
import sys
from importlib import import_module
from pathlib import Path

from mingzhang.app.workbench import MingzhangError, MissingPart

PARTS = ("django", "allauth", "waitress", "whitenoise", "pythonjsonlogger")


class CannotOpen(MingzhangError):
    """The data directory or the database cannot be used; exit status 2."""


def demand_parts() -> None:
    """MissingPart where the web's libraries are not installed."""
    for name in PARTS:
        try:
            import_module(name)
        except ModuleNotFoundError:
            raise MissingPart(
                f"没有安装网页部分（{name}）；请运行 pip install mingzhang[web]。",
                f"the web part is not installed ({name}); run pip install mingzhang[web].",
            ) from None


def default_directory() -> Path:
    """The user's data directory on this platform."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local") / "Mingzhang"
    if sys.platform == "darwin":
        return home / "Library/Application Support/Mingzhang"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "mingzhang"


def make_directory(directory: Path) -> None:
    """The data directory with its secret key, made where it is not there; CannotOpen where it cannot be."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        key = directory / "secret_key"
        if not key.is_file():
            handle = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(50))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotOpen(
            f"{directory}：不能用作数据目录（{reason}）；请用 --data 指定别的目录。",
            f"{directory}: cannot be the data directory ({reason}); name another with --data.",
        ) from None


def prepare(directory: Path) -> None:
    """What the settings read, and Django with it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "mingzhang_web.settings"
    os.environ["MINGZHANG_DATA"] = str(directory.resolve())
    import django

    django.setup()


def open_installation(data: Path | None) -> Path:
    """Opens what `serve` has made, changing nothing: gives its data directory. CannotOpen: there is none,
    its database does not answer, or is of another version."""
    directory = data or default_directory()
    if not (directory / "secret_key").is_file():
        raise CannotOpen(
            f"{directory}：不是明账的数据目录；请用 --data 指定 serve 所用的目录。",
            f"{directory}: no data directory of Mingzhang; name the one that serve uses with --data.",
        )
    prepare(directory)
    demand_database(made=True)
    return directory


def demand_database(*, made: bool) -> None:
    """CannotOpen where the database does not answer, or (with `made`) has not every table of this version
    and nothing else. The message never says the address: it may hold a password."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        if made and connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
            raise _not_made()
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        reason = " ".join(str(error).split())[:160]
        raise CannotOpen(
            f"数据库打不开（{reason}）；请检查 MINGZHANG_DATABASE 和数据库服务。",
            f"the database cannot be opened ({reason}); check MINGZHANG_DATABASE and the database server.",
        ) from None
    if made and pending:
        raise _not_made()


def _not_made() -> CannotOpen:
    return CannotOpen(
        "数据库还没有建立或版本不同；请先运行一次 mingzhang serve。",
        "the database has not been made or is of another version; run mingzhang serve once.",
    )
