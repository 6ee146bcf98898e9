"""Statements as the official forms print them: lines, merged headers, notes, what must not be lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from presented import NAME, cells, disclosure, fact, figures, rows, section_of, texts

from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import ExplanationParagraph, Section, Statement, address_of
from mingzhang.present.disclosure import present
from mingzhang.standard.load import Standard


def test_every_fact_of_the_sample_stands_in_one_cell(repository: Path, standard: Standard) -> None:
    sample = decode_disclosure((repository / "samples/gaoping-2024.json").read_bytes(), "sample")
    paper = present(sample, standard)
    for statement in sample.statements:
        section = paper.section(statement.id)
        assert section is not None
        shown = {cell.address: cell.text for grid in section.grids() for cell in figures(grid)}
        assert shown == {str(address_of(statement, item)): item.value for item in statement.facts}


def test_the_summary_has_the_lines_of_the_form(standard: Standard) -> None:
    statement = Statement(
        id="income_expenditure_summary", facts=[fact("205", "amount", "3.10", side="expenditure")]
    )
    section = section_of(statement, standard)
    table = rows(section.grids()[0])
    assert section.grids()[0].header_rows == 3
    assert table[0] == ["收入", "支出"]
    assert table[7][3:] == ["五、教育支出", "36", "3.10"]
    assert [line[1] for line in table[3:]] == [str(number) for number in range(1, 32)]
    assert table[-1] == ["总计", "31", "", "总计", "62", ""]
    assert not section.landscape


def test_shanghai_prints_neither_lines_nor_form_numbers(standard: Standard) -> None:
    statement = Statement(id="income_expenditure_summary")
    section = section_of(statement, standard, "shanghai")
    table = rows(section.grids()[0])
    assert table[1] == ["项目", "决算数", "项目", "决算数"]
    assert "二十四、抗疫特别国债安排的支出" in {line[2] for line in table if len(line) == 4}
    assert texts(section)[0] == "\t\t单位：万元"


def test_a_class_that_the_variant_omits_is_printed_where_it_has_money(standard: Standard) -> None:
    statement = Statement(
        id="income_expenditure_summary", facts=[fact("231", "amount", "1.00", side="expenditure")]
    )
    labels = [line[2] for line in rows(section_of(statement, standard, "shanghai").grids()[0])[2:]]
    assert any(label.endswith("债务还本支出") for label in labels)


def test_the_head_says_form_unit_year_and_money(standard: Standard) -> None:
    section = section_of(Statement(id="expenditure"), standard)
    assert texts(section)[:2] == ["公开03表", f"部门名称：{NAME}\t2024年度\t金额单位：万元"]


def test_subject_rows_with_a_merged_total(standard: Standard) -> None:
    facts = [fact("total", "total", "5.00"), fact("205", "total", "5.00", label="教育支出")]
    section = section_of(Statement(id="expenditure", facts=facts, labels={"205": "教育支出"}), standard)
    table = section.grids()[0]
    total, first = table.rows[table.header_rows : table.header_rows + 2]
    assert (total.cells[0].text, total.cells[0].col_span) == ("合计", 2)
    assert first.texts()[:3] == ["205", "教育支出", "5.00"]
    assert section.landscape


def test_a_row_printed_twice_stays_twice(standard: Standard) -> None:
    facts = [fact("205", "total", "5.00"), fact("205", "total", "6.00")]
    table = rows(section_of(Statement(id="expenditure", facts=facts), standard).grids()[0])
    assert [line[2] for line in table if line[0] == "205"] == ["5.00", "6.00"]


def test_an_empty_statement_keeps_its_table_and_says_so_once(standard: Standard) -> None:
    section = section_of(Statement(id="government_managed_funds", no_data=True), standard)
    assert [line[0] for line in rows(section.grids()[0])][-1] == "合计"
    sentence = f"说明：{NAME}2024年度没有政府性基金预算财政拨款收入和支出，故本表无数据。"
    assert texts(section)[-1] == sentence
    own = Statement(id="government_managed_funds", no_data=True, notes=["说明：本表无数据。"])
    assert [text for text in texts(section_of(own, standard)) if "无数据" in text] == ["说明：本表无数据。"]


def test_a_withheld_statement_has_its_reason_and_no_table(standard: Standard) -> None:
    section = section_of(Statement(id="expenditure", withheld="涉及国家秘密"), standard)
    assert section.grids() == []
    assert "涉及国家秘密" in texts(section)[-1]


def test_basic_expenditure_lists_every_subject_and_marks_what_does_not_apply(standard: Standard) -> None:
    section = section_of(
        Statement(id="general_budget_basic", facts=[fact("30101", "amount", "7.00")]), standard
    )
    flat = [cell.text for cell in cells(section.grids()[0])]
    assert {"30101", "39999", "人员经费合计", "公用经费合计"} <= set(flat)
    assert flat[flat.index("309") + 2] == "——"
    assert flat[flat.index("30101") + 2] == "7.00"


@pytest.mark.parametrize(("variant", "first"), [("shanxi", ["预算数", "决算数"]), ("shanghai", None)])
def test_three_public_expenses_by_variant(standard: Standard, variant: str, first: list[str] | None) -> None:
    facts = [fact("budget", "total", "2.00"), fact("actual", "total", "1.00")]
    table = section_of(Statement(id="three_public_expenses", facts=facts), standard, variant).grids()[0]
    if first:
        assert table.rows[0].texts() == first
        assert (table.rows[-1].texts()[0], table.rows[-1].texts()[6]) == ("2.00", "1.00")
    else:
        assert table.rows[-1].texts()[:2] == ["2.00", "1.00"]


def test_money_in_a_column_that_the_variant_leaves_out_is_printed(standard: Standard) -> None:
    facts = [fact("total", "opening_balance", "4.00"), fact("total", "closing_balance", "0.00")]
    table = section_of(Statement(id="state_capital_operations", facts=facts), standard).grids()[0]
    shown = {cell.address: cell.text for cell in figures(table)}
    assert shown == {"state_capital_operations/total/opening_balance": "4.00"}


def test_what_no_cell_can_show_is_told_under_the_table(standard: Standard) -> None:
    statement = Statement(id="supplementary_statistics", facts=[fact("drones", "count", "3", label="无人机")])
    assert "无人机 count 3" in texts(section_of(statement, standard))[-1]


def test_a_cell_that_could_not_be_read_is_marked(standard: Standard) -> None:
    facts = [fact("total", "total", None, reason="看不清")]
    table = section_of(Statement(id="expenditure", facts=facts), standard).grids()[0]
    assert table.rows[table.header_rows].texts()[1] == "□"


def test_figures_that_do_not_fit_upright_turn_the_page(standard: Standard) -> None:
    long = "12345678901234.56"
    columns = ("total", "general_public_budget", "government_managed_funds", "state_capital_operations")
    facts = [fact("total", column, long, side="expenditure") for column in columns]
    section = section_of(Statement(id="appropriation_summary", facts=facts), standard)
    assert section.landscape
    assert sum(section.grids()[0].widths) == pytest.approx(1)


def test_the_statements_stand_in_the_variant_s_order(standard: Standard) -> None:
    given = disclosure(variant="shanghai")
    given.statements = [Statement(id=form) for form in standard.statements]
    listed = [item.id for item in standard.variants["shanghai"].statements]
    sections = [section.id for section in present(given, standard).parts[0].sections]
    assert sections == [*listed, "supplementary_statistics"]


def test_control_characters_are_taken_out(standard: Standard) -> None:
    facts = [fact("205", "total", "1.00", label="教\x07育\u202e支出")]
    table = section_of(Statement(id="expenditure", facts=facts), standard).grids()[0]
    assert "教育支出" in {cell.text for cell in cells(table)}


def test_figures_that_fit_in_small_type_stay_upright(standard: Standard) -> None:
    columns = ("total", "general_public_budget", "government_managed_funds", "state_capital_operations")
    facts = [fact("total", column, "1234567890.12", side="expenditure") for column in columns]
    section = section_of(Statement(id="appropriation_summary", facts=facts), standard)
    assert not section.landscape
    assert section.grids()[0].small


def test_a_paragraph_that_is_only_owed_is_not_printed(standard: Standard) -> None:
    given = disclosure()
    paragraphs = [ExplanationParagraph(text="", owed="没有改进措施"), ExplanationParagraph(text="第二段。")]
    given.explanation = [Section(section="performance", title="预算绩效", paragraphs=paragraphs)]
    section = present(given, standard).section("explanation-1")
    assert section is not None
    assert texts(section) == ["第二段。"]
