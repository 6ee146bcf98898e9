"""The functions that rules name under `check`, found by importing every module of cells and documents."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from mingzhang.checks.outcome import Outcome
from mingzhang.facts.model import Disclosure
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

if TYPE_CHECKING:
    from mingzhang.facts.batch import Batch


@dataclass(slots=True)
class Case:
    """One disclosure and what it may be compared with."""

    disclosure: Disclosure
    prior: Disclosure | None = None
    budget: Disclosure | None = None
    units: list[Disclosure] = field(default_factory=list)


CellCheck = Callable[["Batch", Rule, Standard], Outcome]
DocumentCheck = Callable[[Case, Rule, Standard], Outcome]

_CELL: dict[str, CellCheck] = {}
_DOCUMENT: dict[str, DocumentCheck] = {}


def cell_check(name: str) -> Callable[[CellCheck], CellCheck]:
    """Registers a function over columns (any number of whole documents at once) under `name`."""

    def register(function: CellCheck) -> CellCheck:
        if name in _CELL:
            raise ValueError(f"cell check {name} is registered twice")
        _CELL[name] = function
        return function

    return register


def document_check(name: str) -> Callable[[DocumentCheck], DocumentCheck]:
    """Registers a function of one disclosure under `name`."""

    def register(function: DocumentCheck) -> DocumentCheck:
        if name in _DOCUMENT:
            raise ValueError(f"document check {name} is registered twice")
        _DOCUMENT[name] = function
        return function

    return register


@cache
def _import_all() -> None:
    for package in ("mingzhang.checks.cells", "mingzhang.checks.documents"):
        module = importlib.import_module(package)
        for found in pkgutil.iter_modules(module.__path__):
            importlib.import_module(f"{package}.{found.name}")


def cell_checks() -> dict[str, CellCheck]:
    """Every registered cell check."""
    _import_all()
    return _CELL


def document_checks() -> dict[str, DocumentCheck]:
    """Every registered document check."""
    _import_all()
    return _DOCUMENT
