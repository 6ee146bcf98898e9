"""Files of every format, mutated and cut off: read, or refused in one line, and nothing else happens.

A sample in every run, 5,000 mutations a format and a cut at every kilobyte in `make test-long`. Of the
pictures all are unpacked and made level, one in 25 goes through OCR, which takes a hundred times as long.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.beginnings import BEGINNINGS, beginnings
from tests.fuzz.mutations import mutation
from tests.fuzz.watched import Tally, tally

MANY = int(os.environ.get("FUZZ_MUTATIONS", "5000"))
SAMPLE = 24
FORMATS = list(BEGINNINGS)
OCR_TAKES = 25
QUICK = [ending for ending in FORMATS if ending not in ("xls", "png")]
"""Those whose first two beginnings need no LibreOffice and no OCR."""


def mutated(ending: str, seeds: range, sound: Sequence[bytes] | None = None) -> Iterator[tuple[str, bytes]]:
    sound = sound or beginnings(ending)
    for seed in seeds:
        yield f"{ending}/{seed}", mutation(sound[seed % len(sound)], Random(f"{ending}/{seed}"))


def survived(found: Tally) -> None:
    """Nothing but documents and lines; what the limits must stop is rare, or the reader is at fault."""
    print(found)
    assert found.faults == []
    assert "hang" not in found.counts, found.stopped
    assert len(found.stopped) <= sum(found.counts.values()) // 200, found.stopped


@pytest.mark.parametrize("ending", QUICK)
def test_a_sample_of_mutations(ending: str) -> None:
    sound = beginnings(ending)[:2]
    survived(tally(f"某局.{ending}", sound, mutated(ending, range(SAMPLE), sound)))


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("ending", FORMATS)
def test_thousands_of_mutations(ending: str, part: int) -> None:
    many = MANY // OCR_TAKES if ending == "png" else MANY
    survived(tally(f"某局.{ending}", beginnings(ending), mutated(ending, range(part, many, 4))))


@pytest.mark.long
def test_thousands_of_mutated_pictures() -> None:
    survived(tally("某局.png", beginnings("png"), mutated("png", range(MANY)), "decode"))


def cut(data: bytes, label: str) -> Iterator[tuple[str, bytes]]:
    for end in range(1024, len(data), 1024):
        yield f"{label} cut at {end}", data[:end]


@pytest.mark.long
@pytest.mark.parametrize("ending", FORMATS)
def test_cut_off_at_every_kilobyte(ending: str) -> None:
    for number, data in enumerate(dict.fromkeys(beginnings(ending))):
        survived(tally(f"某局.{ending}", [data], cut(data, f"{ending} {number}")))


@pytest.mark.long
def test_a_real_pdf_cut_off_at_every_kilobyte(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*.pdf")):
        survived(tally(path.name, [], cut(path.read_bytes(), path.name)))
