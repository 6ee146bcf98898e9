"""The subcommands of `mingzhang corpus`: one module each, found by being here."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from mingzhang.cli.command import Command


def subcommands() -> list[Command]:
    """Every subcommand in the order of the help."""
    found: list[Command] = [
        import_module(f"{__name__}.{module.name}").COMMAND for module in pkgutil.iter_modules(__path__)
    ]
    return sorted(found, key=lambda command: command.place)
