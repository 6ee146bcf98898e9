"""Nothing of a real document's prose, and no place of this machine, stands in the repository."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

LENGTH = 24
RUN = re.compile(rf"[\u4e00-\u9fff，。；、：（）“”0-9A-Za-z%-]{{{LENGTH},}}")
"""Unbroken text: letters, digits and the punctuation inside a sentence, no white space."""


def grams(text: str) -> Iterator[str]:
    """Every LENGTH consecutive characters of unbroken text."""
    for run in RUN.findall(text):
        for start in range(len(run) - LENGTH + 1):
            yield run[start : start + LENGTH]


def names(key: Any) -> Iterator[str]:
    """The titles, project and indicator names and row labels in a key to the document: facts, not prose."""
    if isinstance(key, dict):
        for field, value in key.items():
            if field in ("title", "project_name", "level3", "label") and isinstance(value, str):
                yield value
            yield from names(value)
    elif isinstance(key, list):
        for value in key:
            yield from names(value)


def copied(texts: dict[str, str], source: str, allowed: Iterable[str] = ()) -> dict[str, str]:
    """The first passage of `source` found in each text, by the text's name; `allowed` names do not count."""
    known = set(grams(source)) - {gram for name in allowed for gram in grams(name)}
    found = {
        name: next((gram for gram in grams(text) if gram in known), None) for name, text in texts.items()
    }
    return {name: gram for name, gram in found.items() if gram is not None}


@pytest.fixture(scope="module")
def tracked(repository: Path) -> dict[str, str]:
    """The text files that git tracks, by path."""
    if shutil.which("git") is None or not (repository / ".git").exists():
        pytest.skip("not a git work tree")
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=repository, capture_output=True, check=True)
    texts = {}
    for name in answer.stdout.decode().split("\0"):
        path = repository / name
        if name and path.is_file():
            texts[name] = path.read_bytes().decode("utf-8", errors="ignore")
    return texts


def test_no_sentence_of_the_seed_document(tracked: dict[str, str], seed: Path) -> None:
    source = (seed / "gaoping-2024.txt").read_text(encoding="utf-8")
    keys = [json.loads((seed / name).read_bytes()) for name in ("tables.json", "forms.json")]
    assert copied(tracked, source, names(keys)) == {}


def test_a_copied_sentence_is_caught() -> None:
    sentence = "本段文字由测试自己编写，仅用于证明整句照抄会被发现。"
    texts = {
        "copy.md": f"前文\n{sentence}后文",
        "own.md": "完全不同的另外一段话，长度也超过二十四个汉字，但没有照抄。",
    }
    assert copied(texts, f"…{sentence}…") == {"copy.md": sentence[:LENGTH]}
    assert copied(texts, f"…{sentence}…", names([{"level3": sentence}])) == {}


def test_no_path_of_this_machine(tracked: dict[str, str], repository: Path) -> None:
    general = {Path(repository.anchor), Path(tempfile.gettempdir())}
    places = [repository, *({repository.parent, Path.home()} - general)]
    paths = re.compile("|".join(rf"(?<![\w.~-]){re.escape(str(place))}/" for place in places))
    assert [name for name, text in tracked.items() if paths.search(text)] == []
