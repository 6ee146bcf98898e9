"""Tables without end, or damaged throughout: the search is bounded, and what it leaves open says so."""

from __future__ import annotations

from tests.unit.recognise.tables.reading import only, statements

from mingzhang.recognise.tables.agreement import MOST_DOUBTS
from mingzhang.recognise.tables.header_rows import MOST_HEADER_ROWS
from mingzhang.standard.load import Standard

HEAD = [
    "支出决算表",
    "单位：元",
    "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出",
]


def test_rows_beyond_the_bound_stay_as_printed_and_undecided(standard: Standard) -> None:
    slipped = MOST_DOUBTS + 50
    whole = [f"3{n:04d}\t收入\t3.00\t1.00\t2.00\t\t\t" for n in range(slipped + 1)]
    short = [f"2{n:04d}\t收入\t3.00\t1.00\t2.00\t\t" for n in range(slipped)]
    statement = only([*HEAD, *short, *whole], standard)
    facts = [fact for fact in statement.facts if fact.code.startswith("2")]
    assert len(facts) == 3 * slipped
    assert all(fact.inferred and fact.confidence < 1 for fact in facts)
    assert all("不能唯一确定" in (fact.inferred or "") for fact in facts[3 * MOST_DOUBTS :])
    assert [fact.column for fact in facts[-3:]] == ["total", "basic", "project"]


def test_a_header_has_an_end(standard: Standard) -> None:
    rows = ["甲\t乙\t丙\t丁\t\t\t\t"] * (MOST_HEADER_ROWS + 20)
    found = statements([*HEAD, *rows, "205\t教育支出\t3.00\t1.00\t2.00\t\t\t"], standard)
    assert [fact.code for fact in found.statements[0].facts] == ["205"] * 3


def test_a_title_over_every_row_is_one_statement(standard: Standard) -> None:
    lines = [line for n in range(300) for line in (HEAD[0], HEAD[2], f"2{n:04d}\t收入\t1.00\t1.00\t\t\t\t")]
    assert len(only(lines, standard).facts) == 600
