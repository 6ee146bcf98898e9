"""Makes the source package gaoping-2024/ of the published facts: `python samples/build_package.py [DIR]`.

Takes gaoping-2024.json (the disclosure as published) and gaoping-2024.case.yaml, gaoping-2024.texts.yaml
(what is not published, and texts of our own). The same input gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from gaoping_case import basic, forms, prior, projects
from gaoping_case.money import fen, yuan
from gaoping_case.published import Published
from gaoping_case.writing import description, write_table

from mingzhang.facts.codec import encode
from mingzhang.standard.load import load_standard

HERE = Path(__file__).parent
Row = dict[str, str]
Rows = Iterable[Row]
MEASURES = ("trip", "vehicles", "reception", "foreign", "overseas")
"""How the measures of three_public.csv begin."""


def tables(case: dict[str, Any], published: Published, texts: list[dict[str, Any]]) -> dict[str, list[Row]]:
    """Every file of the package, by table."""
    amounts = published.solve(projects.fixed_amounts(case))
    cells = basic.basic_cells(case, amounts)
    planned = basic.original_basic(case, published, cells)
    lines = projects.project_lines(case, published, amounts, planned)
    spent = [*basic.basic_expenditure(case, cells), *projects.expenditure_rows(lines)]
    spent.sort(key=lambda row: row["date"])
    for number, row in enumerate(spent, 1):
        row["voucher"] = f"示例-{row['date'][5:7]}-{number:04d}"
    pairs = list(forms.indicators(case, published, texts))
    return {
        **_who(case, published),
        "income": list(_income(spent)),
        "expenditure": spent,
        "budget": [*basic.budget_rows(planned), *projects.project_budget_rows(lines)],
        "adjustments": [*basic.adjustment_rows(planned, cells), *projects.project_adjustment_rows(lines)],
        "projects": list(forms.project_rows(case, published, texts)),
        "indicators": [indicator for indicator, _ in pairs if indicator],
        "results": [result for _, result in pairs if result],
        "contracts": [_contract(entry) for entry in case["contracts"]],
        "vehicles": list(_vehicles(published)),
        "three_public": list(_three_public(published)),
        "reasons": list(_reasons(case)),
    }


def _who(case: dict[str, Any], published: Published) -> dict[str, list[Row]]:
    department = {f"department_{key}": value for key, value in case["department"].items()}
    sections = published.disclosure.profile.sections
    return {
        "units": [{**unit, **department} for unit in case["units"]],
        "sections": [{"unit": basic.BUREAU, "name": name} for name in sections],
        "staff": [{**entry, "count": str(entry["count"])} for entry in case["staff"]],
        "duties": [
            {"unit": basic.BUREAU, "order": str(order), "text": text}
            for order, text in enumerate(published.disclosure.profile.duties, 1)
        ],
    }


def _income(spent: list[dict[str, str]]) -> Rows:
    """Appropriated by quarter, unit and subject: nothing is carried over, so income is what was spent."""
    received: dict[tuple[str, str, str], int] = {}
    for row in spent:
        quarter = (int(row["date"][5:7]) - 1) // 3
        key = (f"2024-{quarter * 3 + 1:02d}-08", row["unit"], row["functional"])
        received[key] = received.get(key, 0) + fen(row["amount"])
    for (date, unit, functional), amount in sorted(received.items()):
        yield {
            "date": date,
            "unit": unit,
            "functional": functional,
            "source": basic.SOURCE,
            "amount": yuan(amount),
        }


def _contract(entry: dict[str, str]) -> dict[str, str]:
    return {**entry, "unit": basic.BUREAU, "supplier_size": entry["size"]}


def _vehicles(published: Published) -> Rows:
    number = 0
    for code, printed in published.cells("supplementary_statistics", "count").items():
        category = code.removeprefix("vehicles_")
        for _ in range(printed // 100 if category not in ("total", code) else 0):
            number += 1
            yield {"identifier": f"示例车辆-{number:02d}", "unit": basic.BUREAU, "category": category}


def _three_public(published: Published) -> Rows:
    for figure in published.disclosure.figures:
        if figure.column == "count" and figure.code.startswith(MEASURES):
            purpose = "抢险救援和执法" if figure.code == "vehicles_held" else ""
            yield {
                "unit": basic.BUREAU,
                "measure": figure.code,
                "value": str(figure.value),
                "purpose": purpose,
            }


def _reasons(case: dict[str, Any]) -> Rows:
    of_items = {f"general_budget_expenditure/{code}/total": texts for code, texts in case["reasons"].items()}
    for about, texts in {**of_items, **case["totals"]}.items():
        for kind, text in texts.items():
            yield {"unit": basic.BUREAU, "kind": kind, "about": about, "text": text}


def build(folder: Path) -> None:
    """Writes the package; files of other tables are left alone."""
    published = Published(HERE / "gaoping-2024.json")
    case, own = (
        yaml.safe_load((HERE / f"gaoping-2024.{name}.yaml").read_text(encoding="utf-8"))
        for name in ("case", "texts")
    )
    form = load_standard("cn", 2024).package
    folder.mkdir(parents=True, exist_ok=True)
    made = tables(case, published, own["forms"])
    written = {
        name: write_table(folder / f"{name}.csv", rows, form.tables[name]) for name, rows in made.items()
    }
    (folder / "prior.json").write_bytes(encode(prior.prior_year(published)))
    (folder / "datapackage.json").write_text(description(written, form), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "gaoping-2024")
