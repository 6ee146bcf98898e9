"""The writers there are: one folder a format, found by being there."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

import mingzhang.writers
from mingzhang.writers.protocol import Writer


@cache
def _writers() -> dict[str, Writer]:
    """Every writer by name. What a writer needs is imported when it writes."""
    found: dict[str, Writer] = {}
    for module in pkgutil.iter_modules(mingzhang.writers.__path__):
        if module.ispkg:
            package = import_module(f"mingzhang.writers.{module.name}")
            # Others hold what writers share, or reports.
            if hasattr(package, "WRITER"):
                found[module.name] = package.WRITER
    return dict(sorted(found.items()))


def writer_names() -> tuple[str, ...]:
    """The names of all writers."""
    return tuple(_writers())


def writer(name: str) -> Writer:
    """The writer of this name; KeyError where there is none."""
    return _writers()[name]
