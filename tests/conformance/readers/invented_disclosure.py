"""Disclosures of invented units: compiled from random records, with evaluation forms of all kinds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.properties.source_packages import random_package

from mingzhang.facts.model import Analysis, Department, Disclosure, Evaluation, FundsRow, Indicator

DEPARTMENT = Department(code="031", name="云岭县水务局")


def compiled_disclosure(seed: int) -> Disclosure:
    """A consistent disclosure; the same seed gives the same one."""
    from mingzhang.app.compile import compile_package
    from mingzhang.intake.read import read_file

    with TemporaryDirectory() as folder:
        package = random_package(seed, orderly=True).write(Path(folder) / "package")
        assert compile_package(package, Path(folder) / "out.json") == 0
        disclosure = read_file(Path(folder) / "out.json")
    disclosure.evaluations = evaluations()
    return disclosure


def evaluations() -> list[Evaluation]:
    """A complete form, one whose results are owed, one with money of two levels."""
    return [_complete(), _blank(), _two_levels()]


def _indicator(level1: str, level2: str, level3: str, **fields: str | None) -> Indicator:
    return Indicator(level1=level1, level2=level2, level3=level3, **fields)  # type: ignore[arg-type]


def _complete() -> Evaluation:
    money = {
        "declared": "120",
        "original_budget": "100",
        "final_budget": "86.5",
        "actual": "80.123456",
        "carryover": "6.376544",
        "execution_rate": "92.63",
        "score": "9.26",
    }
    return Evaluation(
        project="河道清淤养护经费",
        project_code="SW-01",
        status="complete",
        department=DEPARTMENT,
        unit=Department(code="031001", name="云岭县水务局"),
        funds=[FundsRow(source_kind="total", variance="汛期延长，末次清淤款转下年支付。", **money)],
        goal="清理县城河道淤泥，保障行洪通畅，改善沿岸环境。",
        completion="全年清淤三段河道，汛期行洪平稳。",
        indicators=[
            _indicator(
                "output", "quantity", "清淤河道长度", operator="≥", unit="千米",
                initial_target="12", target="12", actual="12.6", weight="20", score="20",
            ),
            _indicator(
                "output", "quality", "清淤验收合格率", operator="=", unit="%",
                initial_target="100", target="100", actual="98", weight="10", score="9.8",
                variance="一段河道返工后合格。",
            ),
            _indicator(
                "output", "timeliness", "汛前完成清淤", target="及时", actual="达成预期指标",
                weight="10", score="10",
            ),
            _indicator(
                "output", "cost", "清淤成本", operator="≤", unit="万元",
                initial_target="100", target="86.5", actual="80.12", weight="10", score="10",
            ),
            _indicator(
                "benefit", "social", "沿岸防洪能力提升", target="有所提升", actual="达成预期指标",
                weight="15", score="15",
            ),
            _indicator(
                "benefit", "ecological", "河道水质改善", target="改善", actual="部分达成预期指标",
                weight="15", score="11", variance="上游施工影响一个断面。",
            ),
            _indicator(
                "satisfaction", "satisfaction", "沿岸居民满意度", operator="≥", unit="%",
                initial_target="90", target="90", actual="95", weight="10", score="10",
            ),
        ],
        total_score="95.06",
        grade="优",
        analysis=Analysis(
            implementation="项目按计划招标和施工，资金按进度拨付。",
            outputs="清淤长度超过目标，验收合格率略低。",
            benefits="防洪能力提升，水质总体改善。",
            satisfaction="走访居民，满意度高于目标。",
            experience="汛前集中施工，减少淤积反复。",
            problems="一段河道因上游施工返工。",
            improvements="与上游单位共同安排工期。",
        ),
    )  # fmt: skip


def _blank() -> Evaluation:
    return Evaluation(
        project="水文监测站点维护经费",
        project_code="SW-02",
        status="blank",
        department=DEPARTMENT,
        unit=Department(code="031001", name="云岭县水务局"),
        funds=[FundsRow(source_kind="total", original_budget="30", final_budget="30")],
        goal="维护监测站点，及时报送水情。",
        indicators=[
            _indicator(
                "output", "quantity", "维护站点数量", operator="≥", unit="个",
                initial_target="9", target="9", weight="50",
            ),
            _indicator(
                "benefit", "sustainability", "水情预报持续改善", target="持续", weight="30",
            ),
            _indicator(
                "satisfaction", "satisfaction", "用水户满意度", operator="≥", unit="%",
                initial_target="85", target="85", weight="10",
            ),
        ],
    )  # fmt: skip


def _two_levels() -> Evaluation:
    rows = {
        "total": ("200", "200", "150", "50", "75.00", "7.5"),
        "local": ("80", "80", "30", "50", "37.50", None),
        "superior": ("120", "120", "120", "0", "100.00", None),
    }
    funds = [
        FundsRow(
            source_kind=kind, original_budget=budget, final_budget=final, actual=actual,
            carryover=left, execution_rate=rate, score=score,
        )
        for kind, (budget, final, actual, left, rate, score) in rows.items()
    ]  # fmt: skip
    return Evaluation(
        project="水库除险加固补助资金",
        project_code="SW-03",
        status="complete",
        department=DEPARTMENT,
        unit=Department(code="031002", name="云岭县水库管理所"),
        funds=funds,
        goal="加固两座小型水库。",
        completion="已加固一座，另一座完成主体工程。",
        indicators=[
            _indicator(
                "output", "quantity", "加固水库数量", operator="=", unit="座",
                initial_target="2", target="2", actual="1", weight="50", score="25",
                variance="雨季停工，工期顺延。",
            ),
            _indicator(
                "benefit", "economic", "减少下游损失", operator="≥", unit="万元",
                initial_target="50", target="50", actual="50", weight="30", score="30",
            ),
            _indicator(
                "satisfaction", "satisfaction", "下游村民满意度", operator="≥", unit="%",
                initial_target="90", target="90", actual="92", weight="10", score="10",
            ),
        ],
        total_score="72.5",
        grade="中",
    )  # fmt: skip
