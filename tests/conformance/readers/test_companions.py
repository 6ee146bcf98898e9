"""The documents beside a disclosure – last year's, the budget, the member units' – in every format."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from tests.conformance.readers.page_like import plain_page
from tests.conformance.readers.sheet_like import workbook
from tests.conformance.readers.typeset import pdf_of, table
from tests.conformance.readers.word_like import word_file
from tests.properties.source_packages import random_package

from mingzhang.app.check import CheckRequest, check
from mingzhang.app.compile import compile_package
from mingzhang.document.model import Block, Cell, Grid, Paragraph, Place, Row
from mingzhang.facts.model import Disclosure, Fact
from mingzhang.intake.read import read_file
from mingzhang.standard.load import Standard
from mingzhang.writers.publication import Publication
from mingzhang.writers.registry import writer

FORMATS = ("docx", "xlsx", "html", "pdf")
NOWHERE = Place()
MORE = Decimal("3.21")


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A department of two units, compiled: `department.json` and `units/`."""
    folder = tmp_path_factory.mktemp("compiled")
    package = random_package(14, orderly=True).write(folder / "package")
    assert compile_package(package, folder / "department.json", each=folder / "units") == 0
    return folder


def department(compiled: Path) -> Disclosure:
    return read_file(compiled / "department.json")


def published(disclosure: Disclosure, name: str, standard: Standard, folder: Path) -> Path:
    """The main file of the publication in this format; the workbook with figures in place of formulas, which
    would add up whatever a test has changed."""
    folder.mkdir(parents=True, exist_ok=True)
    if name == "xlsx":
        path = folder / "disclosure.xlsx"
        path.write_bytes(workbook(Publication(disclosure, standard).paper.document().blocks))
        return path
    files = writer(name).write(Publication(disclosure, standard), folder)
    return next(path for path in files if path.suffix == f".{name}")


def findings(request: CheckRequest, rule: str, folder: Path) -> tuple[list[dict[str, str]], bool]:
    """(what `check` says by this rule, whether the rule could be run)."""
    out = folder / "findings.json"
    assert check(CheckRequest(**{**_fields(request), "format": "json", "output": out})) in (0, 1)
    (report,) = [json.loads(out.read_text(encoding="utf-8"))]
    said = [item for item in report["findings"] if item["rule"] == rule]
    return said, all(item["rule"] != rule for item in report["not_run"])


def _fields(request: CheckRequest) -> dict[str, object]:
    return {name: getattr(request, name) for name in ("files", "prior", "budget", "units")}


def fact(disclosure: Disclosure, statement: str, side: str | None, code: str, column: str) -> Fact:
    found = disclosure.statement(statement)
    assert found is not None
    return next(item for item in found.facts if (item.side, item.code, item.column) == (side, code, column))


def more(item: Fact) -> str:
    """The fact's value, changed by an amount that no rounding explains."""
    item.value = str(Decimal(item.value or "0") + MORE)
    return item.value


@pytest.mark.parametrize("name", FORMATS)
def test_last_year_in_every_format(name: str, compiled: Path, standard: Standard, tmp_path: Path) -> None:
    now, prior = department(compiled), department(compiled)
    prior.fiscal_year = 2023
    opening = fact(now, "income_expenditure_summary", "income", "opening", "amount").value
    closing = fact(prior, "income_expenditure_summary", "expenditure", "closing", "amount")
    main = published(now, name, standard, tmp_path / "now")
    for value, expected in ((opening, []), (str(Decimal(opening or "0") + MORE), [str(-MORE)])):
        closing.value = value
        last = published(prior, name, standard, tmp_path / f"last{len(expected)}")
        said, run = findings(CheckRequest([main], prior=last), "prior/opening", tmp_path)
        own = [item for item in said if item["facts"][0]["statement"] == "income_expenditure_summary"]
        assert [item["difference"] for item in own] == expected
        assert run


@pytest.mark.parametrize("name", FORMATS)
def test_member_units_in_every_format(name: str, compiled: Path, standard: Standard, tmp_path: Path) -> None:
    units = sorted((compiled / "units").glob("*.json"))
    assert len(units) == 2
    for path in units:
        made = published(read_file(path), name, standard, tmp_path / path.stem)
        (tmp_path / "units").mkdir(exist_ok=True)
        made.rename(tmp_path / "units" / f"{path.stem}.{name}")
    sound, changed = department(compiled), department(compiled)
    value = more(fact(changed, "expenditure", None, "total", "total"))
    for number, (disclosure, expected) in enumerate(((sound, []), (changed, [(value, str(MORE))]))):
        main = published(disclosure, name, standard, tmp_path / f"main{number}")
        request = CheckRequest([main], units=tmp_path / "units")
        said, run = findings(request, "units/sum", tmp_path)
        assert [(item["printed"], item["difference"]) for item in said] == expected
        assert run


def budget(rows: list[tuple[str, str]], name: str) -> bytes:
    """A department's published budget with one statement."""
    head = ["功能科目编码", "功能科目名称", "合计", "基本支出", "项目支出"]
    cells = [head, *([code, "某科目", value, value, ""] for code, value in rows)]
    if name == "pdf":
        title = "#align(center)[某县局2024年部门预算]\n#pagebreak()\n#align(center)[一般公共预算支出表]\n"
        return pdf_of(f"{title}编制部门：某县局 #h(1fr) 单位：万元\n" + table(cells, 5))
    grid = Grid(
        [Row([Cell(text, NOWHERE) for text in row], NOWHERE) for row in cells], NOWHERE, header_rows=1
    )
    texts = ("某县局2024年部门预算", "一般公共预算支出表", "编制部门：某县局　单位：万元")
    blocks: list[Block] = [*(Paragraph(text, NOWHERE) for text in texts), grid]
    write: dict[str, Callable[[list[Block]], bytes]] = {
        "docx": word_file, "xlsx": workbook, "html": plain_page,
    }  # fmt: skip
    return write[name](blocks)


@pytest.mark.parametrize("name", FORMATS)
def test_the_budget_in_every_format(name: str, compiled: Path, standard: Standard, tmp_path: Path) -> None:
    now = department(compiled)
    stated = [(item.code.removeprefix("original_budget/"), item.value or "") for item in now.figures
              if item.code.startswith("original_budget/") and item.code[-1].isdecimal()]  # fmt: skip
    assert len(stated) > 2
    main = published(now, name, standard, tmp_path / "now")
    told = findings(CheckRequest([main]), "budget/original", tmp_path)
    assert told == ([], False), "without the budget the rule is not run"
    code, value = stated[1]
    changed = [(code, str(Decimal(value) + MORE)) if row[0] == code else row for row in stated]
    for rows, expected in ((stated, []), (changed, [(value, str(-MORE))])):
        path = tmp_path / f"budget.{name}"
        path.write_bytes(budget(rows, name))
        assert read_file(path).kind == "budget"
        said, _ = findings(CheckRequest([main], budget=path), "budget/original", tmp_path)
        assert [(item["printed"], item["difference"]) for item in said] == expected
