"""Reports about one set of findings in three formats."""

from __future__ import annotations

import json

from mingzhang.checks.outcome import Breach
from mingzhang.checks.run import every_rule, finding_of, fingerprint
from mingzhang.facts.findings import Checks, Finding, FindingFact, NotRun, Report
from mingzhang.facts.model import Disclosure, Source, Unit
from mingzhang.intake.accepted import Acceptance, accept
from mingzhang.intake.read import standard_for
from mingzhang.writers.findings.as_json import reports_as_json
from mingzhang.writers.findings.as_sarif import reports_as_sarif
from mingzhang.writers.findings.as_text import report_as_text
from mingzhang.writers.findings.layout import Paper

STANDARD = standard_for(None)
RULE = next(iter(every_rule(STANDARD)))


def finding(severity: str = "error", rule: str = RULE, line: int = 216) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,  # type: ignore[arg-type]
        title="合计不等于各项之和",
        message="支出合计印为 5.00，各项之和为 6.00。",
        id="0a1b2c3d",
        printed="5.00",
        expected="6.00",
        difference="-1.00",
        arithmetic="2.00 + 4.00 = 6.00",
        facts=[
            FindingFact(
                statement="expenditure",
                code="208",
                label="社会保障和就业支出",
                column="total",
                value="5.00",
                source=Source(line=line),
            )
        ],
        source=Source(line=line),
    )


def report(*findings: Finding) -> Report:
    return Report(
        file="a.txt",
        verdict="inconsistent",
        checks=Checks(run=10, held=7, rounding=2, broken=1, not_run=1),
        findings=list(findings),
        not_run=[NotRun(rule="a/b", why="没有上年决算")],
    )


def text_of(*findings: Finding) -> str:
    disclosure = Disclosure(unit=Unit(name="某局", scope="unit"), fiscal_year=2024, variant="shanxi")
    return report_as_text(report(*findings), disclosure, STANDARD, Paper(100), "zh")


def test_text_quotes_cells_shows_arithmetic_and_ends_with_the_verdict() -> None:
    text = text_of(finding("warning", line=3), finding("error"))
    assert "支出决算表" in text
    assert "2.00 + 4.00 = 6.00" in text
    assert "第216行" in text
    assert "208 社会保障和就业支出" in text
    last = text.strip().splitlines()[-1]
    assert last == "结论：前后不一致 — 错误 1 处，警告 1 处，提示 0 处"


def test_text_says_what_was_not_run() -> None:
    assert "没有上年决算" in text_of(finding())


def test_unreadable_file_is_said_in_the_text() -> None:
    text = report_as_text(
        Report(file="x.bin", verdict="unreadable", error="x.bin：不是文本"), None, STANDARD, Paper(80), "zh"
    )
    assert "x.bin：不是文本" in text
    assert text.strip().endswith("无法读取")


def test_json_of_one_and_of_several_files() -> None:
    one = json.loads(reports_as_json([report(finding())]))
    assert one["schema"] == "mingzhang/findings/1"
    assert one["findings"][0]["printed"] == "5.00"
    several = json.loads(reports_as_json([report(), report()]))
    assert [item["file"] for item in several["files"]] == ["a.txt", "a.txt"]


def test_sarif_has_rules_results_places_and_notifications() -> None:
    unreadable = Report(file="b.txt", verdict="unreadable", error="坏文件")
    log = json.loads(reports_as_sarif([report(finding()), unreadable], every_rule(STANDARD), "zh"))
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    result = run["results"][0]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == RULE
    assert result["level"] == "error"
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 216}
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "坏文件"


def test_an_accepted_finding_is_shown_and_counted() -> None:
    accepted = finding()
    accept(
        [accepted],
        [Acceptance(finding="0a1b2c3d", rule=RULE, reason="合并口径", person="复核人", date="2025-09-01")],
    )
    text = text_of(accepted)
    assert "已认可：合并口径（复核人，2025-09-01）" in text
    assert "另有已认可 1 处" in text
    log = json.loads(reports_as_sarif([report(accepted)], every_rule(STANDARD), "zh"))
    assert "合并口径" in log["runs"][0]["results"][0]["suppressions"][0]["justification"]


def test_fingerprint_stays_when_lines_move_and_changes_with_values() -> None:
    assert fingerprint(finding(line=1)) == fingerprint(finding(line=999))
    other = finding()
    other.printed = "5.01"
    assert fingerprint(other) != fingerprint(finding())


def test_message_is_filled_in_both_languages() -> None:
    rule = every_rule(STANDARD)[RULE]
    blank = {name: name for name in _places(rule.message.zh) | _places(rule.message.en)}
    breach = Breach(values=blank)
    assert finding_of(breach, rule, "zh").message != finding_of(breach, rule, "en").message


def _places(template: str) -> set[str]:
    import string

    return {name for _, name, _, _ in string.Formatter().parse(template) if name}
