"""What a careful reader finds in a file that was made from another one: names, years, brackets, purposes."""

from __future__ import annotations

from random import Random

import pytest

from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.facts.findings import Report
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from tests.golden.invented import UNIT, invented
from tests.golden.province_forms import FORMS
from tests.golden.province_printer import Printer

PROSE = """
<h2>第二部分 {unit}2023年度部门决算情况说明</h2>
<h3>一、收入支出决算总体情况说明</h3>
<p>{unit}2023年度收、支与上年度相比没有变化。</p>
<h3>五、一般公共预算财政拨款支出决算具体情况</h3>
<p>1.教育支出（类）普通教育（款）学前教育（项）。主要用于：幼儿园校舍修缮和教具购置。</p>
<p>2.教育支出（类）普通教育（款）小学教育（项）。主要用于：{use}。</p>
<h3>十、预算绩效管理情况</h3>
<p>绩效自评的项目3个（其中，评级为“优”的项目3个{close}。</p>
<h2>第三部分 名词解释</h2><p>一、基本支出：指保障机构正常运转的支出。</p>
"""
SOUND = {"unit": UNIT, "use": "小学校舍修缮和图书购置", "close": "）"}


def report(standard: Standard, **changed: str) -> Report:
    page = Printer(FORMS["guangdong"], standard, UNIT).page(
        invented(Random(1)), prose=PROSE.format(**{**SOUND, **changed})
    )
    disclosure = recognise(read_document(page.encode(), "x.html"), standard)
    return examine([Case(disclosure)], standard)[0]


def found(answer: Report, rule: str) -> list[str]:
    return [finding.printed or "" for finding in answer.findings if finding.rule == rule]


RULES = ("names/another-unit", "text/brackets", "text/copied-use", "text/year-of-titles")


def test_a_sound_text_has_none_of_them(standard: Standard) -> None:
    answer = report(standard)
    assert [rule for rule in RULES if found(answer, rule)] == []


@pytest.mark.parametrize(
    ("rule", "changed", "printed"),
    [
        ("names/another-unit", {"unit": "云岭县教育体育局"}, "云岭县教育体育局"),
        ("text/brackets", {"close": ""}, "（其中"),
        ("text/copied-use", {"use": "幼儿园校舍修缮和教具购置"}, "幼儿园校舍修缮和教具购置"),
    ],
)
def test_what_is_left_of_another_file(
    rule: str, changed: dict[str, str], printed: str, standard: Standard
) -> None:
    said = found(report(standard, **changed), rule)
    assert said
    assert all(printed in words for words in said)


def test_last_years_year_behind_the_units_name(standard: Standard) -> None:
    text = PROSE.replace("{unit}2023年度收、支", "{unit}2022年度收、支").format(**SOUND)
    page = Printer(FORMS["guangdong"], standard, UNIT).page(invented(Random(1)), prose=text)
    disclosure = recognise(read_document(page.encode(), "x.html"), standard)
    assert found(examine([Case(disclosure)], standard)[0], "text/year-in-text") == ["2022"]


def test_last_years_year_in_a_title(standard: Standard) -> None:
    page = Printer(FORMS["guangdong"], standard, UNIT).page(
        invented(Random(1)),
        prose=PROSE.replace("2023年度部门决算情况说明", "2022年度部门决算情况说明").format(**SOUND),
    )
    disclosure = recognise(read_document(page.encode(), "x.html"), standard)
    answer = examine([Case(disclosure)], standard)[0]
    assert found(answer, "text/year-of-titles") == ["2022"]
