"""The records of a register behind the result of an indicator. Private cells are masked."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.registers import answer_of
from mingzhang.compile.rows import dictionaries
from mingzhang.facts.model import Disclosure
from mingzhang.kit.errors import UsageError
from mingzhang.registers.ledger import masked
from mingzhang.standard.registers.tables import table_name

EVALUATION = "evaluation"
_ADDRESS = re.compile(rf"{EVALUATION}/(.+)/indicators\.(\d+)\.actual")


@dataclass(frozen=True, slots=True)
class IndicatorAnswer:
    """What the register gives now, and its records as CSV: file, row, register, measure, `part` (counted,
    base, or both), then the register's columns by their English names."""

    value: str
    table: str


def indicator_answer(
    package: SourcePackage, disclosure: Disclosure, cell: str
) -> tuple[str, IndicatorAnswer]:
    """The printed result of `evaluation/PROJECT/indicators.N.actual` (code or name of the project, N from
    0 in the form's order, as findings name it) and its register's answer; UsageError where none is."""
    match = _ADDRESS.fullmatch(cell)
    form = next(
        (
            form
            for form in disclosure.evaluations
            if match is not None and match.group(1) in (form.project_code, form.project)
        ),
        None,
    )
    if match is None or form is None or int(match.group(2)) >= len(form.indicators):
        raise UsageError(
            f"“{cell}”不是指标；应写作 evaluation/项目代码/indicators.0.actual（从0数起）。",
            f"“{cell}” is no indicator; write evaluation/PROJECT/indicators.0.actual, counted from 0.",
        )
    indicator = form.indicators[int(match.group(2))]
    code = form.project_code or ""
    orders = sorted(
        int(row["order"]) for row in dictionaries(package, "indicators") if row["project"] == code
    )
    place = int(match.group(2))
    found = answer_of(package, code, orders[place]) if place < len(orders) else None
    if found is None or found[1].value is None:
        raise UsageError(
            f"“{cell}”的结果不是取自台账，没有可追溯的记录。",
            f"the result of “{cell}” is not taken from a register, so that no records stand behind it.",
        )
    asking, answer = found
    entry = package.tables[table_name(asking.asked.register)]
    declared = package.standard.registers[asking.asked.register]
    columns = [column.name for column in entry.table.columns]
    counted, base = ({record.key for record in part} for part in (answer.counted, answer.base))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["file", "row", "register", "measure", "part", *columns])
    records = {record.key: record for record in (*answer.counted, *answer.base)}
    for key, record in sorted(records.items()):
        part = "both" if key in counted and key in base else "counted" if key in counted else "base"
        cells = masked(declared, record.cells)
        named = [entry.file, key, asking.asked.register, asking.asked.measure.name, part]
        writer.writerow([*named, *(cells.get(column, "") for column in columns)])
    return indicator.actual or "", IndicatorAnswer(answer.value or "", stream.getvalue())
