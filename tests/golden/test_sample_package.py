"""The sample's package compiles to the published disclosure, and what its forms still owe is listed."""

from __future__ import annotations

import csv
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.app.compile import compile_package
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.findings import Report
from mingzhang.facts.model import Claim, Disclosure
from mingzhang.intake.examine import Companions, examine_file
from mingzhang.intake.options import ReadOptions
from mingzhang.kit.amounts import round_half_away
from tests.golden.sample_case import Cell, cells_of, keyed_cells, value_of

NOT_PRINTED = {("general_budget_basic", None, "total", "amount"): "2328.73"}
"""Cells that the published form does not have: its 06 prints personnel and public funds, no total."""
OUR_OWN = ("projects_",)
"""Figures of the performance part follow our own scores, so they are not the published ones."""


@pytest.fixture(scope="module")
def package(repository: Path) -> Path:
    return repository / "samples" / "gaoping-2024"


@pytest.fixture(scope="module")
def published(repository: Path) -> Disclosure:
    path = repository / "samples" / "gaoping-2024.json"
    return decode_disclosure(path.read_bytes(), path.name)


@pytest.fixture(scope="module")
def compiled_file(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("sample") / "compiled.json"
    assert compile_package(package, target) == 0
    return target


@pytest.fixture(scope="module")
def compiled(compiled_file: Path) -> Disclosure:
    return decode_disclosure(compiled_file.read_bytes(), compiled_file.name)


@pytest.fixture(scope="module")
def report(compiled_file: Path, package: Path) -> Report:
    prior = package / "prior.json"
    companions = Companions(prior=decode_disclosure(prior.read_bytes(), prior.name))
    return examine_file(compiled_file, ReadOptions(), companions, "zh")[0]


def test_every_published_cell_and_no_other(compiled: Disclosure, published: Disclosure) -> None:
    assert cells_of(compiled) == {**cells_of(published), **NOT_PRINTED}
    assert len(cells_of(published)) == 299


def test_every_cell_of_the_careful_reader(compiled: Disclosure, seed: Path) -> None:
    keyed = dict(keyed_cells(seed / "tables.json"))
    assert {**keyed, **NOT_PRINTED} == cells_of(compiled)


def test_printed_rounding_differences_come_out(compiled: Disclosure) -> None:
    """Sums of printed parts that miss the printed total by 0.01, as in the real document."""
    cells = cells_of(compiled)

    def printed(code: str, column: str) -> Decimal:
        return Decimal(cells["expenditure", None, code, column] or "0")

    project = sum(printed(code, "project") for code in ("2240404", "2240499"))
    assert project - printed("22404", "project") == Decimal("0.01")
    basic = sum(printed(code, "basic") for code in ("2240101", "2240150"))
    assert basic - printed("22401", "basic") == Decimal("-0.01")


def test_profile(compiled: Disclosure, published: Disclosure) -> None:
    profile = compiled.profile
    assert (len(profile.duties), len(profile.sections), len(profile.member_units)) == (18, 28, 4)
    assert profile.staff == {"administrative": 14, "institution": 145, "retired": 100, "total": 259}
    assert profile.sections == published.profile.sections
    assert profile.member_units == published.profile.member_units


def test_every_number_of_the_published_explanation_follows(
    compiled: Disclosure, published: Disclosure
) -> None:
    """Amounts, counts, changes, rates, shares and completion, from our cells, figures and last year's."""
    cells = cells_of(compiled)
    claims = [
        claim
        for claim in published.claims
        if claim.about is not None
        and (claim.about.statement or claim.about.figure)
        and not (claim.about.figure or "").startswith(OUR_OWN)
    ]
    assert len(claims) >= 90
    wrong = [
        f"{claim.text}: {claim.value} {claim.unit}"
        for claim in claims
        if _recomputed(claim, compiled, cells) != Decimal(claim.value)
    ]
    assert wrong == []


def _recomputed(claim: Claim, compiled: Disclosure, cells: dict[Cell, str | None]) -> Decimal:
    about = claim.about
    assert about is not None
    value = Decimal(value_of(claim, compiled, cells) or "0")
    if claim.measure in ("amount", "count"):
        return value
    if claim.measure in ("share", "completion"):
        assert claim.base is not None
        base = claim.base
        whole = Decimal(value_of(Claim(text="", measure="", value="0", about=base), compiled, cells) or "0")
        return round_half_away(value * 100 / whole, 2)
    address = "/".join(part for part in (about.statement, about.side, about.code, about.column) if part)
    figures = {fact.code: fact.value for fact in compiled.figures}
    before = Decimal(figures.get(f"prior/{address}") or "0")
    change = abs(value - before)
    assert claim.direction == ("increase" if value > before else "decrease")
    return change if claim.measure == "change" else round_half_away(change * 100 / before, 2)


def test_money_of_the_published_forms(compiled: Disclosure, published: Disclosure) -> None:
    """Funds of the 21 complete forms as printed, to the printed place; what differs is a known error."""
    ours = {form.project_code: form.funds[0] for form in compiled.evaluations}
    different = set()
    for place, form in enumerate(published.evaluations, 1):
        if form.status != "complete":
            continue
        row = ours[f"GP-{place:02d}"]
        for name in ("declared", "original_budget", "final_budget", "actual", "carryover", "execution_rate"):
            printed, own = getattr(form.funds[0], name), getattr(row, name)
            places = max(0, -int(Decimal(printed or "0").as_tuple().exponent))
            if printed is not None and round_half_away(Decimal(own or "0"), places) != Decimal(printed):
                different.add((f"GP-{place:02d}", name))
    assert different == {
        ("GP-20", "actual"),  # 26.734 of 26: one of both was misread; 25.734 fits carryover and score
        ("GP-20", "carryover"),
        ("GP-20", "execution_rate"),
        ("GP-21", "carryover"),  # 99.033 − 93.659 = 5.374, printed 15.375
        ("GP-21", "execution_rate"),  # 94.57, printed 94.47
    }


def test_scores_are_computed_not_typed(compiled: Disclosure, package: Path) -> None:
    with (package / "results.csv").open(encoding="utf-8", newline="") as file:
        assert {row["score"] for row in csv.DictReader(file)} == {""}
    totals = {form.project_code: (form.total_score, form.grade) for form in compiled.evaluations}
    assert totals["GP-01"] == ("92.87", "优")
    assert totals["GP-07"] == ("81.43", "良")
    assert totals["GP-27"] == ("70.29", "中")
    # Nothing was spent, so the cost indicator earns nothing: the published form gave itself 88.
    assert totals["GP-04"] == ("78.00", "中")


def test_nothing_of_error_severity(report: Report) -> None:
    errors = [
        f"{finding.rule}: {finding.message}" for finding in report.findings if finding.severity == "error"
    ]
    assert errors == []
    assert report.verdict == "consistent"
    assert report.checks.rounding >= 40


def test_what_the_evaluations_still_owe_is_listed(report: Report) -> None:
    found = {(finding.rule, fact.project) for finding in report.findings for fact in finding.facts}
    rules = {rule for rule, _ in found}
    owing = {
        project
        for rule, project in found
        if rule in ("evaluation/score-owed", "structure/form-blank") and project is not None
    }
    assert owing == {
        "应急管理和安全生产宣传教育培训经费",  # results other than 达成预期指标: scored by a person
        "高平市应急指挥中心建设项目前期资金差补",  # published blank
        "购置防震减灾应急抢险救援装备",
        "部门信息化建设专项资金",  # the forms are lost
        "安全生产预防和应急救援能力建设补助资金（2023年中央）",
        "煤矿及重点非煤矿山重大灾害风险防控",
        "预拨2024市级自然灾害救灾资金",
        "消防应急救援保障经费",
    }
    assert {"evaluation/reason-owed", "evaluation/over-fulfilment", "evaluation/low-execution"} <= rules


def test_known_errors_of_the_published_facts(repository: Path) -> None:
    path = repository / "samples" / "gaoping-2024.json"
    answer = examine_file(path, ReadOptions(), Companions(), "zh")[0]
    assert answer.verdict == "inconsistent"
    found = {(item.rule, item.source.line) for item in answer.findings if item.severity == "error"}
    for rule, line in [
        ("evaluation/carryover", 1218),
        ("evaluation/execution-rate", 1250),
        ("evaluation/grade", 1229),
        ("evaluation/overspent", 1218),
        ("evaluation/total", 1337),
        ("evaluation/weights", 1163),
        ("evaluation/text-amount", 844),
        ("names/evaluation-unit", 1149),
        ("text/exceeded-unreached", 774),
    ]:
        assert (rule, line) in found, (rule, line)


def test_the_package_is_what_its_build_makes(repository: Path, package: Path, tmp_path: Path) -> None:
    script = repository / "samples" / "build_package.py"
    subprocess.run([sys.executable, str(script), str(tmp_path / "made")], check=True, capture_output=True)
    made = {path.name: path.read_bytes() for path in (tmp_path / "made").iterdir()}
    kept = {path.name: path.read_bytes() for path in package.iterdir() if path.name != "README.md"}
    assert made == kept


def test_what_make_run_shows(repository: Path, tmp_path: Path) -> None:
    script = repository / "samples" / "show.py"
    answer = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        env={"LANG": "zh_CN.UTF-8", "PATH": "", "PYTHONUTF8": "1"},
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.count("结论：") == 2
    assert "公布 299 格，编出的有 299 格与之相同" in answer.stdout
    assert "21 张表，系统按公布的目标和完成值算，10 张与公布的相同" in answer.stdout
