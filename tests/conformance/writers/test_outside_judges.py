"""Open data in the eyes of those who made the formats: Frictionless and Arelle."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from frictionless import Package
from odd_disclosures import EVERY

from mingzhang.standard.load import Standard
from mingzhang.writers.publication import Publication
from mingzhang.writers.registry import writer


@pytest.mark.parametrize("kind", EVERY)
def test_frictionless(kind: str, standard: Standard, tmp_path: Path) -> None:
    writer("datapackage").write(Publication(EVERY[kind](), standard), tmp_path)
    report = Package(str(tmp_path / "datapackage" / "datapackage.json")).validate()
    assert report.valid, report.flatten()


def test_arelle(standard: Standard, tmp_path: Path) -> None:
    """No error in any; an inconsistency only in the odd one, whose sums are none."""
    pytest.importorskip("arelle", reason="Arelle is not installed")
    files = []
    for kind, disclosure in EVERY.items():
        folder = tmp_path / kind
        folder.mkdir()
        writer("xbrl").write(Publication(disclosure(), standard), folder)
        files += [folder / "xbrl" / "report.xbrl", folder / "xbrl" / "report.json"]
    command = [sys.executable, "-m", "arelle.CntlrCmdLine", "--validate", "--calc=c11r"]
    command += ["--internetConnectivity=offline", "--plugins=loadFromOIM"]
    command += ["--logFormat=[%(messageCode)s] %(message)s - %(file)s", f"--file={'|'.join(map(str, files))}"]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    said = [line for line in answer.stdout.splitlines() if line and not line.startswith("[info]")]
    assert answer.stdout.count("validated in") == len(files)
    assert [line for line in said if "inconsistentCalculation" not in line or "/odd/" not in line] == []
