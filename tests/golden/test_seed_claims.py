"""Every number of the real explanation, and many of its forms' analyses: what each is said of.

Keyed by line, read by a careful person. Each row: value, unit, measure, direction, about, base.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.model import Disclosure
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from tests.golden.claim_lines import key, listed

EXPLANATION = """
@497
5296.11 万元 amount - income_expenditure_summary/income/total/amount -
5296.11 万元 amount - income_expenditure_summary/expenditure/total/amount -
314.54 万元 change increase income_expenditure_summary/income/total/amount prior
6.31 % rate increase income_expenditure_summary/income/total/amount prior
314.54 万元 change increase income_expenditure_summary/expenditure/total/amount prior
6.31 % rate increase income_expenditure_summary/expenditure/total/amount prior
@501
5296.11 万元 amount - income/total/total -
@502
5296.11 万元 amount - income/total/appropriation -
100.00 % share - income/total/appropriation income/total/total
@506
5296.11 万元 amount - expenditure/total/total -
@507
2328.73 万元 amount - expenditure/total/basic -
43.97 % share - expenditure/total/basic expenditure/total/total
@508
2967.38 万元 amount - expenditure/total/project -
56.03 % share - expenditure/total/project expenditure/total/total
@512
5296.11 万元 amount - appropriation_summary/income/total/amount -
5296.11 万元 amount - appropriation_summary/expenditure/total/total -
314.54 万元 change increase appropriation_summary/income/total/amount prior
6.31 % rate increase appropriation_summary/income/total/amount prior
314.54 万元 change increase appropriation_summary/expenditure/total/total prior
6.31 % rate increase appropriation_summary/expenditure/total/total prior
@518
5296.11 万元 amount - general_budget_expenditure/total/total -
100.00 % share - general_budget_expenditure/total/total expenditure/total/total
314.54 万元 change increase general_budget_expenditure/total/total prior
6.31 % rate increase general_budget_expenditure/total/total prior
@522
5296.11 万元 amount - general_budget_expenditure/total/total -
@523
125.06 万元 amount - general_budget_expenditure/208/total -
2.36 % share - general_budget_expenditure/208/total general_budget_expenditure/total/total
@524
80.33 万元 amount - general_budget_expenditure/210/total -
1.52 % share - general_budget_expenditure/210/total general_budget_expenditure/total/total
@525
73.84 万元 amount - general_budget_expenditure/221/total -
1.39 % share - general_budget_expenditure/221/total general_budget_expenditure/total/total
@526
0.02 万元 amount - general_budget_expenditure/222/total -
0.00 % share - general_budget_expenditure/222/total general_budget_expenditure/total/total
@527
5016.85 万元 amount - general_budget_expenditure/224/total -
94.73 % share - general_budget_expenditure/224/total general_budget_expenditure/total/total
@531
7475.24 万元 amount - figure:original_budget/total -
5296.11 万元 amount - general_budget_expenditure/total/total -
70.85 % completion - general_budget_expenditure/total/total figure:original_budget/total
@533
120.65 万元 amount - figure:original_budget/208 -
125.06 万元 amount - general_budget_expenditure/208/total -
103.66 % completion - general_budget_expenditure/208/total figure:original_budget/208
42.21 万元 change increase general_budget_expenditure/208/total prior
50.95 % rate increase general_budget_expenditure/208/total prior
3 人 change increase - -
@535
37.70 万元 amount - figure:original_budget/210 -
80.33 万元 amount - general_budget_expenditure/210/total -
213.08 % completion - general_budget_expenditure/210/total figure:original_budget/210
46.71 万元 change increase general_budget_expenditure/210/total prior
138.94 % rate increase general_budget_expenditure/210/total prior
3 人 change increase - -
@537
65.25 万元 amount - figure:original_budget/221 -
73.84 万元 amount - general_budget_expenditure/221/total -
113.16 % completion - general_budget_expenditure/221/total figure:original_budget/221
21.82 万元 change increase general_budget_expenditure/221/total prior
41.95 % rate increase general_budget_expenditure/221/total prior
3 人 change increase - -
@539
0 万元 amount - figure:original_budget/222 -
0.02 万元 amount - general_budget_expenditure/222/total -
0.02 万元 change increase general_budget_expenditure/222/total prior
@541
7251.65 万元 amount - figure:original_budget/224 -
5016.85 万元 amount - general_budget_expenditure/224/total -
69.18 % completion - general_budget_expenditure/224/total figure:original_budget/224
203.77 万元 change increase general_budget_expenditure/224/total prior
4.23 % rate increase general_budget_expenditure/224/total prior
@545
2328.73 万元 amount - general_budget_expenditure/total/basic -
@547
2162.83 万元 amount - general_budget_basic/personnel/amount -
@549
165.90 万元 amount - general_budget_basic/public/amount -
@563
17.63 万元 amount - three_public_expenses/budget/total -
17.63 万元 amount - three_public_expenses/actual/total -
100.00 % completion - three_public_expenses/actual/total budget
5.40 万元 change decrease three_public_expenses/actual/total prior
23.45 % rate decrease three_public_expenses/actual/total prior
@565
0 万元 amount - three_public_expenses/actual/overseas_trips -
@567
0 万元 amount - three_public_expenses/actual/vehicle_purchase -
@569
17.63 万元 amount - three_public_expenses/actual/vehicle_operation -
100.00 % completion - three_public_expenses/actual/vehicle_operation budget
5.40 万元 change decrease three_public_expenses/actual/vehicle_operation prior
23.45 % rate decrease three_public_expenses/actual/vehicle_operation prior
@571
0 万元 amount - three_public_expenses/actual/reception -
@575
0 万元 amount - three_public_expenses/actual/overseas_trips -
0 个 count - figure:trip_groups -
0 人次 count - figure:trip_persons -
@577
0 万元 amount - three_public_expenses/actual/vehicle_purchase -
0 辆 count - figure:vehicles_purchased -
@579
17.63 万元 amount - three_public_expenses/actual/vehicle_operation -
29 辆 count - figure:vehicles_held -
@581
0 万元 amount - three_public_expenses/actual/reception -
0 批次 count - figure:reception_batches -
0 人次 count - figure:reception_persons -
0 万元 amount - figure:domestic_reception_amount -
0 批次 count - - -
0 人次 count - - -
0 万元 amount - figure:foreign_reception_amount -
0 批次 count - figure:foreign_reception_batches -
0 人次 count - figure:foreign_reception_persons -
0 万元 amount - figure:overseas_reception_amount -
0 批次 count - figure:overseas_reception_batches -
0 人次 count - figure:overseas_reception_persons -
@587
165.90 万元 amount - supplementary_statistics/operating_expenses_administrative/amount -
39.25 万元 change decrease supplementary_statistics/operating_expenses_administrative/amount prior
19.13 % rate decrease supplementary_statistics/operating_expenses_administrative/amount prior
@591
643.23 万元 amount - supplementary_statistics/procurement_total/amount -
193.30 万元 amount - supplementary_statistics/procurement_goods/amount -
0 万元 amount - supplementary_statistics/procurement_works/amount -
449.93 万元 amount - supplementary_statistics/procurement_services/amount -
447.66 万元 amount - figure:procurement_sme -
69.60 % share - figure:procurement_sme supplementary_statistics/procurement_total/amount
446.87 万元 amount - figure:procurement_micro -
69.47 % share - figure:procurement_micro supplementary_statistics/procurement_total/amount
@595
29 辆 count - supplementary_statistics/vehicles_total/count -
7 辆 count - supplementary_statistics/vehicles_confidential_communication/count -
16 辆 count - supplementary_statistics/vehicles_emergency_support/count -
6 辆 count - supplementary_statistics/vehicles_special_purpose/count -
0 辆 count - supplementary_statistics/vehicles_other/count -
0 台（套） count - supplementary_statistics/equipment/count -
@601
28 个 count - figure:projects_evaluated -
2967.38 万元 amount - figure:projects_amount -
2967.38 万元 amount - figure:projects_amount_general_public_budget -
0 万元 amount - figure:projects_amount_government_managed_funds -
0 万元 amount - figure:projects_amount_state_capital_operations -
0 万元 amount - figure:projects_amount_social_insurance_funds -
17 个 count - figure:projects_grade_优 -
9 个 count - figure:projects_grade_良 -
2 个 count - figure:projects_grade_中 -
0 个 count - figure:projects_grade_差 -
"""

FORMS = """
@671
1000000 元 amount - funds.total.final_budget -
287266.67 元 amount - funds.total.actual -
28.73 % completion - funds.total.execution_rate -
@672
175 家 count - indicators.2.actual -
22 辆 count - indicators.1.actual -
60 人 count - indicators.0.actual -
100 % rate - indicators.3.actual -
@674
96 % rate - indicators.8.actual -
@676
28.73 % completion - funds.total.execution_rate -
@704
20 万元 amount - funds.total.final_budget -
20 万元 amount - funds.total.final_budget -
0.02 万元 amount - funds.total.actual -
0.01 % completion - funds.total.execution_rate -
@705
1 次 count - - -
200 元/次 count - - -
@707
96 % rate - indicators.6.actual -
@739
350 万元 amount - funds.total.final_budget -
350 万元 amount - funds.total.final_budget -
0 万元 amount - funds.total.actual -
@740
121 家 count - indicators.0.target -
6 家 count - - -
13 家 count - - -
@742
96 % rate - indicators.6.actual -
@773
200000 元 amount - funds.total.final_budget -
0 元 amount - funds.total.actual -
0 % completion - funds.total.execution_rate -
@774
12 次 count - indicators.0.actual -
15 次 count - indicators.0.target -
170 人 count - - -
7 次 count - - -
6 次 count - - -
5 次 count - - -
4 次 count - - -
532 条 count - - -
96 % rate - - -
12 条 count - - -
32 % rate decrease - -
@775
28 % rate decrease - -
@776
96 % rate - indicators.6.actual -
@808
610000 元 amount - funds.total.final_budget -
610000 元 amount - funds.total.final_budget -
610000 元 amount - funds.total.actual -
100 % completion - funds.total.execution_rate -
@809
50 次 count - indicators.0.actual -
2 次 count - - -
3000 人 count - - -
@811
96 % rate - indicators.7.actual -
@844
1000000 元 amount - funds.total.final_budget -
1000000 元 amount - funds.total.final_budget -
990017 元 amount - funds.total.actual -
99 % completion - funds.total.execution_rate -
@845
1 次 count - - -
1 次 count - - -
100 % rate - - -
1 次 count - - -
1 次 count - - -
100 % rate - - -
13 个 count - - -
100 % rate - - -
100 % rate - - -
@847
13 个 count - - -
98 % rate - - -
95 % rate - - -
96 % rate - - -
@849
99 % completion - funds.total.execution_rate -
@877
188000 元 amount - funds.total.final_budget -
188000 元 amount - funds.total.final_budget -
67104 元 amount - funds.total.actual -
64.31 % completion - funds.total.execution_rate -
@880
96 % rate - indicators.6.actual -
@917
1 套 count - indicators.1.target -
1 套 count - indicators.0.actual -
100 % rate - - -
100 % rate - - -
100 % rate - - -
@955
100 % rate - indicators.3.actual -
@1036
200 人 count - indicators.0.target -
160 人 count - indicators.0.actual -
1 次 count - indicators.1.actual -
100 % rate - indicators.2.actual -
@1132
2 架 count - indicators.2.actual -
1 架 count - indicators.0.actual -
1 架 count - indicators.1.actual -
@1231
2 次 count - indicators.0.target -
2 次 count - indicators.0.actual -
100 % rate - - -
200 人 count - - -
208 人 count - - -
104.0 % rate - - -
1 项 count - - -
100 % rate - - -
@1266
4 次 count - indicators.0.actual -
141 人 count - indicators.1.actual -
100 % rate - indicators.2.actual -
100 % rate - - -
94.47 % rate - indicators.6.actual -
@1302
4 次 count - indicators.0.target -
2 次 count - - -
50 % rate - indicators.1.actual -
@1367
1863200 元 amount - funds.total.final_budget -
1863200 万元 amount - funds.total.final_budget -
1689774.44 元 amount - funds.total.actual -
90.69 % completion - funds.total.execution_rate -
32 名 count - - -
@1401
2000 人 count - indicators.0.target -
1774 人 count - indicators.0.actual -
100 % rate - indicators.1.actual -
@1434
1 人 count - indicators.1.actual -
100 元/天 count - indicators.0.target -
100 % rate - - -
"""


@pytest.fixture(scope="module")
def disclosure(seed: Path, standard: Standard) -> Disclosure:
    data = (seed / "gaoping-2024.txt").read_bytes()
    return recognise(read_document(data, "gaoping-2024.txt"), standard)


def _by_line(disclosure: Disclosure) -> dict[int, list[str]]:
    return listed((claim.source.line or 0, claim) for claim in disclosure.claims)


def test_every_number_of_the_explanation_is_resolved_as_read(disclosure: Disclosure) -> None:
    found = {line: rows for line, rows in _by_line(disclosure).items() if 494 <= line <= 607}
    assert found == key(EXPLANATION)


@pytest.mark.parametrize("line", list(key(FORMS)))
def test_the_analyses_of_the_forms_are_resolved_as_read(disclosure: Disclosure, line: int) -> None:
    assert _by_line(disclosure)[line] == key(FORMS)[line]


def test_profile_counts_are_claims_about_sections_and_staff(disclosure: Disclosure) -> None:
    found = _by_line(disclosure)
    assert found[79] == ["28 个 count - figure:sections -"]
    assert [row.split()[0] for row in found[95]] == ["259", "14", "145", "100"]


def test_spans_hold_the_printed_digits(disclosure: Disclosure) -> None:
    for section in disclosure.explanation:
        for paragraph in section.paragraphs:
            for number in paragraph.numbers:
                printed = paragraph.text[slice(*number.span)]
                assert printed.replace(",", "") == disclosure.claims[number.claim].value


def test_figures_are_what_the_text_states(disclosure: Disclosure) -> None:
    figures = {(fact.code, fact.column): fact.value for fact in disclosure.figures}
    assert figures["original_budget/total", "amount"] == "7475.24"
    assert figures["vehicles_held", "count"] == "29"
    assert figures["procurement_micro", "amount"] == "446.87"
    assert figures["projects_grade_良", "count"] == "9"
