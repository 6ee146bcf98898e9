"""The writers there are: one folder a format, found by being there."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

import mingzhang.writers
from mingzhang.writers.protocol import Writer


@cache
def writer_names() -> tuple[str, ...]:
    """The names of all writers, without importing what they need."""
    return tuple(
        sorted(
            module.name
            for module in pkgutil.iter_modules(mingzhang.writers.__path__)
            if module.ispkg and module.name not in _NO_FORMATS
        )
    )


_NO_FORMATS = ("charts", "findings", "repair")
"""Folders of what writers share and of reports about findings and repairs."""


@cache
def writer(name: str) -> Writer:
    """The writer of this name; KeyError where there is none."""
    if name not in writer_names():
        raise KeyError(name)
    found: Writer = import_module(f"mingzhang.writers.{name}").WRITER
    return found
