"""Where the workbench keeps its rows: a file of the data directory, or PostgreSQL by one setting."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from mingzhang.app.workbench import MingzhangError

SCHEMES = ("postgresql", "postgres")
SECONDS = 10
"""How long a connection to PostgreSQL may take."""


class BadDatabase(MingzhangError):
    """`MINGZHANG_DATABASE` names no database; exit status 2. The message never repeats it: it may hold a
    password."""


def database_of(address: str, data: Path | None) -> dict[str, Any]:
    """Django's description of the database at an address
    `postgresql://user:password@host:port/name?sslmode=require`; with an empty address SQLite, in the data
    directory or (without one) in memory. A socket's directory is given as `?host=/run/postgresql`.

    BadDatabase: the address is none.
    """
    return _postgresql(address) if address else _sqlite(data)


def _sqlite(data: Path | None) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:" if data is None else data / "mingzhang.sqlite3",
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            # What was confirmed is on the disk, and two writers wait for each other instead of failing.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise _bad() from None
    name = unquote(parts.path.strip("/"))
    if parts.scheme not in SCHEMES or not name or "/" in name:
        raise _bad()
    options: dict[str, Any] = {"connect_timeout": SECONDS, **dict(parse_qsl(parts.query))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "ATOMIC_REQUESTS": False,
        # As many connections as the server has threads, each kept: a pool would hold the same number.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _bad() -> BadDatabase:
    return BadDatabase(
        "环境变量 MINGZHANG_DATABASE 不是数据库地址；应写作 postgresql://用户:密码@主机:端口/库名。",
        "the variable MINGZHANG_DATABASE is no database address; write postgresql://user:password@host:port/name.",
    )
