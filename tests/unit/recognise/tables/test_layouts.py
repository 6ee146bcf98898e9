"""Layouts of single statements: two sides, groups side by side, 三公 in its forms, labelled rows."""

from __future__ import annotations

from tests.unit.recognise.tables.reading import only, statements, values

from mingzhang.standard.load import Standard


def test_both_sides_with_line_numbers_and_a_damaged_label(standard: Standard) -> None:
    lines = [
        "收入支出决算总表",
        "单位：万元",
        "收入\t\t\t支出\t\t",
        "项目\t行次\t金额\t项目\t行次\t金额",
        "五、事业收入\t5\t3.00\t五、教育支出\t36\t4.00",
        "六、经营收入\t6\t\t六、科学囗囗支出\t37\t5.00",
        "\t7\t\t七、文化旅游体育与传媒支出\t38\t",
        "本年收入合计\t8\t3.00\t本年支出合计\t39\t9.00",
    ]
    facts = only(lines, standard).facts
    assert [(f.side, f.code, f.line_no, f.value) for f in facts] == [
        ("income", "operating", "5", "3.00"),
        ("expenditure", "205", "36", "4.00"),
        ("expenditure", "206", "37", "5.00"),
        ("income", "current_year_total", "8", "3.00"),
        ("expenditure", "current_year_total", "39", "9.00"),
    ]
    assert [bool(fact.inferred) for fact in facts] == [False, False, True, False, False]


def test_the_budgets_below_the_opening_balance_are_other_rows(standard: Standard) -> None:
    lines = [
        "财政拨款收入支出决算总表",
        "单位：万元",
        "项目\t金额\t项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款",
        "一、一般公共预算财政拨款\t5.00\t五、教育支出\t6.00\t6.00\t\t",
        "年初财政拨款结转和结余\t1.00\t年末财政拨款结转和结余\t\t\t\t",
        "一、一般公共预算财政拨款\t1.00\t\t\t\t\t",
        "总计\t6.00\t总计\t6.00\t6.00\t\t",
    ]
    found = values(only(lines, standard))
    assert found["general_public_budget", "amount"] == "5.00"
    assert found["opening_general_public_budget", "amount"] == "1.00"
    assert found["205", "general_public_budget"] == "6.00"


def test_economic_groups_and_marks_of_not_applicable(standard: Standard) -> None:
    lines = [
        "一般公共预算财政拨款基本支出决算明细表",
        "单位：万元",
        "人员经费\t\t\t公用经费\t\t",
        "科目代码\t科目名称\t决算数\t科目代码\t科目名称\t决算数",
        "301\t工资福利支出\t302\t302\t商品和服务支出\t4.00",
        "30101\t基本工资\t302\t309\t资本性支出（基本建设）\t——",
        "人员经费合计\t\t302\t公用经费合计\t\t4.00",
    ]
    statement = only(lines, standard)
    assert values(statement) == {
        ("301", "amount"): "302",
        ("302", "amount"): "4.00",
        ("30101", "amount"): "302",
        ("personnel", "amount"): "302",
        ("public", "amount"): "4.00",
    }
    assert statement.labels["309"] == "资本性支出（基本建设）"


def test_economic_subjects_as_one_list(standard: Standard) -> None:
    lines = [
        "一般公共预算财政拨款基本支出决算表",
        "单位：万元",
        "科目编码\t科目名称\t合计\t人员经费\t公用经费",
        "合计\t\t9.00\t5.00\t4.00",
        "301\t工资福利支出\t5.00\t5.00\t",
        "302\t商品和服务支出\t4.00\t\t4.00",
    ]
    found = values(only(lines, standard))
    assert found == {
        ("total", "amount"): "9.00",
        ("personnel", "amount"): "5.00",
        ("public", "amount"): "4.00",
        ("301", "amount"): "5.00",
        ("302", "amount"): "4.00",
    }


ITEMS = {"total": "9.00", "vehicles": "7.00", "vehicle_operation": "7.00", "reception": "2.00"}


def test_three_public_expenses_with_items_as_rows(standard: Standard) -> None:
    lines = [
        "“三公”经费支出决算表",
        "单位：万元",
        "项目\t预算数\t决算数",
        "合计\t10.00\t9.00",
        "1.因公出国（境）费\t\t",
        "2.公务接待费\t3.00\t2.00",
        "3.公务用车购置及运行维护费\t7.00\t7.00",
        "（1）公务用车运行维护费\t7.00\t7.00",
        "（2）公务用车购置费\t\t",
    ]
    found = values(only(lines, standard))
    assert {column: value for (row, column), value in found.items() if row == "actual"} == ITEMS
    assert found["budget", "total"] == "10.00"


