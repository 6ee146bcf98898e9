"""Rows with a cell too few or too many: the identities decide, and the facts say so."""

from __future__ import annotations

from tests.unit.recognise.tables.reading import only, statements, values

from mingzhang.standard.load import Standard

HEAD = [
    "支出决算表",
    "金额单位：万元",
    "项目\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出",
    "科目代码\t科目名称\t\t\t\t\t\t",
]
TOTAL = "合计\t\t50.00\t20.00\t30.00\t\t\t"


def test_the_column_that_the_parent_needs(standard: Standard) -> None:
    """3.50 as total and part: only the sum over the rows tells basic from project."""
    rows = [
        TOTAL,
        "224\t灾害防治及应急管理支出\t50.00\t20.00\t30.00\t\t\t",
        "22401\t应急管理事务\t50.00\t20.00\t30.00\t\t\t",
        "2240101\t行政运行\t20.00\t20.00\t\t\t\t",
        "2240106\t安全监管\t30.00\t30.00\t\t\t",
    ]
    statement = only([*HEAD, *rows], standard)
    assert values(statement)["2240106", "project"] == "30.00"
    assert ("2240106", "basic") not in values(statement)
    slipped = [fact for fact in statement.facts if fact.code == "2240106"]
    assert all(fact.confidence < 1 and "少1格" in (fact.inferred or "") for fact in slipped)
    assert all(fact.inferred is None for fact in statement.facts if fact.code != "2240106")


def test_two_rows_that_slipped_together(standard: Standard) -> None:
    rows = [
        TOTAL,
        "224\t灾害防治及应急管理支出\t50.00\t20.00\t30.00\t\t\t",
        "22401\t应急管理事务\t30.00\t30.00\t\t\t",
        "2240106\t安全监管\t30.00\t30.00\t\t\t",
        "22402\t消防救援事务\t20.00\t20.00\t\t\t\t",
        "2240204\t消防应急救援\t20.00\t20.00\t\t\t\t",
    ]
    found = values(only([*HEAD, *rows], standard))
    assert found["22401", "project"] == found["2240106", "project"] == "30.00"


def test_a_cell_too_many(standard: Standard) -> None:
    found = values(only([*HEAD, TOTAL, "224\t灾害防治及应急管理支出\t\t50.00\t20.00\t30.00\t\t\t"], standard))
    assert [found["224", column] for column in ("total", "basic", "project")] == ["50.00", "20.00", "30.00"]


def test_a_whole_row_with_a_wrong_sum_stays_as_printed(standard: Standard) -> None:
    """A real error of the document is no slip of the OCR."""
    statement = only([*HEAD, "合计\t\t50.00\t20.00\t31.00\t\t\t"], standard)
    assert values(statement)["total", "project"] == "31.00"
    assert all(fact.confidence == 1.0 and fact.inferred is None for fact in statement.facts)


def test_a_missing_total_stays_missing(standard: Standard) -> None:
    statement = only([*HEAD, TOTAL, "224\t灾害防治及应急管理支出\t\t20.00\t30.00\t\t\t"], standard)
    found = values(statement)
    assert ("224", "total") not in found
    assert (found["224", "basic"], found["224", "project"]) == ("20.00", "30.00")


def test_another_statement_decides(standard: Standard) -> None:
    """The row of the funds table alone has two readings; the summary has the income."""
    lines = [
        "财政拨款收入支出决算总表",
        "单位：万元",
        "项目\t行次\t金额\t项目\t行次\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款",
        "二、政府性基金预算财政拨款\t2\t9.00\t十一、城乡社区支出\t40\t9.00\t\t9.00\t",
        "本年收入合计\t3\t9.00\t本年支出合计\t41\t9.00\t\t9.00\t",
        "总计\t4\t9.00\t总计\t42\t9.00\t\t9.00\t",
        "政府性基金预算财政拨款收入支出决算表",
        "单位：万元",
        "项目\t\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余",
        "科目代码\t科目名称\t\t\t小计\t基本支出\t项目支出\t",
        "合计\t\t\t9.00\t9.00\t\t9.00\t",
        "212\t城乡社区支出\t9.00\t9.00\t\t9.00\t",
        "21208\t国有土地使用权出让收入安排的支出\t\t9.00\t9.00\t\t9.00\t",
    ]
    funds = statements(lines, standard).statements[1]
    assert {column for code, column in values(funds) if code == "212"} == {"income", "total", "project"}


def test_figures_without_a_column_are_listed(standard: Standard) -> None:
    found = statements(
        ["支出决算表", "单位：元", "科目代码\t科目名称\t本年支出合计\t基本支出\t项目支出\t别的栏",
         "合计\t\t5.00\t2.00\t3.00\t7.00", "205\t教育支出\t5.00\t2.00\t3.00\t"],
        standard,
    )  # fmt: skip
    assert [(item.source.line, "7.00" in item.reason) for item in found.unread] == [(4, True)]
