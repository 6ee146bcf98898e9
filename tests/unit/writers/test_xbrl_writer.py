"""XBRL in the eyes of Arelle: valid, consistent under Calculations 1.1, and inconsistent where it is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_disclosure import ATTACKS, hostile
from lxml import etree

from mingzhang.facts.model import Disclosure
from mingzhang.intake.read import read_file
from mingzhang.standard.load import Standard
from mingzhang.writers.publication import Publication
from mingzhang.writers.registry import writer
from mingzhang.writers.xbrl.build import build

XBRLI = "{http://www.xbrl.org/2003/instance}"


def written(disclosure: Disclosure, standard: Standard, folder: Path) -> Path:
    writer("xbrl").write(Publication(disclosure, standard), folder)
    return folder / "xbrl"


def judged(*files: Path) -> list[str]:
    """What Arelle says against the files, offline, with Calculations 1.1."""
    pytest.importorskip("arelle", reason="Arelle is not installed")
    command = [sys.executable, "-m", "arelle.CntlrCmdLine", "--validate", "--calc=c11r"]
    command += [
        "--internetConnectivity=offline",
        "--plugins=loadFromOIM",
        "--logFormat=[%(messageCode)s] %(message)s",
    ]
    joined = "|".join(map(str, files))
    answer = subprocess.run(
        [*command, f"--file={joined}"], capture_output=True, text=True, timeout=180, check=False
    )
    assert "validated in" in answer.stdout, answer.stdout + answer.stderr
    return [line for line in answer.stdout.splitlines() if line and not line.startswith("[info]")]


@pytest.fixture(scope="module")
def sample(repository: Path) -> Disclosure:
    return read_file(repository / "samples" / "gaoping-2024.json")


def test_arelle_finds_neither_error_nor_inconsistency(
    sample: Disclosure, standard: Standard, tmp_path: Path
) -> None:
    folder = written(sample, standard, tmp_path)
    assert judged(folder / "report.xbrl", folder / "report.json") == []


def test_arelle_sees_a_total_that_is_none(sample: Disclosure, standard: Standard, tmp_path: Path) -> None:
    folder = written(sample, standard, tmp_path)
    path = folder / "report.xbrl"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"(<mz:Expenditure_208 [^>]*>)\d+<", r"\g<1>99900<", text, count=1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    said = judged(path)
    assert any("expenditure/hierarchy" in line for line in said)
    assert all("inconsistentCalculation" in line for line in said)


def test_harmful_texts_do_not_break_it(standard: Standard, tmp_path: Path) -> None:
    folder = written(hostile("".join(ATTACKS)), standard, tmp_path)
    assert judged(folder / "report.xbrl", folder / "report.json") == []


def test_both_reports_say_the_same(sample: Disclosure, standard: Standard, tmp_path: Path) -> None:
    folder = written(sample, standard, tmp_path)
    plain = json.loads((folder / "report.json").read_text(encoding="utf-8"))["facts"]
    instance = etree.parse(folder / "report.xbrl").getroot()
    facts = {item.get("id"): item.text for item in instance if item.get("contextRef")}
    assert facts == {name: fact["value"] for name, fact in plain.items()}
    assert len(facts) > 1000


def test_every_figure_of_the_statements_is_reported_in_yuan(sample: Disclosure, standard: Standard) -> None:
    built = build(Publication(sample, standard))
    reported = {(fact.concept, fact.dimensions): fact for fact in built.facts}
    project = ("ExpenditureColumnAxis", "ExpenditureProjectMember")
    fact = reported["Expenditure_2240106", (project,)]
    assert (fact.value, fact.decimals, fact.unit) == ("3232200", -2, "CNY")
    cells = sum(len(item.facts) for item in sample.statements)
    ours = [fact for fact in built.facts if fact.unit and not fact.concept.startswith(("Eval", "Indi"))]
    assert len(ours) == cells


def test_identities_are_said_or_named_as_unsaid(sample: Disclosure, standard: Standard) -> None:
    built = build(Publication(sample, standard))
    said = {item.rule for item in built.taxonomy.sums}
    assert {"expenditure/hierarchy", "summary/balance", "across/equals-appropriations", "basic/items"} <= said
    assert said.isdisjoint(built.unsaid)
    assert {"expenditure/columns", "appropriation/columns"} <= set(built.unsaid)


def test_labels_in_two_languages(sample: Disclosure, standard: Standard, tmp_path: Path) -> None:
    folder = written(sample, standard, tmp_path)
    labels = etree.parse(folder / "label.xml")
    names = {
        language: {
            label.get("{http://www.w3.org/1999/xlink}label")
            for label in labels.iter("{http://www.xbrl.org/2003/linkbase}label")
            if label.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        }
        for language in ("zh", "en")
    }
    declared = {
        f"label_{item.get('name')}"
        for item in etree.parse(folder / "taxonomy.xsd").iter("{http://www.w3.org/2001/XMLSchema}element")
        if item.get("substitutionGroup")
    }
    assert names["zh"] == names["en"] == declared
