"""Other wordings than the templates': 亿元 and 元, points, last year's amount, budgets in between."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

import pytest

from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.facts.model import Disclosure
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from tests.golden.agreeing import agreeing
from tests.golden.invented import UNIT
from tests.golden.province_forms import FORMS
from tests.golden.province_printer import Printer
from tests.golden.province_prose import words_of
from tests.golden.published_styles import PROFILE
from tests.golden.test_province_prose import other

EXPLANATION = [
("一、收入支出决算总体情况说明",[
 "二〇二三年度本部门收入总计{total}万元，支出总计{total}万元。收入总计较上年决算数增长{total_rate}%，增加{total_change}万元，原因是新增水利项目。",
 "本年收、支总计均为{total_yi}亿元。"]),
("二、收入决算情况说明",["本年收入合计{income_yuan}元，其中：财政拨款收入{appropriation}万元，占比{appropriation_share}%；事业收入{operating}万元，占{operating_share}%；经营收入{business}万元，占{business_share}%；上级补助收入0万元，占0%；其他收入0.00万元，占0.00%。"]),
("三、支出决算情况说明",["本年支出合计{spent}万元。按支出性质分：基本支出{basic}万元，占比为{basic_share}%，占比较上年上升0.80个百分点；项目支出{project}万元，占比为{project_share}%，占比较上年下降0.80个百分点；经营支出{spent_business}万元，占比为{spent_business_share}%。"]),
("四、财政拨款收入支出决算总体情况说明",["2023年度财政拨款收、支总计均为{appropriated}万元，与上年相比增加{appropriated_change}万元，增长{appropriated_rate}%，主要是项目增加。"]),
("五、一般公共预算财政拨款支出决算情况说明",[
 "（一）总体情况。2023年度一般公共预算财政拨款支出{general}万元，占本年支出合计的{general_share}%。上年为{general_prev}万元，同比增加{general_change}万元，上升{general_rate}%，主要原因是人员增加。",
 "（二）结构情况。1.教育（类）支出{education}万元，占{education_share}%；2.社会保障和就业（类）支出{social}万元，占{social_share}%；3.卫生健康（类）支出{health}万元，占{health_share}%；4.住房保障（类）支出{housing}万元，占{housing_share}%。",
 "（三）具体情况。2023年度一般公共预算财政拨款支出年初预算为{stated}万元，支出决算为{general}万元，完成年初预算的{general_done}%。",
 "1.社会保障和就业支出（类）行政事业单位养老支出（款）{item_name}（项）。年初预算{item_budget}万元，决算支出{item}万元，完成年初预算{item_done}%，比年初预算减少{item_less}万元，主要原因是人员调出。"]),
("六、一般公共预算财政拨款基本支出决算情况说明",["2023年度一般公共预算财政拨款基本支出{general_basic}万元，其中：人员经费{personnel}万元，包括基本工资、津贴补贴、绩效工资、住房公积金、退休费、生活补助；公用经费{public}万元，包括办公费、电费、差旅费、公务用车运行维护费、其他商品和服务支出、办公设备购置。"]),
("七、财政拨款“三公”经费支出决算情况说明",[
 "2023年度“三公”经费支出{three_yuan}元，完成年初预算{three_budget}万元的{three_done}%，与上年持平。",
 "（一）因公出国（境）费{trips}万元，完成预算{trips_budget}万元的{trips_done}%；全年组织因公出国（境）团组1个，参加8人次。",
 "（二）公务用车购置及运行维护费{vehicles}万元，其中：公务用车购置费无支出；公务用车运行维护费{running}万元，车均运维费{average}万元，年末公务用车保有量9辆。",
 "（三）公务接待费{reception}万元，国内公务接待12批次，96人次，无外宾接待支出。"]),
("八、政府性基金预算财政拨款收入支出决算情况说明",["2023年度政府性基金预算财政拨款收入{funds_income}万元，支出{funds}万元，年末结转和结余{closing}万元。"]),
("九、国有资本经营预算财政拨款支出决算情况说明",["不涉及。"]),
("十、机关运行经费支出情况",["机关运行经费支出{office}万元，比上年增加{office_change}万元，上升{office_rate}%，主要原因是物业费增加。"]),
("十一、政府采购支出情况",["2023年政府采购支出合计{procured}万元，其中：货物支出{goods}万元、工程支出{works}万元、服务支出{services}万元。授予中小企业合同{small}万元，占政府采购支出的{small_share}%。"]),
("十二、国有资产占用情况说明",["截至2023年12月31日，共有车辆9辆，其中应急保障用车5辆、其他用车4辆；单价100万元以上设备（不含车辆）2台（套）。"]),
("十三、预算绩效情况说明",["本部门组织对2023年度项目支出开展了绩效自评，共评价项目12个，评价结果：优10个、良2个。"]),
]  # fmt: skip


GLOSSARY = "<h2>第四部分 名词解释</h2><p>一、基本支出：指保障机构正常运转的支出。</p>"


def words() -> dict[str, str]:
    """What the texts are filled with."""
    found = words_of(agreeing(Random(1)))
    amounts = {name: Decimal(found[name]) for name in ("total", "income", "three", "general", "running")}
    return found | {
        "total_yi": f"{amounts['total'] / 10_000:.2f}",
        "income_yuan": f"{amounts['income'] * 10_000:,.2f}",
        "three_yuan": f"{amounts['three'] * 10_000:,.2f}",
        "general_prev": str(amounts["general"] - Decimal(found["general_change"])),
        "average": f"{amounts['running'] / 9:.2f}",
    }


def read(standard: Standard, told: Mapping[str, str]) -> Disclosure:
    page = Printer(FORMS["ministry"], standard, UNIT).page(agreeing(Random(1)))
    shown = "".join(
        f"<h3>{title}</h3>" + "".join(f"<p>{text.format(**told)}</p>" for text in texts)
        for title, texts in EXPLANATION
    )
    page = page.replace("<h2>第一部分 部门决算表</h2>", PROFILE)
    page = page.replace(
        "</body>", f"<h2>第三部分 {UNIT}2023年度部门决算情况说明</h2>{shown}{GLOSSARY}</body>"
    )
    return recognise(read_document(page.encode(), "x.html"), standard)


def errors(disclosure: Disclosure, standard: Standard) -> list[str]:
    report = examine([Case(disclosure)], standard)[0]
    return [finding.printed or "" for finding in report.findings if finding.severity == "error"]


def test_a_true_text_gives_no_error(standard: Standard) -> None:
    disclosure = read(standard, words())
    assert errors(disclosure, standard) == []
    # The average cost of a vehicle is said of no cell.
    unresolved = [claim.value for claim in disclosure.claims if claim.about is None]
    assert unresolved == [words()["average"]]


@pytest.mark.parametrize(
    "name", ["total_yi", "income_yuan", "three_yuan", "three_done", "item_done", "reception"]
)
def test_a_wrong_figure_is_found(name: str, standard: Standard) -> None:
    told = words()
    wrong = other(told[name])
    assert wrong.replace(",", "") in errors(read(standard, {**told, name: wrong}), standard)


def test_the_amount_of_last_year_is_said_of_last_year(standard: Standard) -> None:
    told = words()
    claims = [claim for claim in read(standard, told).claims if claim.value == told["general_prev"]]
    assert [(claim.year, claim.about and claim.about.figure is not None) for claim in claims] == [
        (2022, True)
    ]
