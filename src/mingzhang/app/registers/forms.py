"""Register types and their columns as forms need them."""

from __future__ import annotations

from mingzhang.app.workbench.dictionary import Dictionary
from mingzhang.standard.load import load_standard
from mingzhang.standard.registers.types import RegisterType


def register_types(year: int) -> dict[str, RegisterType]:
    """The register types of a fiscal year, by name, in the order of screens."""
    return load_standard("cn", year).registers


def register_dictionary(year: int) -> Dictionary:
    """The data dictionary of a fiscal year with a table for every register."""
    return Dictionary(load_standard("cn", year).sources)
