"""The commands of the engine: one module each, found by being here; others come by entry point."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from importlib.metadata import entry_points

from mingzhang.cli.command import Command

ENTRY_POINTS = "mingzhang.commands"


def commands() -> list[Command]:
    """Every command in the order of the help: the engine's own, then what other packages register."""
    own = [import_module(f"{__name__}.{module.name}").COMMAND for module in pkgutil.iter_modules(__path__)]
    registered = [entry.load() for entry in entry_points(group=ENTRY_POINTS)]
    found: list[Command] = [*own, *registered]
    return sorted(found, key=lambda command: (command.place, command.name))
