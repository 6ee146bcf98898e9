"""The writers there are: one folder a format, found by being there."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import find_spec

import mingzhang.writers
from mingzhang.writers.protocol import Writer


@cache
def writer_names() -> tuple[str, ...]:
    """The names of all writers, without importing what they need."""
    return tuple(
        sorted(
            module.name
            for module in pkgutil.iter_modules(mingzhang.writers.__path__)
            if module.ispkg and _declares_writer(f"{mingzhang.writers.__name__}.{module.name}")
        )
    )


def _declares_writer(package: str) -> bool:
    """Whether the folder is a format: its `__init__` has a WRITER. Others are reports, or shared parts."""
    spec = find_spec(package)
    loader = None if spec is None else spec.loader
    source = loader.get_source(package) if isinstance(loader, InspectLoader) else None
    return source is not None and "WRITER" in source


@cache
def writer(name: str) -> Writer:
    """The writer of this name; KeyError where there is none."""
    if name not in writer_names():
        raise KeyError(name)
    found: Writer = import_module(f"mingzhang.writers.{name}").WRITER
    return found
