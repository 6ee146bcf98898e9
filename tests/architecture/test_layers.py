"""Imports run downwards only: the contracts hold, and they catch what they are there to catch."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs import-linter on the `src` and the contracts (`pyproject.toml`) of `folder`."""
    return subprocess.run(
        [LINT_IMPORTS, "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(repository: Path, tmp_path: Path) -> Path:
    """A copy of the sources and the contracts, to plant violations in."""
    shutil.copytree(repository / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(repository / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold(repository: Path) -> None:
    answer = lint(repository)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert " 0 broken" in answer.stdout


@pytest.mark.parametrize(
    ("where", "imported"),
    [
        pytest.param("kit", "mingzhang.cli", id="upwards over everything"),
        pytest.param("document", "mingzhang.facts", id="upwards by one layer"),
        pytest.param("facts", "mingzhang.standard", id="facts knows no standard"),
        pytest.param("checks", "mingzhang.readers", id="checks knows no format"),
        pytest.param("recognise", "mingzhang.writers", id="recognise knows no writer"),
        pytest.param("standard", "mingzhang_cn", id="the engine knows no country"),
        pytest.param("app", "django", id="the engine knows no web framework"),
    ],
)
def test_planted_violation_is_caught(copy: Path, where: str, imported: str) -> None:
    (copy / "src/mingzhang" / where / "planted.py").write_text(f"import {imported}\n", encoding="utf-8")
    answer = lint(copy)
    assert answer.returncode != 0
    assert f"mingzhang.{where}.planted -> {imported}" in answer.stdout


@pytest.mark.parametrize(
    ("where", "imported"),
    [
        pytest.param("year", "mingzhang.compile", id="the web knows nothing below the use cases"),
        pytest.param("portal", "mingzhang_web.year", id="the portal knows no draft"),
    ],
)
def test_planted_violation_of_the_web_is_caught(copy: Path, where: str, imported: str) -> None:
    path = copy / "src/mingzhang_web" / where / "planted.py"
    path.write_text(f"import {imported}\n", encoding="utf-8")
    answer = lint(copy)
    assert answer.returncode != 0
    assert f"mingzhang_web.{where}.planted -> {imported}" in answer.stdout


def test_package_outside_the_contract_is_caught(copy: Path) -> None:
    (copy / "src/mingzhang/novelty").mkdir()
    (copy / "src/mingzhang/novelty/__init__.py").touch()
    answer = lint(copy)
    assert answer.returncode != 0
    assert "novelty" in answer.stdout


def imports_below_app(web: Path) -> list[str]:
    """`file: module` for every import of the engine in `web` that is not of `mingzhang.app`, or of the
    command line's own `Command`, by which `serve` is registered."""
    found = []
    for path in sorted(web.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules: list[str] = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [
                f"{path.name}: {module}"
                for module in modules
                if module.split(".")[0] in ("mingzhang", "mingzhang_cn")
                and module.split(".")[:2] != ["mingzhang", "app"]
                and module.split(".")[:3] != ["mingzhang", "cli", "command"]
            ]
    return found


def test_web_imports_only_the_use_cases(repository: Path) -> None:
    assert imports_below_app(repository / "src/mingzhang_web") == []


def test_web_import_below_app_is_caught(tmp_path: Path) -> None:
    lines = ["from mingzhang.app import check", "import mingzhang.facts.model", "from mingzhang import kit"]
    (tmp_path / "views.py").write_text("\n".join(lines), encoding="utf-8")
    assert imports_below_app(tmp_path) == ["views.py: mingzhang.facts.model", "views.py: mingzhang.kit"]
