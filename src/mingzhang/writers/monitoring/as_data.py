"""The monitoring table as CSV (for a spreadsheet) and as JSON."""

from __future__ import annotations

import csv
import io
import json

from mingzhang.compile.monitoring import Monitored
from mingzhang.compile.project_money import exact_wan
from mingzhang.kit.amounts import FEN_PER_UNIT
from mingzhang.kit.language import Language
from mingzhang.writers.monitoring.table import COLUMNS, cells_of, two_places

SCHEMA = "mingzhang/monitoring/1"
_FORMULA = ("=", "+", "-", "@", "\t")


def write_csv(monitored: Monitored, language: Language) -> str:
    """Header and one row a project, with the mark by which spreadsheets know UTF-8.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.said(language) for column in COLUMNS])
    for project in monitored.projects:
        row = cells_of(project, monitored, language)
        writer.writerow([_harmless(cell) for cell in row])
    return "\ufeff" + stream.getvalue()


def _harmless(cell: str) -> str:
    number = cell.removeprefix("-").replace(".", "", 1).isdecimal()
    return "'" + cell if cell.startswith(_FORMULA) and not number else cell


def write_json(monitored: Monitored, language: Language) -> str:
    """Exact 万元 as decimal strings with two to six places, rates in % with two."""
    projects = []
    for project in monitored.projects:
        standing = project.progress
        projects.append(
            {
                "unit": project.unit,
                "project_code": project.code,
                "project": project.name,
                "final_budget": exact_wan(int(standing.final_budget * FEN_PER_UNIT["万元"])),
                "spent": exact_wan(int(standing.spent * FEN_PER_UNIT["万元"])),
                "execution_rate": two_places(standing.rate(standing.spent)) or None,
                "forecast": two_places(standing.forecast),
                "forecast_rate": two_places(standing.rate(standing.forecast)) or None,
                "indicators": standing.indicators,
                "indicators_reported": standing.reported,
                "indicators_on_course": standing.on_course,
                "risk": standing.level,
                "causes": [cause.said(language) for cause in standing.causes],
                "measure": project.measure,
            }
        )
    data = {
        "schema": SCHEMA,
        "fiscal_year": monitored.fiscal_year,
        "as_of": monitored.as_of.isoformat(),
        "unit": {"code": monitored.unit, "name": monitored.unit_name},
        "forecast": "linear",
        "projects": projects,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
