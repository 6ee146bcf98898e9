"""`mingzhang check --checklist` and `--notices`: what is written, what is said, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from mingzhang.cli.main import main

FORM = {
    "project": "绿化养护经费",
    "status": "complete",
    "indicators": [{"level3": "养护绿地面积", "weight": "20", "score": "21"}],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    disclosure = {
        "schema": "mingzhang/disclosure/1", "kind": "final_accounts", "standard": "cn/2024",
        "fiscal_year": 2024, "unit": {"name": "甲单位"}, "evaluations": [FORM],
    }  # fmt: skip
    path = tmp_path / "甲.json"
    path.write_text(json.dumps(disclosure, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def template(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["要点", "规则", "结果"], ["得分", "evaluation/score-above-weight"], ["网址"]):
        sheet.append(row)
    book.save(tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


def test_filled_and_noticed(
    file: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, folder = tmp_path / "out.xlsx", tmp_path / "notices"
    status = main([
        "check", str(file), "--checklist", str(template), "-o", str(out), "--notices", str(folder),
        "--deadline", "2025-10-31",
    ])  # fmt: skip
    assert status == 1, "the exit status is that of check"
    sheet = load_workbook(out).worksheets[0]
    assert [sheet["C2"].value, sheet["C3"].value] == ["存在问题（错误 1 处）", "需人工核对"]
    assert [path.name for path in folder.iterdir()] == ["甲单位.docx"]
    assert "1 个要点由规则核对，1 个要点需人工核对" in capsys.readouterr().err


def test_unreadable_file_is_said_and_the_others_filled(
    file: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, out = tmp_path / "坏.pdf", tmp_path / "out.xlsx"
    bad.write_bytes(b"%PDF-1.7 broken")
    assert main(["check", str(bad), str(file), "--checklist", str(template), "-o", str(out)]) == 2
    assert load_workbook(out).worksheets[0]["C2"].value.startswith("存在问题")
    assert "坏.pdf" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--checklist", "{template}"], "-o"),
        (["--checklist", "{template}", "-o", "{out}", "--format", "json"], "--format"),
        (["--checklist", "{missing}", "-o", "{out}"], "missing.xlsx"),
        (["--deadline", "2025-10-31"], "--notices"),
        (["--notices", "{folder}", "--deadline", "31.10."], "2025-10-31"),
    ],
)
def test_refused_in_one_line(
    arguments: list[str], says: str, file: Path, template: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out, folder = tmp_path / "out.xlsx", tmp_path / "notices"
    places = {"template": template, "out": out, "folder": folder, "missing": tmp_path / "missing.xlsx"}
    assert main(["check", str(file), *(part.format(**places) for part in arguments)]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert not out.exists()
    assert not folder.exists()
