"""Publishing as a user does it: whole or not at all, refused with errors, corrected, the same twice."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from docx import Document

COMMAND = [sys.executable, "-m", "mingzhang"]
ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in ("LANG", "LC_ALL")}
FORMATS = "json,datapackage,xlsx,xbrl"


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, env=ENVIRONMENT | environment, timeout=120, check=False
    )


def disclosure(total: str = "6.00", project: str = "4.00") -> dict[str, Any]:
    row = [("total", total), ("basic", "2.00"), ("project", project)]
    facts = [{"code": "total", "column": column, "value": value} for column, value in row]
    return {
        "schema": "mingzhang/disclosure/1",
        "variant": "shanxi",
        "fiscal_year": 2024,
        "unit": {"name": "示例局", "code": "020001", "scope": "unit"},
        "statements": [{"id": "expenditure", "currency_unit": "万元", "facts": facts}],
    }


def written(folder: Path, name: str, content: dict[str, Any]) -> Path:
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def accepted(folder: Path, path: Path) -> Path:
    """Every error of the file accepted: what is missing in a miniature is not the matter here."""
    report = json.loads(run("check", path, "--format", "json").stdout)
    entries = [
        {
            "finding": item["id"],
            "rule": item["rule"],
            "reason": "小例",
            "person": "测试",
            "date": "2025-01-01",
        }
        for item in report["findings"]
        if item["severity"] == "error"
    ]
    return written(folder, "accepted.json", {"schema": "mingzhang/accepted/1", "accepted": entries})


def whole(folder: Path) -> dict[str, Any]:
    """The manifest, after every file was found as it says, and no other."""
    manifest: dict[str, Any] = json.loads((folder / "publication.json").read_text(encoding="utf-8"))
    listed = {entry["path"]: entry for entry in manifest["files"]}
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {*listed, "publication.json"}
    for name, entry in listed.items():
        data = (folder / name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["size"], entry["sha256"])
    return manifest


@pytest.fixture
def good(tmp_path: Path) -> tuple[Path, Path]:
    path = written(tmp_path, "good.json", disclosure())
    return path, accepted(tmp_path, path)


def test_the_manifest_tells_what_it_was_made_from(tmp_path: Path, good: tuple[Path, Path]) -> None:
    out = tmp_path / "out"
    answer = run("publish", good[0], "-o", out, "--accepted", good[1], "--formats", FORMATS)
    assert answer.returncode == 0, answer.stderr
    manifest = whole(out)
    assert manifest["schema"] == "mingzhang/publication/1"
    assert manifest["version"] == 1
    assert manifest["source"]["sha256"] == hashlib.sha256(good[0].read_bytes()).hexdigest()
    assert len(manifest["standard"]["sha256"]) == 64
    assert manifest["program"].startswith("mingzhang ")
    assert manifest["findings"]
    assert (manifest["stamp"], manifest["corrects"], manifest["made_on"]) == (None, None, None)
    assert manifest["formats"] == sorted(FORMATS.split(","))


def test_errors_are_refused_or_stamped(tmp_path: Path) -> None:
    bad, out = written(tmp_path, "bad.json", disclosure(total="7.00")), tmp_path / "out"
    refused = run("publish", bad, "-o", out, "--formats", FORMATS)
    assert refused.returncode == 1
    assert "没有公开" in refused.stderr
    assert "--with-errors" in refused.stderr
    assert not out.exists()
    assert run("publish", bad, "-o", out, "--formats", FORMATS, "--with-errors").returncode == 0
    manifest = whole(out)
    assert "未更正的错误" in manifest["stamp"]
    assert json.loads((out / "disclosure.json").read_text(encoding="utf-8"))["stamp"] == manifest["stamp"]
    assert manifest["stamp"] in (out / "datapackage" / "facts.csv").read_text(encoding="utf-8")
    assert manifest["stamp"] in (out / "xbrl" / "report.xbrl").read_text(encoding="utf-8")
    assert run("check", out / "disclosure.json").returncode == 1


def test_a_correction_is_a_new_version_with_its_changes(tmp_path: Path, good: tuple[Path, Path]) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    run("publish", good[0], "-o", old, "--accepted", good[1], "--formats", FORMATS)
    before = (old / "publication.json").read_bytes()
    later = written(tmp_path, "later.json", disclosure(total="7.00", project="5.00"))
    options = ("--accepted", accepted(tmp_path, later), "--formats", FORMATS, "--corrects", old)
    assert run("publish", later, "-o", old, *options).returncode == 2
    answer = run("publish", later, "-o", new, *options)
    assert answer.returncode == 0, answer.stderr
    manifest = whole(new)
    assert manifest["version"] == 2
    assert manifest["corrects"] == {
        "version": 1,
        "publication_sha256": hashlib.sha256(before).hexdigest(),
        "changes": "changes.json",
    }
    changes = json.loads((new / "changes.json").read_text(encoding="utf-8"))["changes"]
    assert [(item["place"], item["old"], item["new"]) for item in changes] == [
        ("expenditure/total/total", "6.00", "7.00"),
        ("expenditure/total/project", "4.00", "5.00"),
    ]
    assert "更正说明" in (new / "changes.txt").read_text(encoding="utf-8")
    assert (old / "publication.json").read_bytes() == before
    compared = run("compare", old / "disclosure.json", new / "disclosure.json", "--format", "json")
    assert compared.returncode == 1
    assert json.loads(compared.stdout)["changes"] == changes


def test_every_format_carries_stamp_and_corrections(repository: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    assert (
        run("publish", written(tmp_path, "a.json", disclosure()), "-o", old, "--with-errors").returncode == 0
    )
    later = written(tmp_path, "b.json", disclosure(total="8.00"))
    answer = run("publish", later, "-o", new, "--with-errors", "--corrects", old)
    assert answer.returncode == 0, answer.stderr
    manifest = whole(new)
    page = (new / "web" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(\.\./[^"]+)"', page)
    assert len(links) == 7
    assert all((new / "web" / link).is_file() for link in links)
    book = openpyxl.load_workbook(new / "disclosure.xlsx")
    paper = Document(str(new / "disclosure.docx"))
    printed = pypdfium2.PdfDocument(new / "disclosure.pdf")
    pages = [printed[number].get_textpage().get_text_range() for number in range(len(printed))]
    said = "本次公开更正此前公布的内容"
    assert said in page
    assert any(said in paragraph.text for paragraph in paper.paragraphs)
    assert any(said in text for text in pages)
    assert any(said in str(cell.value) for sheet in book for row in sheet for cell in row)
    assert manifest["stamp"] in page
    assert all(manifest["stamp"][:12] in text for text in pages)
    assert all(manifest["stamp"] in section.header.paragraphs[0].text for section in paper.sections)


def test_an_altered_publication_is_not_corrected(tmp_path: Path, good: tuple[Path, Path]) -> None:
    old = tmp_path / "old"
    run("publish", good[0], "-o", old, "--accepted", good[1], "--formats", "json")
    (old / "disclosure.json").write_text("{}", encoding="utf-8")
    answer = run("publish", good[0], "-o", tmp_path / "new", "--accepted", good[1], "--corrects", old)
    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)
    assert "disclosure.json" in answer.stderr
    assert not (tmp_path / "new").exists()


def test_other_people_s_folders_are_left_alone(tmp_path: Path, good: tuple[Path, Path]) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine", encoding="utf-8")
    options = ("--accepted", good[1], "--formats", "json")
    answer = run("publish", good[0], "-o", folder, *options)
    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]
    assert run("publish", good[0], "-o", good[0], *options).returncode == 2
    assert run("publish", good[0], "-o", tmp_path / "out", "--formats", "odt").returncode == 2
    assert run("publish", good[0], "-o", tmp_path / "out", *options, SOURCE_DATE_EPOCH="soon").returncode == 2
    assert not list(tmp_path.glob(".*"))


def test_a_publication_is_replaced_by_the_same_bytes(tmp_path: Path, good: tuple[Path, Path]) -> None:
    out = tmp_path / "out"
    options = ("--accepted", good[1], "--formats", FORMATS)
    seen = []
    for _ in range(2):
        assert run("publish", good[0], "-o", out, *options, SOURCE_DATE_EPOCH="1756684800").returncode == 0
        assert whole(out)["made_on"] == "2025-09-01T00:00:00+00:00"
        seen.append({path: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()})
    assert seen[0] == seen[1]
    assert not list(tmp_path.glob(".*"))


def killed_at(process: subprocess.Popen[bytes], folder: Path, count: int) -> None:
    """Kills it as soon as it has begun and `count` files lie aside; or it has come to its end before."""
    left = set(folder.glob(".out.aside-*"))
    limit = time.monotonic() + 300
    while process.poll() is None and time.monotonic() < limit:
        aside = set(folder.glob(".out.aside-*")) - left
        # The folder may be moved into its place, and gone, while it is looked at.
        with contextlib.suppress(FileNotFoundError):
            if aside and sum(path.is_file() for place in aside for path in place.rglob("*")) >= count:
                break
        time.sleep(0.005)
    process.kill()
    process.wait()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_killed_publish_leaves_all_or_nothing(repository: Path, tmp_path: Path) -> None:
    out, sample = tmp_path / "out", repository / "samples" / "gaoping-2024.json"
    command = [*COMMAND, "publish", str(sample), "-o", str(out), "--with-errors", "--formats", FORMATS]
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT, timeout=300)
    files = len(whole(out)["files"])
    before = (out / "publication.json").read_bytes()
    unfinished = 0
    for count in (0, files // 2, files):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        killed_at(process, tmp_path, count)
        # The publication that was there stands, whole; or the new one, which has the same bytes.
        whole(out)
        assert (out / "publication.json").read_bytes() == before
        unfinished += process.returncode != 0
    assert unfinished


def test_a_kill_while_nothing_was_there_leaves_nothing(repository: Path, tmp_path: Path) -> None:
    """Killed as soon as files appear aside: the folder itself must not be there."""
    out, sample = tmp_path / "out", repository / "samples" / "gaoping-2024.json"
    command = [*COMMAND, "publish", str(sample), "-o", str(out), "--with-errors", "--formats", FORMATS]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    killed_at(process, tmp_path, 1)
    if out.exists():
        whole(out)
    else:
        assert list(tmp_path.glob(".out.aside-*"))
