"""Register types: those that ship are whole; one that contradicts itself gives one clear line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mingzhang.kit.errors import InvalidData
from mingzhang.standard.load import Standard, load_standard
from mingzhang.standard.registers.reading import FOLDER

ROOT = load_standard("cn").root


def test_the_types_that_ship(standard: Standard) -> None:
    assert list(standard.registers) == ["survey", "contract", "payment", "hazard", "relief", "supplies"]
    assert standard.registers["relief"].private == {"name", "identity", "telephone", "account"}
    for name, declared in standard.registers.items():
        assert declared.measures, name
        table = standard.sources.tables[f"register_{name}"]
        assert [column.name for column in table.columns[:4]] == ["number", "unit", "section", "project"]
    assert set(standard.sources.tables) > set(standard.package.tables)


def broken(tmp_path: Path, register: str, old: str, new: str) -> Standard:
    """The standard with one text of a register type changed."""
    root = tmp_path / "data"
    shutil.copytree(ROOT, root)
    path = root / "registers" / f"{register}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Standard("cn", 2024, root)


@pytest.mark.parametrize(
    ("register", "old", "new", "said"),
    [
        ("hazard", "register: hazard", "register: danger", "must be named like its file"),
        ("hazard", "opened: inspected", "opened: level", "opened: level is no date field"),
        ("hazard", "done: notified", "done: plan", "steps.notified.done"),
        ("hazard", "needed: [due, person, plan]", "needed: [measures]", "field of another step"),
        ("hazard", "among: [passed]", "among: [good]", "result has no choice good"),
        ("hazard", "distinct: enterprise", "distinct: factory", "no field factory"),
        ("hazard", "roles: [section_officer]", "roles: [clerk]", "clerk"),
        ("hazard", "roles: [section_officer]", "roles: []", "nobody may enter it"),
        ("hazard", "deadline: {field: due}", "deadline: {field: plan}", "plan is no date field"),
        ("hazard", "deadline: {field: due}", "deadline: {days: 3}", "either after and days, or field"),
        ("hazard", "{name: plan,", "{name: person,", "person stands twice"),
        ("hazard", "kind: whole", "kind: wholly", "wholly"),
        ("relief", "{name: persons,", "{name: unit,", "unit stands twice or is one that every record has"),
        ("relief", "kind: whole, required", "kind: whole, private: true, required", "only a text"),
        ("relief", "sum: granted", "sum: village", "village is no number"),
        ("contract", "register: payment, by: contract", "register: bills, by: contract", "no register bills"),
        (
            "contract",
            "by: contract, field: amount",
            "by: stage, field: amount",
            "names no record of contract",
        ),
        ("contract", "difference: [amount, paid]", "difference: [amount]", "two number fields"),
        ("contract", "by: [supplier]", "by: [seller]", "no open field seller"),
        ("payment", "of: contract", "of: contracts", "names no register"),
        ("supplies", "takes: [dispatch, loss]", "takes: [dispatch]", "name every choice of movement once"),
        ("survey", "at_most_field: issued", "at_most_field: topic", "cannot be compared with topic"),
        ("survey", "zh: 满意份数, en: Satisfied", "zh: 编号, en: Satisfied", "two columns share a heading"),
        ("survey", "zh: 满意度调查台账", "zh: 合同", "names another table"),
        ("survey", "order: 10", "ordre: 10", "ordre"),
        ("survey", "order: 10", "order: [10", "line"),
    ],
)
def test_a_contradiction_is_one_line(tmp_path: Path, register: str, old: str, new: str, said: str) -> None:
    with pytest.raises(InvalidData) as caught:
        _ = broken(tmp_path, register, old, new).sources
    for text in (caught.value.message.zh, caught.value.message.en):
        assert said in text
        assert f"{register}.yaml" in text
        assert "\n" not in text


def test_a_folder_of_ones_own_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "none"))
    with pytest.raises(InvalidData, match="不存在"):
        _ = Standard("cn", 2024, ROOT).registers


def test_one_name_is_one_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "registers" / "survey.yaml", tmp_path)
    monkeypatch.setenv(FOLDER, str(tmp_path))
    with pytest.raises(InvalidData, match="there is a register survey already"):
        _ = Standard("cn", 2024, ROOT).registers
