"""`mingzhang repair` as a user runs it: reports, exit statuses, the repaired copy, the suspect of `check`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mingzhang.app.repair import RepairRequest, repair
from mingzhang.cli.main import main
from mingzhang.facts.codec import decode_disclosure, repair_json_schema

CLAIM = {
    "text": "基本支出2.00万元",
    "about": {"statement": "expenditure", "code": "total", "column": "basic"},
    "year": 2024,
    "measure": "amount",
    "value": "2.00",
    "unit": "万元",
}


def written(folder: Path, total: str | None, **more: Any) -> Path:
    row = [("total", total), ("basic", "2.00"), ("project", "4.25")]
    facts = [
        {"code": "total", "label": "合计", "column": column, "value": value, "source": {"line": 7}}
        for column, value in row
    ]
    plain = {
        "schema": "mingzhang/disclosure/1",
        "variant": "shanxi",
        "fiscal_year": 2024,
        "statements": [{"id": "expenditure", "currency_unit": "万元", "facts": facts}],
        "claims": [CLAIM],
        **more,
    }
    path = folder / "示例.json"
    path.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return path


def answered(path: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["repair", str(path), *arguments])
    return status, capsys.readouterr().out


def test_json_follows_its_schema_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, text = answered(written(tmp_path, "6.52"), capsys, "--format", "json")
    assert status == 1
    report = json.loads(text)
    jsonschema.validate(report, repair_json_schema())
    assert report["schema"] == "mingzhang/repair/1"
    assert report["consistent"] is False
    change = report["proposals"][0]["changes"][0]
    assert (change["printed"], change["proposed"], change["slip"]) == ("6.52", "6.25", "transposed_digits")
    assert change["source"]["line"] == 7
    assert change["interval"] == ["6.245", "6.255"]
    assert "expenditure/columns" in change["supported_by"]
    assert "project" not in change, "a cell of a statement has no field of a form"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "6.52")
    assert answered(path, capsys, "--format", "json") == answered(path, capsys, "--format", "json")


def test_text_says_what_to_change_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "625")
    _, chinese = answered(path, capsys)
    assert "625 → 6.25" in chinese
    assert "小数点丢失" in chinese
    assert "结论：改 1 处即可成立" in chinese
    _, english = answered(path, capsys, "--lang", "en")
    assert "the decimal point was lost" in english
    assert "Look up:" in english


def test_a_consistent_one_ends_with_0_whatever_else_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "6.25", claims=[{**CLAIM, "value": "3.00"}])
    status, text = answered(path, capsys, "--format", "json")
    assert status == 0
    assert json.loads(text)["consistent"] is True
    assert json.loads(text)["proposals"] == []


def test_no_repair_in_time_ends_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = {
        "project": "绿化养护经费",
        "status": "complete",
        "funds": [{"source_kind": "total", "score": "10"}],
        "indicators": [
            {"level3": f"指标{number}", "weight": weight, "score": score}
            for number, (weight, score) in enumerate(
                (("1", "40"), ("2", "39"), ("3", "38"), ("4", "37"), ("5", "36"), ("6", "35"), ("7", "34"))
            )
        ],
        "total_score": "-7",
        "grade": "优",
    }
    path = written(tmp_path, "6.25", evaluations=[form])
    status, text = answered(path, capsys, "--format", "json")
    report = json.loads(text)
    assert status == 3
    assert report["proposals"] == []
    assert report["unproven"]


def test_apply_marks_what_was_changed_and_keeps_what_was_printed(tmp_path: Path) -> None:
    path, copy = written(tmp_path, "6.52"), tmp_path / "copy.json"
    assert repair(RepairRequest(path, output=tmp_path / "report.txt", apply=copy)) == 1
    disclosure = decode_disclosure(copy.read_bytes(), copy.name)
    fact = disclosure.statements[0].facts[0]
    assert fact.value == "6.25"
    assert fact.confidence < 1
    assert fact.inferred is not None
    assert "原印 6.52" in fact.inferred
    assert [other.inferred for other in disclosure.statements[0].facts[1:]] == [None, None]
    assert main(["repair", str(copy)]) == 0


def test_apply_of_a_lost_cell_adds_a_marked_fact(tmp_path: Path) -> None:
    path, copy = written(tmp_path, "6.25"), tmp_path / "copy.json"
    plain = json.loads(path.read_text(encoding="utf-8"))
    facts = plain["statements"][0]["facts"]
    plain["statements"][0]["facts"] = [*facts[:1], *facts[2:], *({**fact, "code": "201"} for fact in facts)]
    path.write_text(json.dumps(plain), encoding="utf-8")
    assert repair(RepairRequest(path, output=tmp_path / "report.txt", apply=copy)) == 1
    facts = decode_disclosure(copy.read_bytes(), copy.name).statements[0].facts
    assert [(fact.column, fact.value) for fact in facts if fact.inferred] == [("basic", "2.00")]


def test_check_names_the_suspect(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "6.52")
    assert main(["check", str(path), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    finding = next(item for item in report["findings"] if item["rule"] == "expenditure/columns")
    suspect = finding["suspect"]
    assert (suspect["statement"], suspect["code"], suspect["column"]) == ("expenditure", "total", "total")
    assert suspect["proposed"] == "6.25"
    assert suspect["unique"] is False
    main(["check", str(path)])
    assert "疑误：支出决算表 · 合计 · 本年支出合计，应为 6.25" in capsys.readouterr().out


def test_bad_input_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["repair", str(tmp_path / "none.json")]) == 2
    assert "文件不存在" in capsys.readouterr().err
    assert main(["repair", str(written(tmp_path, "6.25")), "--time-limit", "0"]) == 2
    errors = capsys.readouterr().err
    assert "--time-limit" in errors
    assert len(errors.splitlines()) == 1
    bad = tmp_path / "bad.json"
    bad.write_text('{"schema": "mingzhang/disclosure/1", "statements": 3}', encoding="utf-8")
    assert main(["repair", str(bad), "--apply", str(tmp_path / "out.json")]) == 2
    assert not (tmp_path / "out.json").exists()
