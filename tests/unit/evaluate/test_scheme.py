"""The scheme of the standard, and what a broken one says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mingzhang.kit.errors import InvalidData
from mingzhang.standard.forms import read_form_labels
from mingzhang.standard.load import load_standard
from mingzhang.standard.scheme import read_scheme

STANDARD = load_standard()


def test_the_default_scheme() -> None:
    weights = STANDARD.scheme.weights
    assert weights.weights == {"output": 50, "benefit": 30, "satisfaction": 10}
    assert weights.execution == 10
    assert weights.status == "verified"
    assert STANDARD.scheme.named("hubei").status == "unverified"
    with pytest.raises(KeyError):
        STANDARD.scheme.named("nowhere")


def test_bands_are_named_by_the_words_of_a_result() -> None:
    qualitative = STANDARD.scheme.qualitative
    for result, band in (("达成预期指标", "achieved"), ("部分完成", "partly"), ("未完成", "not_achieved")):
        found = qualitative.band(result)
        assert found is not None
        assert found.id == band
    assert qualitative.band("其他") is None


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    shutil.copytree(STANDARD.root / "evaluation", tmp_path / "evaluation")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("default: standard", "default: other", "default"),
        ("output: 50", "output: 55", "100"),
        ("cost_equal: reverse", "cost_equal: sideways", "cost_equal"),
        ("at_least: 60", "at_least: 95", "bands"),
    ],
)
def test_a_broken_scheme_names_file_and_key(broken: Path, old: str, new: str, reason: str) -> None:
    path = broken / "evaluation" / "scheme.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidData, match=rf"scheme\.yaml.*{reason}"):
        read_scheme(broken)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("actual, carryover, execution_rate", "actual, leftover, execution_rate", "leftover"),
        ("  satisfaction: satisfaction\n", "", "level1_of"),
        ("year_line: '^[（(]?", "year_line: '^[（((]?(", "pattern"),
        ("longest_label: 26", "longest_label: wide", "longest_label"),
    ],
)
def test_broken_form_labels_name_file_and_key(broken: Path, old: str, new: str, reason: str) -> None:
    path = broken / "evaluation" / "form_labels.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidData, match=rf"form_labels\.yaml.*{reason}"):
        read_form_labels(broken)
