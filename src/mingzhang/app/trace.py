"""The records behind a cell of a compiled disclosure."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from mingzhang.compile.figures import FIGURES
from mingzhang.compile.package import open_package
from mingzhang.compile.profile import scope_of, units_of
from mingzhang.compile.trace import cell_address, selection_of, trace_cell
from mingzhang.compile.trace_register import EVALUATION, indicator_answer
from mingzhang.compile.validation import validate
from mingzhang.facts.model import Disclosure
from mingzhang.intake.read import read_file
from mingzhang.kit.address import CellAddress
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.errors import UnreadableInput, UsageError
from mingzhang.kit.system_errors import reason_of


def trace(disclosure_json: Path, cell: str, package: Path, output: Path | None) -> None:
    """Writes the records of `cell` as CSV, to `output` or to standard output.

    Raises UsageError (no such cell), InvalidPackage, or UnreadableInput where the records of the package
    no longer give what the disclosure prints: then they are not the records behind it.
    """
    disclosure = read_file(disclosure_json)
    if cell.startswith(f"{EVALUATION}/"):
        _trace_indicator(disclosure, cell, package, output)
        return
    address = cell_address(cell)
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch, open_package(package) as opened:
        validate(opened)
        selection = selection_of(opened, address)
        alone = disclosure.unit.scope == "unit" and len(units_of(opened)) > 1
        scope = scope_of(opened, disclosure.unit.code if alone else None)
        table = Path(scratch) / "trace.csv"
        value = trace_cell(opened, selection, scope, table)
        printed = _printed(disclosure, address)
        if trimmed(printed) == trimmed(value):
            _deliver(table, output)
            return
        raise UnreadableInput(
            f"{cell}：公开数为{printed}，记录合计为{value}；数据包后来改过，请重新 compile。",
            f"{cell}: the disclosure prints {printed}, the records give {value}; compile again.",
        )


def _trace_indicator(disclosure: Disclosure, cell: str, package: Path, output: Path | None) -> None:
    """The records of the register behind an indicator's result."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch, open_package(package) as opened:
        validate(opened)
        printed, answer = indicator_answer(opened, disclosure, cell)
        table = Path(scratch) / "trace.csv"
        if trimmed(printed) != trimmed(answer.value):
            raise UnreadableInput(
                f"{cell}：公开数为{printed}，台账为{answer.value}；数据包后来改过，请重新 compile。",
                f"{cell}: the disclosure prints {printed}, the register gives {answer.value}; compile again.",
            )
        table.write_text(answer.table, encoding="utf-8", newline="")
        _deliver(table, output)


def _printed(disclosure: Disclosure, address: CellAddress) -> str:
    """The printed value; a cell left out is zero."""
    facts = disclosure.figures
    if address.statement != FIGURES:
        statement = disclosure.statement(address.statement)
        facts = [] if statement is None else statement.facts
    for fact in facts:
        column = address.column or fact.column
        if (fact.side, fact.code, fact.column) == (address.side, address.code, column):
            return fact.value or "0"
    return "0"


def _deliver(table: Path, output: Path | None) -> None:
    if output is None:
        sys.stdout.flush()
        with table.open("rb") as stream:
            shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    try:
        shutil.copyfile(table, output)
    except OSError as error:
        reason = reason_of(error)
        raise UsageError(
            f"{output}：不能写入（{reason.zh}）；请换一个位置。",
            f"{output}: cannot be written ({reason.en}).",
        ) from None


def trimmed(value: str) -> str:
    """The number without trailing zeros, for comparison."""
    plain = parse_number(value) or value
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
