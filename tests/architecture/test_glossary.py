"""The glossary has every term of the public interface: statements, columns, natures, kinds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from mingzhang.facts import model
from mingzhang.kit.severity import SEVERITIES
from mingzhang.standard.load import Standard


@pytest.fixture(scope="module")
def terms(repository: Path) -> set[str]:
    """Everything that stands in backticks in the glossary."""
    return set(re.findall(r"`([^`]+)`", (repository / "GLOSSARY.md").read_text(encoding="utf-8")))


def identifiers(value: Any) -> set[str]:
    """Every `id` of statements, sides and columns in a statement's data."""
    if isinstance(value, dict):
        own = {value["id"]} if isinstance(value.get("id"), str) else set()
        return own.union(*(identifiers(item) for key, item in value.items() if key in ("sides", "columns")))
    if isinstance(value, list):
        return set().union(*(identifiers(item) for item in value))
    return set()


def test_statements_and_their_columns(terms: set[str], standard: Standard) -> None:
    files = sorted((standard.root / "statements").glob("*.yaml"))
    assert files, "no statements found"
    used = set()
    for path in files:
        used |= identifiers(next(yaml.safe_load_all(path.read_text(encoding="utf-8"))))
    assert "remitted_to_superior" in used
    assert used - terms == set()


@pytest.mark.parametrize(
    "record", [model.FundsRow, model.Analysis, model.Profile], ids=lambda kind: kind.__name__
)
def test_fields_of_the_disclosure(terms: set[str], record: type[model.Record]) -> None:
    ours = {"source_kind", "label", "source", "sources", "inferred"}
    assert set(record.__struct_fields__) - ours - terms == set()


def test_severities(terms: set[str]) -> None:
    assert set(SEVERITIES) <= terms


def test_every_entry_has_a_source(repository: Path) -> None:
    text = (repository / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"
    ]
    assert [row for row in rows if len(row) < 2 or not all(row)] == []
