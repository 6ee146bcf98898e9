"""Ingest as a user runs it: what is named, what is known, what supersedes, what fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from many_files import disclosure, ingest, rows, write_files

from mingzhang.corpus.store.lake import Lake


def test_bad_files_are_rows_with_their_reasons_and_the_others_are_read(tmp_path: Path) -> None:
    write_files(tmp_path / "in", 50, bad=50)
    answer = ingest(tmp_path / "lake", tmp_path / "in", status=1)
    assert "收入 50 份" in answer.stdout
    assert "失败 50 份" in answer.stdout
    assert len(answer.stderr.splitlines()) == 50
    found = rows(
        tmp_path / "lake", "select status, count(*), count(reason) from {documents} group by 1 order by 1"
    )
    assert found == [("read", 50, 0), ("unreadable", 50, 50)]
    verdicts = rows(tmp_path / "lake", "select verdict, count(*) from {checks} group by 1 order by 1")
    assert verdicts == [("inconsistent", 50), ("unreadable", 50)]
    totals = "select printed, count(*) from {findings} where expected = '6.00' group by 1 order by 1"
    assert rows(tmp_path / "lake", totals) == [("7.00", 17), ("8.00", 16)]
    assert ingest(tmp_path / "lake", tmp_path / "in", status=1).stdout.startswith(
        "收入 0 份，早已在湖中 50 份"
    )
    assert rows(tmp_path / "lake", "select count(*) from {documents}") == [(100,)]


def test_identical_bytes_are_one_document_with_several_paths(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_bytes(disclosure(1))
    ingest(tmp_path / "lake", tmp_path / "a.json", tmp_path / "b.json")
    (tmp_path / "c.json").write_bytes(disclosure(1))
    assert "早已在湖中 1 份" in ingest(tmp_path / "lake", tmp_path / "c.json").stdout
    [(path, paths)] = rows(tmp_path / "lake", "select path, paths from {documents}")
    assert [Path(item).name for item in paths] == ["a.json", "b.json", "c.json"]
    assert path == paths[0]
    assert rows(tmp_path / "lake", "select count(*) from {facts}") == [(3,)]


def test_a_later_version_supersedes_the_first_and_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_bytes(disclosure(1))
    (tmp_path / "2.json").write_bytes(disclosure(1, total="7.00"))
    (tmp_path / "other-year.json").write_bytes(disclosure(1, fiscal_year=2022))
    (tmp_path / "budget.json").write_bytes(disclosure(1, kind="budget"))
    ingest(tmp_path / "lake", tmp_path)
    (tmp_path / "3.json").write_bytes(disclosure(1, total="8.00"))
    ingest(tmp_path / "lake", tmp_path)
    found = dict(
        rows(
            tmp_path / "lake",
            "select regexp_extract(d.path, '[^/]*$'), regexp_extract(l.path, '[^/]*$') "
            "from {documents} d left join {documents} l on d.superseded_by = l.document",
        )
    )
    assert found == {
        "1.json": "2.json",
        "2.json": "3.json",
        "3.json": None,
        "other-year.json": None,
        "budget.json": None,
    }
    assert rows(tmp_path / "lake", "select count(*) from {facts}") == [(15,)]


def test_lists_patterns_and_folders_name_each_file_once(tmp_path: Path) -> None:
    write_files(tmp_path / "in", 4)
    (tmp_path / "in" / ".hidden.json").write_bytes(b"{}")
    (tmp_path / "in" / "~$locked.docx").write_bytes(b"x")
    (tmp_path / "list.txt").write_text("# 清单\nin/00001.json\n\n", encoding="utf-8")
    answer = ingest(
        tmp_path / "in" / "lake", f"@{tmp_path}/list.txt", tmp_path / "in" / "*2.json", tmp_path / "in"
    )
    assert answer.stdout.startswith("收入 4 份")
    # The lake lies in the folder that is read, and is not taken for its content.
    assert "早已在湖中 4 份，失败 0 份" in ingest(tmp_path / "in" / "lake", tmp_path / "in").stdout


def test_what_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    answer = ingest(tmp_path / "lake", tmp_path / "nothing*.pdf", status=2)
    assert answer.stderr.count("\n") == 1
    assert "没有这样的文件" in answer.stderr
    assert not (tmp_path / "lake").exists()
    answer = ingest(tmp_path / "lake", tmp_path, status=2, more=("--jobs", "0"))
    assert "--jobs" in answer.stderr
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("x", encoding="utf-8")
    answer = ingest(tmp_path / "full", tmp_path / "full" / "note.txt", status=2)
    assert "不是数据湖" in answer.stderr
    assert sorted(os.listdir(tmp_path / "full")) == ["note.txt"]


def test_a_failure_is_read_again_where_that_is_asked(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(disclosure(1))
    answer = ingest(tmp_path / "lake", tmp_path / "a.json", status=1, more=("--memory", "1"))
    assert "--memory" in answer.stderr
    assert ingest(tmp_path / "lake", tmp_path / "a.json", status=1).stderr == answer.stderr
    ingest(tmp_path / "lake", tmp_path / "a.json", more=("--retry",))
    assert rows(tmp_path / "lake", "select status, reason from {documents}") == [("read", None)]
    assert rows(tmp_path / "lake", "select verdict from {checks}") == [("inconsistent",)]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs rights that can be taken away")
def test_a_file_that_cannot_be_opened_has_a_row_until_it_can(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(disclosure(1))
    path.chmod(0)
    ingest(tmp_path / "lake", path, status=1)
    path.chmod(0o600)
    ingest(tmp_path / "lake", path)
    assert rows(tmp_path / "lake", "select status from {documents}") == [("read",)]


def test_a_broken_link_has_a_row_until_it_leads_somewhere(tmp_path: Path) -> None:
    try:
        (tmp_path / "a.json").symlink_to(tmp_path / "target.json")
    except OSError:
        pytest.skip("no links here")
    ingest(tmp_path / "lake", tmp_path / "a.json", status=1)
    assert rows(tmp_path / "lake", "select status from {documents}") == [("unreadable",)]
    (tmp_path / "target.json").write_bytes(disclosure(1))
    ingest(tmp_path / "lake", tmp_path / "a.json")
    assert rows(tmp_path / "lake", "select status from {documents}") == [("read",)]
    assert Lake.existing(tmp_path / "lake").snapshot().number == 2
