"""Whether the installation can do its work, for whoever watches over it."""

from __future__ import annotations

import shutil
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

LEAST = 200
"""MB that must be free where the data lies: evidence and publications need room, and a full disk stops a
database in the middle of its work."""


def ready(request: HttpRequest) -> HttpResponse:
    """200 where the database answers and has the tables of this version, and the disk has room; else 503.
    Nothing in it names a machine, a folder or a database."""
    found: dict[str, Any] = {"database": _database(), "disk": _disk()}
    good = all(state == "ok" for state in found.values())
    return JsonResponse({"status": "ok" if good else "failing", **found}, status=200 if good else 503)


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return "does not answer"
    return "of another version" if behind else "ok"


def _disk() -> str:
    if settings.DATA is None:
        return "ok"
    try:
        free = shutil.disk_usage(settings.DATA).free // 1024 // 1024
    except OSError:
        return "cannot be read"
    return "ok" if free >= LEAST else "nearly full"