def test_three_public_expenses_with_budget_and_actual_as_rows(standard: Standard) -> None:
    lines = [
        "财政拨款“三公”经费支出决算表",
        "单位：万元",
        "项目\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费",
        "\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t",
        "预算数\t10.00\t\t7.00\t\t7.00\t3.00",
        "决算数\t9.00\t\t7.00\t\t7.00\t2.00",
    ]
    found = values(only(lines, standard))
    assert {column: value for (row, column), value in found.items() if row == "actual"} == ITEMS
    assert found["budget", "reception"] == "3.00"


def test_statistics_count_vehicles_and_pieces(standard: Standard) -> None:
    lines = [
        "部门决算公开相关信息统计表",
        "金额单位：万元",
        "一、政府采购情况\t\t",
        "项目\t行次\t统计数",
        "合计\t1\t5.00",
        "货物\t2\t5.00",
        "二、机关运行经费\t\t",
        "（一）行政单位\t5\t1.00",
        "三、国有资产占用情况\t\t",
        "（一）车辆数合计（辆）\t7\t3",
        "4. 应急保障用车\t11\t3",
        "5. 执法执勤用车\t12\t",
        "（二）单价100万元（含）以上设备（不含车辆）\t17\t2",
    ]
    statement = only(lines, standard)
    assert [(f.code, f.column, f.value, f.line_no) for f in statement.facts] == [
        ("procurement_total", "amount", "5.00", "1"),
        ("procurement_goods", "amount", "5.00", "2"),
        ("operating_expenses_administrative", "amount", "1.00", "5"),
        ("vehicles_total", "count", "3", "7"),
        ("vehicles_emergency_support", "count", "3", "11"),
        ("equipment", "count", "2", "17"),
    ]


def test_empty_statements_stand_with_no_data(standard: Standard) -> None:
    header = "科目代码\t科目名称\t本年支出合计\t基本支出\t项目支出"
    funds = "政府性基金预算财政拨款收入支出决算表"
    capital = "国有资本经营预算财政拨款支出决算表"
    for lines in (
        [funds, "单位：元", header, "合计\t\t\t\t"],
        [funds, "单位：元", header, "", "说明：本表无数据"],
        [capital, "单位：元", header, "合计\t\t0.00\t0.00\t0.00", "说明：本表无数据。"],
        [capital, "公开08表", "说明：本单位没有国有资本经营预算，故本表无数据。"],
    ):
        statement = only(lines, standard)
        assert (statement.no_data, statement.facts) == (True, [])


def test_a_table_that_is_no_statement_is_left_alone(standard: Standard) -> None:
    assert not statements(["通讯录", "部门\t电话", "办公室\t12345"], standard).statements


def test_a_code_without_name_beside_a_blank_amount_is_no_amount(standard: Standard) -> None:
    lines = [
        "一般公共预算财政拨款基本支出决算明细表",
        "单位：万元",
        "人员经费\t\t\t公用经费\t\t\t\t\t",
        "科目代码\t科目名称\t决算数\t科目代码\t科目名称\t决算数\t科目代码\t科目名称\t决算数",
        "301\t工资福利支出\t30201\t302\t商品和服务支出\t5.00\t310\t资本性支出\t7.00",
        "30101\t基本工资\t30201\t30201\t办公费\t5.00\t31002\t办公设备购置\t1.00",
        "30103\t奖金\t\t30202\t\t\t31003\t\t6.00",
        "30107\t绩效工资\t\t30203\t咨询费\t\t31096\t\t",
        "人员经费合计\t\t30201\t公用经费合计\t\t\t\t\t12.00",
    ]
    assert values(only(lines, standard)) == {
        ("301", "amount"): "30201",
        ("30101", "amount"): "30201",
        ("302", "amount"): "5.00",
        ("30201", "amount"): "5.00",
        ("310", "amount"): "7.00",
        ("31002", "amount"): "1.00",
        ("31003", "amount"): "6.00",
        ("personnel", "amount"): "30201",
        ("public", "amount"): "12.00",
    }


def test_a_row_that_slipped_keeps_its_codes_by_their_names(standard: Standard) -> None:
    lines = [
        "一般公共预算财政拨款基本支出决算明细表",
        "单位：万元",
        "科目代码\t科目名称\t决算数\t科目代码\t科目名称\t决算数",
        "301\t工资福利支出\t9.00\t302\t商品和服务支出\t5.00",
        "30101\t基本工资\t4.00\t30201\t办公费\t2.00",
        "30102\t津贴补贴\t30202\t印刷费\t3.00",
        "30103\t奖金\t5.00\t30203\t咨询费\t",
    ]
    found = values(only(lines, standard))
    assert found["30202", "amount"] == "3.00"
    assert ("30102", "amount") not in found
