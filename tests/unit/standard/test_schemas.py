"""Every data file satisfies its published JSON Schema; a broken one is named with key and reason."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from mingzhang.kit.errors import InvalidData
from mingzhang.standard.data import read_documents, read_yaml
from mingzhang.standard.load import Standard, load_standard
from mingzhang.standard.schemas import FILES, data_schemas

ROOT = load_standard("cn").root
PUBLISHED = Path(__file__).parents[3] / "docs" / "reference" / "schema" / "standard"
EVERY = [(kind, path) for kind, (pattern, _) in FILES.items() for path in sorted(ROOT.glob(pattern))]


@pytest.mark.parametrize(("kind", "path"), EVERY, ids=lambda value: getattr(value, "stem", value))
def test_data_file_satisfies_its_schema(kind: str, path: Path) -> None:
    jsonschema.validate(yaml.safe_load(read_documents(path)[0]), data_schemas()[kind])


def test_every_yaml_file_has_a_schema() -> None:
    known = {path for _, path in EVERY}
    package = set((ROOT / "package").rglob("*.yaml"))
    assert set(ROOT.rglob("*.yaml")) - package == known


@pytest.mark.parametrize("kind", sorted(data_schemas()))
def test_published_schema_is_up_to_date(kind: str) -> None:
    published = json.loads((PUBLISHED / f"{kind}.schema.json").read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(data_schemas()[kind])), "run `make docs`"


def broken_copy(tmp_path: Path, name: str, old: str, new: str) -> Standard:
    root = tmp_path / "data"
    shutil.copytree(ROOT, root)
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Standard("cn", 2024, root)


def test_an_unknown_key_is_named_with_its_file(tmp_path: Path) -> None:
    standard = broken_copy(tmp_path, "statements/expenditure.yaml", "title:", "tittle:")
    with pytest.raises(InvalidData, match=r"expenditure\.yaml"):
        _ = standard.statements


def test_a_wrong_type_is_named_with_its_key(tmp_path: Path) -> None:
    standard = broken_copy(tmp_path, "statements/expenditure.yaml", "currency_unit: 万元", "currency_unit: 5")
    with pytest.raises(InvalidData, match=r"currency_unit"):
        _ = standard.statements


def test_broken_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: [1\nb: 2\n", encoding="utf-8")
    with pytest.raises(InvalidData, match=r"x\.yaml.*(?s:.)*line 2"):
        read_yaml(path, dict)


def test_a_rule_must_be_named_like_its_file(tmp_path: Path) -> None:
    name = next(iter(load_standard("cn").rules))
    standard = broken_copy(tmp_path, f"rules/{name}.yaml", f"rule: {name}", "rule: some/other")
    with pytest.raises(InvalidData, match="must be named like its file"):
        _ = standard.rules


def test_a_year_without_data_is_served_by_the_nearest() -> None:
    assert load_standard("cn", 1999).id == load_standard("cn", 2024).id == "cn/2024"
    with pytest.raises(InvalidData):
        load_standard("atlantis")
