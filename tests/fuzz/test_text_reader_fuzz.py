"""The fuzz target runs: a few hundred inputs in every test, minutes of them in `make test-long`."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = [
    "支出决算表\n科目代码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t5.00\t2.00\t3.00\n",
    "示例项目支出绩效自评表\n项目名称\t\t示例项目\n资金总额：\t100\t100\t100\t28.727\t71.273\t28.73\t2.87\n",
]

needs_atheris = pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None, reason="atheris is not installed here"
)


def fuzz(folder: Path, *limits: str) -> None:
    for number, text in enumerate(SEEDS):
        (folder / f"seed{number}").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "tests.fuzz.text_reader", str(folder), "-max_len=4096", *limits]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert answer.returncode == 0, answer.stderr[-2000:]


@needs_atheris
def test_a_sample_of_fuzzing(tmp_path: Path) -> None:
    fuzz(tmp_path, "-runs=300", "-seed=1")


@needs_atheris
@pytest.mark.long
def test_minutes_of_fuzzing(tmp_path: Path) -> None:
    fuzz(tmp_path, "-max_total_time=180")
