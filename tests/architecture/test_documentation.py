"""The documentation keeps its promises: links lead somewhere, named make targets and paths are there."""

from __future__ import annotations

import re
from pathlib import Path

LINK = re.compile(r"\]\(([^)#\s]+)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
"""Code is quoted, not linked: patterns in the rules' parameters look like links."""


def pages(repository: Path) -> list[Path]:
    """Every page of documentation."""
    return [*sorted(repository.glob("*.md")), *sorted((repository / "docs").rglob("*.md"))]


def test_links_lead_somewhere(repository: Path) -> None:
    dead = [
        f"{page.relative_to(repository)}: {link}"
        for page in pages(repository)
        for link in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert dead == []


def test_named_make_targets_exist(repository: Path) -> None:
    makefile = (repository / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {
        target
        for page in pages(repository)
        for target in re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {"run", "test"} <= named
    assert named - targets == set()


def test_every_decision_is_listed(repository: Path) -> None:
    folder = repository / "docs/decisions"
    listed = set(LINK.findall((folder / "README.md").read_text(encoding="utf-8")))
    assert {path.name for path in folder.glob("0*.md")} == listed
