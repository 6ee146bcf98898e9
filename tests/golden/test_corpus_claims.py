"""The narrative of a real disclosure of another province: what each of its numbers is said of.

Keyed by page, read by a careful person; the text itself is read from the document beside the repository.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mingzhang.facts.model import Disclosure, ExplanationParagraph, Section, Source, Statement
from mingzhang.recognise.claims import recognise_claims
from mingzhang.standard.load import Standard
from tests.golden.claim_lines import key, listed

NAME = "final-accounts-2024-planning"
PAGES = range(20, 29)
HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
STATEMENTS = {"03": "expenditure", "05": "general_budget_expenditure"}

CLAIMS = """
@20
9859.38 万元 amount - income_expenditure_summary/income/total/amount -
1062.85 万元 change increase income_expenditure_summary/income/total/amount prior
12.08 % rate increase income_expenditure_summary/income/total/amount prior
1133.95 万元 change increase - -
9746.50 万元 amount - income/total/total -
9746.50 万元 amount - income/total/appropriation -
100.00 % share - income/total/appropriation income/total/total
9759.38 万元 amount - expenditure/total/total -
5377.64 万元 amount - expenditure/total/basic -
55.10 % share - expenditure/total/basic expenditure/total/total
4381.74 万元 amount - expenditure/total/project -
44.90 % share - expenditure/total/project expenditure/total/total
9746.50 万元 amount - appropriation_summary/income/total/amount -
1193.20 万元 change increase appropriation_summary/income/total/amount prior
13.95 % rate increase appropriation_summary/income/total/amount prior
1133.95 万元 change increase - -
@21
9746.50 万元 amount - general_budget_expenditure/total/total -
99.86 % share - general_budget_expenditure/total/total expenditure/total/total
1193.20 万元 change increase general_budget_expenditure/total/total prior
13.95 - rate increase general_budget_expenditure/total/total prior
1133.95 万元 change increase - -
9746.50 万元 amount - general_budget_expenditure/total/total -
754.75 万元 amount - general_budget_expenditure/208/total -
7.74 % share - general_budget_expenditure/208/total general_budget_expenditure/total/total
236.63 万元 amount - general_budget_expenditure/210/total -
2.43 % share - general_budget_expenditure/210/total general_budget_expenditure/total/total
3832.36 万元 amount - general_budget_expenditure/212/total -
39.32 % share - general_budget_expenditure/212/total general_budget_expenditure/total/total
4461.67 万元 amount - general_budget_expenditure/220/total -
45.78 % share - general_budget_expenditure/220/total general_budget_expenditure/total/total
461.08 万元 amount - general_budget_expenditure/221/total -
4.73 % share - general_budget_expenditure/221/total general_budget_expenditure/total/total
10210.34 万元 amount - figure:original_budget/total -
9746.50 万元 amount - general_budget_expenditure/total/total -
95.45 % completion - general_budget_expenditure/total/total figure:original_budget/total
92 % completion - - -
54.53 万元 amount - figure:original_budget/2080501 -
54.53 万元 amount - general_budget_expenditure/2080501/total -
100.00 % completion - general_budget_expenditure/2080501/total figure:original_budget/2080501
28.11 万元 amount - figure:original_budget/2080502 -
28.11 万元 amount - general_budget_expenditure/2080502/total -
100.00 % completion - general_budget_expenditure/2080502/total figure:original_budget/2080502
@22
452.40 万元 amount - figure:original_budget/2080505 -
446.11 万元 amount - general_budget_expenditure/2080505/total -
98.61 % completion - general_budget_expenditure/2080505/total figure:original_budget/2080505
226.25 万元 amount - figure:original_budget/2080506 -
225.12 万元 amount - general_budget_expenditure/2080506/total -
99.50 % completion - general_budget_expenditure/2080506/total figure:original_budget/2080506
0.88 万元 amount - - -
0.88 万元 amount - - -
100.00 % completion - - -
42.73 万元 amount - figure:original_budget/2101101 -
40.35 万元 amount - general_budget_expenditure/2101101/total -
94.43 % completion - general_budget_expenditure/2101101/total figure:original_budget/2101101
@23
196.40 万元 amount - figure:original_budget/2101102 -
196.29 万元 amount - general_budget_expenditure/2101102/total -
99.94 % completion - general_budget_expenditure/2101102/total figure:original_budget/2101102
1115.48 万元 amount - figure:original_budget/2120101 -
1092.80 万元 amount - general_budget_expenditure/2120101/total -
97.97 % completion - general_budget_expenditure/2120101/total figure:original_budget/2120101
3110.14 万元 amount - figure:original_budget/2120201 -
2739.56 万元 amount - general_budget_expenditure/2120201/total -
88.08 % completion - general_budget_expenditure/2120201/total figure:original_budget/2120201
4477.33 万元 amount - figure:original_budget/2200150 -
4416.67 万元 amount - general_budget_expenditure/2200150/total -
98.65 % completion - general_budget_expenditure/2200150/total figure:original_budget/2200150
@24
45.00 万元 amount - figure:original_budget/2200199 -
45.00 万元 amount - general_budget_expenditure/2200199/total -
100.00 % completion - general_budget_expenditure/2200199/total figure:original_budget/2200199
289.59 万元 amount - figure:original_budget/2210201 -
289.59 万元 amount - general_budget_expenditure/2210201/total -
100.00 % completion - general_budget_expenditure/2210201/total figure:original_budget/2210201
171.49 万元 amount - figure:original_budget/2210203 -
171.49 万元 amount - general_budget_expenditure/2210203/total -
100.00 % completion - general_budget_expenditure/2210203/total figure:original_budget/2210203
5377.64 万元 amount - general_budget_expenditure/total/basic -
4896.98 万元 amount - general_budget_basic/personnel/amount -
480.66 万元 amount - general_budget_basic/public/amount -
@25
2.85 万元 amount - three_public_expenses/budget/total -
0.39 万元 amount - three_public_expenses/actual/total -
13.68 % completion - three_public_expenses/actual/total budget
0.00 万元 amount - three_public_expenses/actual/overseas_trips -
0.00 % completion - three_public_expenses/actual/overseas_trips budget
0.00 万元 amount - three_public_expenses/actual/vehicles -
0.00 % completion - three_public_expenses/actual/vehicles budget
0.39 万元 amount - three_public_expenses/actual/reception -
13.68 % completion - three_public_expenses/actual/reception budget
0.15 万元 change decrease three_public_expenses/actual/total prior
27.78 % rate - three_public_expenses/actual/total prior
0.15 万元 change decrease three_public_expenses/actual/reception prior
27.78 % rate decrease three_public_expenses/actual/reception prior
0.00 万元 amount - three_public_expenses/actual/overseas_trips -
0.00 % share - three_public_expenses/actual/overseas_trips three_public_expenses/actual/total
0.00 万元 amount - three_public_expenses/actual/vehicles -
0.00 % share - three_public_expenses/actual/vehicles three_public_expenses/actual/total
0.39 万元 amount - three_public_expenses/actual/reception -
100.00 % share - three_public_expenses/actual/reception three_public_expenses/actual/total
0.00 万元 amount - three_public_expenses/actual/overseas_trips -
0 个 count - figure:trip_groups -
0 人次 count - figure:trip_persons -
@26
0.00 万元 amount - three_public_expenses/actual/vehicles -
0.00 万元 amount - three_public_expenses/actual/vehicle_purchase -
0.00 万元 amount - three_public_expenses/actual/vehicle_operation -
0 辆 count - figure:vehicles_held -
0.39 万元 amount - three_public_expenses/actual/reception -
0.39 万元 amount - figure:domestic_reception_amount -
0.00 万元 amount - figure:foreign_reception_amount -
2 批次 count - figure:reception_batches -
26 人次 count - figure:reception_persons -
0 批次 count - figure:foreign_reception_batches -
0 人次 count - figure:foreign_reception_persons -
39 个 count - - -
4415.48 万元 amount - - -
39 个 count - - -
4415.48 万元 amount - - -
39 个 count - figure:projects_evaluated -
4415.48 万元 amount - figure:projects_amount -
99.33 分 count - - -
39 个 count - figure:projects_grade_优 -
0 个 count - figure:projects_grade_良 -
0 个 count - figure:projects_grade_合格 -
0 个 count - figure:projects_grade_不合格 -
0 个 count - - -
@27
142.80 万元 amount - supplementary_statistics/operating_expenses_administrative/amount -
13.52 万元 change decrease supplementary_statistics/operating_expenses_administrative/amount prior
8.65 % rate decrease supplementary_statistics/operating_expenses_administrative/amount prior
2319.21 万元 amount - supplementary_statistics/procurement_total/amount -
122.43 万元 amount - supplementary_statistics/procurement_goods/amount -
1387.72 万元 amount - supplementary_statistics/procurement_works/amount -
809.07 万元 amount - supplementary_statistics/procurement_services/amount -
225.10 万元 amount - - -
164.87 万元 amount - - -
225.10 万元 amount - - -
164.87 万元 amount - - -
0.00 万元 amount - - -
@28
0 辆 count - supplementary_statistics/vehicles_total/count -
0 辆 count - supplementary_statistics/vehicles_deputy_ministerial/count -
0 辆 count - supplementary_statistics/vehicles_principal_leader/count -
0 辆 count - supplementary_statistics/vehicles_confidential_communication/count -
0 辆 count - supplementary_statistics/vehicles_emergency_support/count -
0 辆 count - supplementary_statistics/vehicles_law_enforcement/count -
0 辆 count - supplementary_statistics/vehicles_special_purpose/count -
0 辆 count - supplementary_statistics/vehicles_retired_cadre/count -
0 辆 count - supplementary_statistics/vehicles_other/count -
0 台（套） count - supplementary_statistics/equipment/count -
"""


def _lines(path: Path) -> list[tuple[int, str]]:
    pdf = pytest.importorskip("pypdfium2").PdfDocument(path)
    return [
        (page, line.strip())
        for page in PAGES
        for line in pdf[page - 1].get_textpage().get_text_range().splitlines()
        if line.strip()
    ]


def _sections(lines: list[tuple[int, str]]) -> list[Section]:
    """Lines joined into paragraphs: one ends with a stop or where a numbered heading begins."""
    sections = [Section(title="")]
    text, begun = "", 0
    for page, line in lines:
        if HEADING.match(line) and len(line) < 45:
            sections.append(Section(title=line, source=Source(page=page)))
            text = ""
            continue
        begun = begun if text else page
        text += line
        if line.endswith(("。", "：")):
            sections[-1].paragraphs.append(ExplanationParagraph(text=text, source=Source(page=begun)))
            text = ""
    return sections


def _statements(path: Path) -> list[Statement]:
    """The subjects of two statements, from the key: code → label."""
    tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
    return [
        Statement(
            id=STATEMENTS[table["id"]],
            labels={row["code"]: row["name"] for row in table["rows"] if (row.get("code") or "").isdigit()},
        )
        for table in tables
        if table["id"] in STATEMENTS
    ]


@pytest.fixture(scope="module")
def disclosure(shared: Path, standard: Standard) -> Disclosure:
    folder = shared / "corpus"
    if not (folder / f"{NAME}.pdf").is_file():
        pytest.skip("the real documents (../shared/corpus) are not here")
    found = Disclosure(fiscal_year=2024, statements=_statements(folder / f"{NAME}.tables.json"))
    found.explanation = _sections(_lines(folder / f"{NAME}.pdf"))
    recognise_claims(found, standard)
    return found


@pytest.mark.parametrize("page", list(key(CLAIMS)))
def test_every_number_of_the_page_is_resolved_as_read(disclosure: Disclosure, page: int) -> None:
    found = listed((claim.source.page or 0, claim) for claim in disclosure.claims)
    assert found.get(page, []) == key(CLAIMS)[page]


def test_no_other_number_is_taken_for_a_claim(disclosure: Disclosure) -> None:
    assert len(disclosure.claims) == sum(len(rows) for rows in key(CLAIMS).values())
