"""A later file against an earlier one: told apart by rule and cells, not by place or value."""

from __future__ import annotations

from typing import Any

from mingzhang.app.follow_up import follow_up
from mingzhang.facts.codec import encode
from mingzhang.facts.findings import Finding, FindingFact, Report
from mingzhang.facts.model import Source


def finding(code: str, page: int = 1, **fields: Any) -> Finding:
    given = {"rule": "expenditure/hierarchy", "severity": "error", "title": "t", "message": "m", **fields}
    fact = FindingFact(statement="expenditure", code=code, column="basic", source=Source(page=page))
    return Finding(**{"facts": [fact], "source": Source(page=page), **given})


def report(*findings: Finding) -> bytes:
    return encode(Report(file="f", verdict="inconsistent", findings=list(findings)))


RAN = {"expenditure/hierarchy": 1}


def test_closed_kept_and_added() -> None:
    answer = follow_up(report(finding("201"), finding("202")), report(finding("202", 9), finding("203")), RAN)
    assert [item.facts[0].code for item in answer.closed] == ["201"]
    assert [item.later.source.page for item in answer.kept] == [9]
    assert not answer.kept[0].changed
    assert [item.facts[0].code for item in answer.added] == ["203"]


def test_other_values_are_the_same_finding_changed() -> None:
    answer = follow_up(report(finding("201", printed="1")), report(finding("201", printed="2")), RAN)
    assert answer.kept[0].changed
    assert not answer.closed
    assert not answer.added


def test_what_did_not_run_again_is_not_closed() -> None:
    answer = follow_up(report(finding("201")), report(), {})
    assert not answer.closed
    assert len(answer.unchecked) == 1


def test_two_of_the_same_cell_are_two() -> None:
    answer = follow_up(report(finding("201"), finding("201")), report(finding("201")), RAN)
    assert (len(answer.kept), len(answer.closed)) == (1, 1)


def test_findings_without_cells_are_known_by_their_words() -> None:
    words = {"rule": "text/brackets", "facts": []}
    earlier = report(finding("", printed="增加（减少）", **words), finding("", printed="××", **words))
    answer = follow_up(earlier, report(finding("", 7, printed="××", **words)), {"text/brackets": 1})
    assert [item.printed for item in answer.closed] == ["增加（减少）"]
    assert [item.later.printed for item in answer.kept] == ["××"]
