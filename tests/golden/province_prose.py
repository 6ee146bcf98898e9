"""Explanations in the wording of the Ministry and of provinces, true to the figures of `invented`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from tests.golden.printed import Cells

CENT = Decimal("0.01")


def rounded(value: Decimal) -> str:
    return str(value.quantize(CENT, ROUND_HALF_UP))


class Amounts:
    """Amounts in 万元 by a short name, shares, rates against an invented prior year."""

    def __init__(self, figures: Mapping[str, Cells]) -> None:
        self.figures = figures

    def __call__(self, statement: str, code: str, column: str = "total", side: str | None = None) -> Decimal:
        return Decimal(self.figures[statement].get((side, code, column), "0"))

    def share(self, part: Decimal, whole: Decimal) -> str:
        return rounded(100 * part / whole) if whole else "0.00"

    def change(self, amount: Decimal, step: str = "12.34") -> tuple[str, str]:
        """(a change, the rate that follows from it)."""
        return step, rounded(100 * Decimal(step) / (amount - Decimal(step)))


def words_of(figures: Mapping[str, Cells]) -> dict[str, str]:
    """What the texts below are filled with."""
    of = Amounts(figures)
    one, four, five = "income_expenditure_summary", "appropriation_summary", "general_budget_expenditure"
    three = "three_public_expenses"
    total = of(one, "total", "amount", "income")
    income, spent = of("income", "total"), of("expenditure", "total")
    appropriated = of(four, "total", "amount", "income")
    general = of(five, "total")
    item = "2080505"
    budget = of(five, item) + Decimal("7.77")
    stated = general + Decimal("33.33")
    public, allowed = of(three, "actual"), of(three, "budget")
    kinds = {name: of("supplementary_statistics", f"procurement_{name}", "amount")
             for name in ("total", "goods", "works", "services")}  # fmt: skip
    operating = of("supplementary_statistics", "operating_expenses_administrative", "amount")
    small = kinds["total"] / 2
    found = {
        "total": total,
        "income": income,
        "spent": spent,
        "appropriated": appropriated,
        "general": general,
        "appropriation": of("income", "total", "appropriation"),
        "operating": of("income", "total", "operating"),
        "business": of("income", "total", "business"),
        "basic": of("expenditure", "total", "basic"),
        "project": of("expenditure", "total", "project"),
        "spent_business": of("expenditure", "total", "business"),
        "education": of(five, "205"),
        "social": of(five, "208"),
        "health": of(five, "210"),
        "housing": of(five, "221"),
        "item": of(five, item),
        "item_budget": budget,
        "stated": stated,
        "general_basic": of(five, "total", "basic"),
        "personnel": of("general_budget_basic", "personnel", "amount"),
        "public": of("general_budget_basic", "public", "amount"),
        "three": public,
        "three_budget": allowed,
        "trips": of(three, "actual", "overseas_trips"),
        "trips_budget": of(three, "budget", "overseas_trips"),
        "vehicles": of(three, "actual", "vehicles"),
        "vehicles_budget": of(three, "budget", "vehicles"),
        "purchase": of(three, "actual", "vehicle_purchase"),
        "running": of(three, "actual", "vehicle_operation"),
        "reception": of(three, "actual", "reception"),
        "reception_budget": of(three, "budget", "reception"),
        "funds": of("government_managed_funds", "total"),
        "funds_income": of("government_managed_funds", "total", "income"),
        "goods": kinds["goods"],
        "works": kinds["works"],
        "services": kinds["services"],
        "opening": of(one, "opening", "amount", "income"),
        "closing": of(one, "closing", "amount", "expenditure"),
        "procured": kinds["total"],
        "small": small,
        "office": operating,
    }
    words = {name: rounded(value) for name, value in found.items()}
    shares = {
        "appropriation": income, "operating": income, "business": income, "basic": spent, "project": spent,
        "spent_business": spent, "general": spent, "education": general, "social": general,
        "health": general, "housing": general, "trips": public, "vehicles": public, "reception": public,
        "small": kinds["total"],
    }  # fmt: skip
    words |= {f"{name}_share": of.share(found[name], whole) for name, whole in shares.items()}
    words |= {
        "item_done": of.share(found["item"], budget),
        "general_done": of.share(general, stated),
        "three_done": of.share(public, allowed),
        "trips_done": of.share(found["trips"], found["trips_budget"]),
        "vehicles_done": of.share(found["vehicles"], found["vehicles_budget"]),
        "reception_done": of.share(found["reception"], found["reception_budget"]),
        "item_less": "7.77",
        "item_less_rate": of.share(Decimal("7.77"), budget),
    }
    for name in ("total", "appropriated", "general", "three", "office", "income", "spent"):
        step, rate = of.change(found[name])
        words |= {f"{name}_change": step, f"{name}_rate": rate}
    words["section"] = "行政事业单位养老支出（款）"
    words["item_name"] = "机关事业单位基本养老保险缴费支出"
    return words


CENTRAL = [
    ("一、收入支出决算总体情况说明", [
        "{unit}2023年度收、支总计均为{total}万元。与2022年度相比，收、支总计各增加{total_change}万元，增长{total_rate}%，主要是项目增加。",
    ]),
    ("二、收入决算情况说明", [
        "{unit}本年收入合计{income}万元，其中：财政拨款收入{appropriation}万元，占{appropriation_share}%；上级补助收入0万元，占0%；"
        "事业收入{operating}万元，占{operating_share}%；经营收入{business}万元，占{business_share}%；附属单位上缴收入0万元，占0%；其他收入0万元，占0%。",
    ]),
    ("三、支出决算情况说明", [
        "{unit}本年支出合计{spent}万元，其中：基本支出{basic}万元，占{basic_share}%；项目支出{project}万元，占{project_share}%；"
        "上缴上级支出0万元，占0%；经营支出{spent_business}万元，占{spent_business_share}%；对附属单位补助支出0万元，占0%。",
    ]),
    ("四、财政拨款收入支出决算总体情况说明", [
        "{unit}2023年度财政拨款收、支总计均为{appropriated}万元。与2022年度相比，财政拨款收、支总计各增加{appropriated_change}万元，"
        "增长{appropriated_rate}%。主要原因是人员增加。",
    ]),
    ("五、一般公共预算财政拨款支出决算情况说明", []),
    ("（一）一般公共预算财政拨款支出决算总体情况", [
        "{unit}2023年度一般公共预算财政拨款支出{general}万元，占本年支出合计的{general_share}%。与2022年度相比，"
        "一般公共预算财政拨款支出增加{general_change}万元，增长{general_rate}%，主要是项目增加20.00万元。",
    ]),
    ("（二）一般公共预算财政拨款支出决算结构情况", [
        "{unit}2023年度一般公共预算财政拨款支出{general}万元，主要用于以下方面：教育支出（类）{education}万元，占{education_share}%；"
        "社会保障和就业支出（类）{social}万元，占{social_share}%；卫生健康支出（类）{health}万元，占{health_share}%；"
        "住房保障支出（类）{housing}万元，占{housing_share}%。",
    ]),
    ("（三）一般公共预算财政拨款支出决算具体情况", [
        "{unit}2023年度一般公共预算财政拨款支出年初预算为{stated}万元，支出决算为{general}万元，完成年初预算的{general_done}%。其中：",
        "1.社会保障和就业支出（类）{section}{item_name}（项）。年初预算为{item_budget}万元，支出决算为{item}万元，完成年初预算的{item_done}%。决算数小于预算数的主要原因是：压减支出。",
    ]),
    ("六、一般公共预算财政拨款基本支出决算情况说明", [
        "{unit}2023年度一般公共预算财政拨款基本支出{general_basic}万元，其中：人员经费{personnel}万元，主要包括：基本工资、津贴补贴；"
        "公用经费{public}万元，主要包括：办公费、电费。",
    ]),
    ("七、财政拨款“三公”经费支出决算情况说明", []),
    ("（一）“三公”经费财政拨款支出决算总体情况说明", [
        "{unit}2023年度“三公”经费财政拨款支出全年预算为{three_budget}万元，支出决算为{three}万元，完成全年预算的{three_done}%。"
        "2023年度“三公”经费支出决算数与全年预算数有差异的主要原因是控制支出。",
    ]),
    ("（二）“三公”经费财政拨款支出决算具体情况说明", [
        "“三公”经费财政拨款支出决算中，因公出国（境）费支出决算{trips}万元，占{trips_share}%；公务用车购置及运行维护费支出决算{vehicles}万元，"
        "占{vehicles_share}%；公务接待费支出决算{reception}万元，占{reception_share}%。具体情况如下：",
        "1.因公出国（境）费支出{trips}万元。全年安排因公出国（境）团组3个，累计8人次。",
        "2.公务用车购置及运行维护费支出{vehicles}万元。其中：公务用车购置支出{purchase}万元，公务用车购置数1辆。"
        "公务用车运行支出{running}万元，公务用车保有量9辆。",
        "3.公务接待费支出{reception}万元。国内接待费{reception}万元，主要用于接待检查组，共接待国内来访团组12个、来宾96人次（不包括陪同人员）。",
    ]),
    ("八、政府性基金预算财政拨款收入支出决算情况说明", [
        "{unit}2023年度政府性基金预算财政拨款收入{funds_income}万元，支出{funds}万元。",
    ]),
    ("十、机关运行经费支出情况说明", [
        "{unit}2023年度机关运行经费支出{office}万元，比2022年度增加{office_change}万元，增长{office_rate}%，主要原因是物业费增加。",
    ]),
    ("十一、政府采购支出情况说明", [
        "{unit}2023年度政府采购支出总额{procured}万元，其中：政府采购货物支出{goods}万元、政府采购工程支出{works}万元、政府采购服务支出{services}万元。"
        "授予中小企业合同金额{small}万元，占政府采购支出总额的{small_share}%，其中：授予小微企业合同金额{small}万元，占授予中小企业合同金额的100.00%。",
    ]),
]  # fmt: skip

BEIJING = [
    ("一、收入支出决算总体情况说明", [
        "2023年度收、支总计{total}万元，比上年增加{total_change}万元，增长{total_rate}%。",
        "（一）收入决算说明",
        "2023年度本年收入合计{income}万元，比上年增加{income_change}万元，增长{income_rate}%，其中：财政拨款收入{appropriation}万元，"
        "占收入合计的{appropriation_share}%；事业收入{operating}万元，占收入合计的{operating_share}%；经营收入{business}万元，占收入合计的{business_share}%。",
        "（二）支出决算说明",
        "2023年度本年支出合计{spent}万元，比上年增加{spent_change}万元，增长{spent_rate}%，其中：基本支出{basic}万元，占支出合计的{basic_share}%；"
        "项目支出{project}万元，占支出合计的{project_share}%；经营支出{spent_business}万元，占支出合计的{spent_business_share}%。",
    ]),
    ("二、财政拨款收入支出决算总体情况说明", [
        "2023年度财政拨款收、支总计{appropriated}万元，比上年增加{appropriated_change}万元，增长{appropriated_rate}%。主要原因：增加项目。",
    ]),
    ("三、一般公共预算财政拨款支出决算情况说明", [
        "（一）一般公共预算财政拨款支出决算总体情况",
        "2023年度一般公共预算财政拨款支出{general}万元，主要用于以下方面（按大类）：教育支出{education}万元，占本年财政拨款支出{education_share}%；"
        "社会保障和就业支出{social}万元，占本年财政拨款支出{social_share}%；卫生健康支出{health}万元，占本年财政拨款支出{health_share}%；"
        "住房保障支出{housing}万元，占本年财政拨款支出{housing_share}%。",
        "（二）一般公共预算财政拨款支出决算具体情况",
        "1.“{item_name}”（项）2023年度决算{item}万元，比2023年年初预算减少{item_less}万元，下降{item_less_rate}%。主要原因：压减支出3.00万元。",
    ]),
    ("六、财政拨款“三公”经费支出决算情况", [
        "2023年“三公”经费财政拨款决算数{three}万元，比2023年“三公”经费财政拨款年初预算{three_budget}万元有变化。其中：",
        "1.因公出国（境）费用。2023年决算数{trips}万元。2023年因公出国（境）费用主要用于学习考察，组织因公出国（境）团组3个、8人次，人均因公出国（境）费用1.20万元。",
        "2.公务用车购置及运行维护费。2023年决算数{vehicles}万元。其中，公务用车购置费2023年决算数{purchase}万元。2023年购置（更新）1辆，车均购置费20.00万元。"
        "公务用车运行维护费2023年决算数{running}万元，2023年公务用车保有量9辆，车均运行维护费1.11万元。",
        "3.公务接待费。2023年决算数{reception}万元。公务接待12批次，公务接待96人次。",
    ]),
    ("七、机关运行经费支出情况", [
        "2023年本部门机关运行经费支出合计{office}万元，比上年增加{office_change}万元，增加原因：物业费增加。",
    ]),
    ("八、政府采购支出情况", [
        "2023年政府采购支出总额{procured}万元，其中：政府采购货物支出{goods}万元，政府采购工程支出{works}万元，政府采购服务支出{services}万元。"
        "授予中小企业合同金额{small}万元，占政府采购支出总额的{small_share}%。",
    ]),
]  # fmt: skip

SICHUAN = [
    ("一、收入支出决算总体情况说明", [
        "2023年度收、支总计均为{total}万元。与2022年度相比，收、支总计各增加{total_change}万元，增长{total_rate}%。主要变动原因是项目增加。",
    ]),
    ("二、收入决算情况说明", [
        "2023年度本年收入合计{income}万元，其中：财政拨款收入{appropriation}万元，占{appropriation_share}%；事业收入{operating}万元，占{operating_share}%；"
        "经营收入{business}万元，占{business_share}%。",
    ]),
    ("三、支出决算情况说明", [
        "2023年度本年支出合计{spent}万元，其中：基本支出{basic}万元，占{basic_share}%；项目支出{project}万元，占{project_share}%；经营支出{spent_business}万元，占{spent_business_share}%。",
    ]),
    ("四、财政拨款收入支出决算总体情况说明", [
        "2023年度财政拨款收、支总计均为{appropriated}万元。与2022年度相比，财政拨款收、支总计各增加{appropriated_change}万元，增长{appropriated_rate}%。",
    ]),
    ("五、一般公共预算财政拨款支出决算情况说明", [
        "（一）一般公共预算财政拨款支出决算总体情况",
        "2023年度一般公共预算财政拨款支出{general}万元，占本年支出合计的{general_share}%。与2022年度相比，一般公共预算财政拨款支出增加{general_change}万元，增长{general_rate}%。",
        "（二）一般公共预算财政拨款支出决算结构情况",
        "2023年度一般公共预算财政拨款支出{general}万元，主要用于以下方面：教育支出{education}万元，占{education_share}%；社会保障和就业支出{social}万元，占{social_share}%；"
        "卫生健康支出{health}万元，占{health_share}%；住房保障支出{housing}万元，占{housing_share}%。",
        "（三）一般公共预算财政拨款支出决算具体情况",
        "2023年度一般公共预算支出决算数为{general}万元，完成预算{general_done}%。其中：",
        "1.社会保障和就业支出（类）{section}{item_name}（项）：支出决算为{item}万元，完成预算{item_done}%，决算数小于预算数的主要原因是压减支出。",
    ]),
    ("六、一般公共预算财政拨款基本支出决算情况说明", [
        "2023年度一般公共预算财政拨款基本支出{general_basic}万元，其中：",
        "人员经费{personnel}万元，主要包括：基本工资、津贴补贴等。",
        "公用经费{public}万元，主要包括：办公费、印刷费等。",
    ]),
    ("七、财政拨款“三公”经费支出决算情况说明", [
        "（一）“三公”经费财政拨款支出决算总体情况说明",
        "2023年度“三公”经费财政拨款支出决算为{three}万元，完成预算{three_done}%，较上年度增加{three_change}万元，增长{three_rate}%。决算数与预算数有差异的主要原因是厉行节约。",
        "（二）“三公”经费财政拨款支出决算具体情况说明",
        "2023年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算{trips}万元，占{trips_share}%；公务用车购置及运行维护费支出决算{vehicles}万元，占{vehicles_share}%；"
        "公务接待费支出决算{reception}万元，占{reception_share}%。具体情况如下：",
        "1.因公出国（境）经费支出{trips}万元，完成预算{trips_done}%。全年安排因公出国（境）团组3次，出国（境）8人。",
        "2.公务用车购置及运行维护费支出{vehicles}万元，完成预算{vehicles_done}%。",
        "其中：公务用车购置支出{purchase}万元。全年按规定更新购置公务用车1辆。截至2023年12月31日，单位共有公务用车9辆，其中：轿车5辆、越野车4辆。",
        "公务用车运行维护费支出{running}万元。主要用于巡查所需的燃料费、维修费等支出。",
        "3.公务接待费支出{reception}万元，完成预算{reception_done}%。其中：",
        "国内公务接待支出{reception}万元，主要用于开展业务活动的用餐费等。国内公务接待12批次，96人次（不包括陪同人员），共计支出{reception}万元。",
    ]),
    ("八、政府性基金预算支出决算情况说明", [
        "2023年度政府性基金预算财政拨款支出{funds}万元。",
    ]),
    ("十、其他重要事项的情况说明", [
        "（一）机关运行经费支出情况",
        "2023年度，机关运行经费支出{office}万元，比2022年度增加{office_change}万元，增长{office_rate}%。主要原因是物业费增加。",
        "（二）政府采购支出情况",
        "2023年度，政府采购支出总额{procured}万元，其中：政府采购货物支出{goods}万元、政府采购工程支出{works}万元、政府采购服务支出{services}万元。主要用于购置设备。"
        "授予中小企业合同金额{small}万元，占政府采购支出总额的{small_share}%，其中：授予小微企业合同金额{small}万元，占政府采购支出总额的{small_share}%。",
        "（三）国有资产占有使用情况",
        "截至2023年12月31日，共有车辆9辆，其中：应急保障用车5辆、其他用车4辆。单价100万元（含）以上设备（不含车辆）2台（套）。",
    ]),
]  # fmt: skip

JIANGSU = [
    ("一、收入支出决算总体情况说明", [
        "{unit}2023年度收入、支出决算总计{total}万元。与上年相比，收、支总计各增加{total_change}万元，增长{total_rate}%。其中：",
        "（一）收入决算总计{total}万元。包括：",
        "1.本年收入决算合计{income}万元。与上年相比，增加{income_change}万元，增长{income_rate}%，变动原因：补助增加。",
        "（二）支出决算总计{total}万元。包括：",
        "1.本年支出决算合计{spent}万元。与上年相比，增加{spent_change}万元，增长{spent_rate}%，变动原因：项目增加。",
    ]),
    ("二、收入决算情况说明", [
        "{unit}2023年度本年收入决算合计{income}万元，其中：财政拨款收入{appropriation}万元，占{appropriation_share}%；事业收入（含专户管理教育收费）{operating}万元，占{operating_share}%；"
        "经营收入{business}万元，占{business_share}%。",
    ]),
    ("三、支出决算情况说明", [
        "{unit}2023年度本年支出决算合计{spent}万元，其中：基本支出{basic}万元，占{basic_share}%；项目支出{project}万元，占{project_share}%；经营支出{spent_business}万元，占{spent_business_share}%。",
    ]),
    ("四、财政拨款收入支出决算总体情况说明", [
        "{unit}2023年度财政拨款收入、支出决算总计{appropriated}万元。与上年相比，财政拨款收、支总计各增加{appropriated_change}万元，增长{appropriated_rate}%，变动原因：补助增加。",
    ]),
    ("五、一般公共预算财政拨款支出决算情况说明", [
        "{unit}2023年度一般公共预算财政拨款支出决算{general}万元。与{stated}万元的年初预算相比，完成年初预算的{general_done}%。其中：",
        "（一）社会保障和就业支出（类）",
        "1.{section}{item_name}（项）。年初预算{item_budget}万元，支出决算{item}万元，完成年初预算的{item_done}%。决算数与年初预算数的差异原因：压减支出。",
    ]),
    ("八、财政拨款“三公”经费、会议费和培训费支出情况说明", [
        "（一）“三公”经费财政拨款支出总体情况说明。",
        "{unit}2023年度财政拨款“三公”经费支出决算{three}万元（其中：一般公共预算支出{three}万元；政府性基金预算支出0万元；国有资本经营预算支出0万元）。",
        "（二）“三公”经费财政拨款支出具体情况说明。",
        "1.因公出国（境）费支出预算{trips_budget}万元，支出决算{trips}万元，完成调整后预算的{trips_done}%。全年使用财政拨款涉及的出国（境）团组3个，累计8人次。",
        "2.公务用车购置及运行维护费支出预算{vehicles_budget}万元，支出决算{vehicles}万元，完成调整后预算的{vehicles_done}%。其中：",
        "（1）公务用车购置支出决算{purchase}万元。本年度使用财政拨款购置公务用车1辆。",
        "（2）公务用车运行维护费支出决算{running}万元。公务用车运行维护费主要用于燃料费、维修费。截至2023年12月31日，使用财政拨款开支的公务用车保有量为9辆。",
        "3.公务接待费支出预算{reception_budget}万元，支出决算{reception}万元，完成调整后预算的{reception_done}%。其中：国内公务接待支出决算{reception}万元，接待12批次，96人次。",
    ]),
    ("十、机关运行经费支出决算情况说明", [
        "2023年度机关运行经费支出决算{office}万元。与上年相比，增加{office_change}万元，增长{office_rate}%，变动原因：物业费增加。",
    ]),
    ("十一、政府采购支出决算情况说明", [
        "2023年度政府采购支出总额{procured}万元，其中：政府采购货物支出{goods}万元、政府采购工程支出{works}万元、政府采购服务支出{services}万元。",
    ]),
]  # fmt: skip

GUANGDONG = [
    ("一、收入支出决算总体情况说明", [
        "{unit}2023年度收入总计{total}万元，支出总计{total}万元。与2022年决算数相比，收入、支出总计各增加{total_change}万元，增长{total_rate}%，主要是项目增加。",
        "收入总计包括：本年收入{income}万元，年初结转和结余{opening}万元。支出总计包括：本年支出{spent}万元，年末结转和结余{closing}万元。",
    ]),
    ("二、收入决算情况说明", [
        "2023年度本年收入合计{income}万元，比上年增加{income_change}万元，同比增长{income_rate}%。其中：财政拨款收入{appropriation}万元，占本年收入的{appropriation_share}%；"
        "事业收入{operating}万元，占比{operating_share}%；经营收入{business}万元，占比{business_share}%。",
    ]),
    ("三、支出决算情况说明", [
        "2023年度本年支出合计{spent}万元，较上年增加{spent_change}万元，增长{spent_rate}%。按支出性质分：基本支出{basic}万元，占本年支出合计的{basic_share}%；"
        "项目支出{project}万元，占本年支出合计的{project_share}%；经营支出{spent_business}万元，占本年支出合计的{spent_business_share}%。",
    ]),
    ("四、财政拨款收入支出决算总体情况说明", [
        "2023年度财政拨款收入总计{appropriated}万元，支出总计{appropriated}万元。与上年度相比，财政拨款收入、支出总计各增加{appropriated_change}万元，增长{appropriated_rate}%。",
    ]),
    ("五、一般公共预算财政拨款支出决算情况说明", [
        "（一）一般公共预算财政拨款支出决算总体情况。",
        "2023年度一般公共预算财政拨款支出{general}万元，占本年支出的{general_share}%，比2022年度增加{general_change}万元，增长{general_rate}%。",
        "（二）一般公共预算财政拨款支出决算具体情况。",
        "2023年度一般公共预算财政拨款支出年初预算数{stated}万元，支出决算数{general}万元，完成年初预算的{general_done}%。主要用于以下方面：",
        "1.社会保障和就业支出（类）{section}{item_name}（项）年初预算数{item_budget}万元，支出决算数{item}万元，完成年初预算的{item_done}%，"
        "决算数小于预算数，主要原因是压减支出3.00万元。",
    ]),
    ("六、一般公共预算财政拨款基本支出决算情况说明", [
        "2023年度一般公共预算财政拨款基本支出{general_basic}万元，其中人员经费{personnel}万元，主要包括基本工资；公用经费{public}万元，主要包括办公费。",
    ]),
    ("七、一般公共预算财政拨款“三公”经费支出决算情况说明", [
        "2023年度“三公”经费财政拨款支出预算数为{three_budget}万元，支出决算数为{three}万元，完成预算的{three_done}%；决算数较上年增加{three_change}万元，增长{three_rate}%。",
        "2023年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算数为{trips}万元，占{trips_share}%；公务用车购置及运行维护费支出决算数为{vehicles}万元，占{vehicles_share}%；"
        "公务接待费支出决算数为{reception}万元，占{reception_share}%。",
        "1.因公出国（境）费预算数为{trips_budget}万元，决算数为{trips}万元，完成预算的{trips_done}%。2023年因公出国（境）团组数3个，因公出国（境）8人次。",
        "2.公务用车购置及运行维护费预算数为{vehicles_budget}万元，决算数为{vehicles}万元，完成预算的{vehicles_done}%。其中：公务用车购置费{purchase}万元，购置公务用车1辆；"
        "公务用车运行维护费{running}万元，平均每辆1.11万元，年末公务用车保有量9辆。",
        "3.公务接待费预算数为{reception_budget}万元，决算数为{reception}万元，完成预算的{reception_done}%。2023年共接待国内来访团组12个、来访人员96人次，人均接待费0.01万元。",
    ]),
    ("八、机关运行经费支出情况说明", [
        "2023年度机关运行经费支出{office}万元，较上年增加{office_change}万元，同比增长{office_rate}%。",
    ]),
    ("九、政府采购支出情况说明", [
        "2023年度政府采购支出总额{procured}万元，其中：货物支出{goods}万元、工程支出{works}万元、服务支出{services}万元。授予中小企业合同金额{small}万元，"
        "占政府采购支出总额的{small_share}%，其中授予小微企业合同金额{small}万元，占授予中小企业合同金额的100%；货物采购授予中小企业合同金额占货物支出金额的88.8%。",
    ]),
    ("十、预算绩效管理工作开展情况", [
        "根据预算绩效管理要求，组织对2023年度一般公共预算项目支出全面开展绩效自评，共涉及项目12个，资金345.60万元，占一般公共预算项目支出总额的100%。",
    ]),
]  # fmt: skip

PROSE = {
    "guangdong": GUANGDONG,
    "ministry": CENTRAL,
    "beijing": BEIJING,
    "sichuan": SICHUAN,
    "jiangsu": JIANGSU,
}


def prose(name: str, unit: str, words: Mapping[str, str]) -> str:
    """The explanation as HTML."""
    parts = [f"<h2>第二部分 {unit}2023年度部门决算情况说明</h2>"]
    for title, paragraphs in PROSE[name]:
        parts.append(f"<h3>{title}</h3>")
        parts += [f"<p>{text.format(unit=unit, **words)}</p>" for text in paragraphs]
    return "".join(parts) + "<h2>第三部分 名词解释</h2><p>一、基本支出：指保障机构正常运转的支出。</p>"
