"""Office files with bytes changed at random: read, or refused in one line, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

import pytest

from mingzhang.document.model import Block, Cell, Grid, Paragraph, Place, Row
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.registry import reader_for
from tests.conformance.readers.page_like import content_system_page
from tests.conformance.readers.sheet_like import workbook
from tests.conformance.readers.word_like import word_file

NOWHERE = Place()


def small() -> list[Block]:
    rows = [
        Row([Cell(text, NOWHERE) for text in row], NOWHERE) for row in (("编码", "金额"), ("205", "1.00"))
    ]
    return [Paragraph("支出决算表", NOWHERE, 1), Grid(rows, NOWHERE, header_rows=1)]


WRITERS: dict[str, Callable[[list[Block]], bytes]] = {
    "x.docx": word_file,
    "x.xlsx": workbook,
    "x.html": content_system_page,
}


def mutated(data: bytes, random: Random) -> bytes:
    """A few bytes changed, cut out or said twice."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(changed))
        kind = random.randrange(3)
        if kind == 0:
            changed[at] = random.randrange(256)
        elif kind == 1:
            del changed[at : at + random.randint(1, 64)]
        else:
            changed[at:at] = changed[at : at + random.randint(1, 64)]
    return bytes(changed) or b"x"


def mutated_inside(data: bytes, random: Random) -> bytes:
    """One part of an archive mutated, the archive itself sound."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        chosen = random.choice(source.namelist())
        for part in source.namelist():
            content = source.read(part)
            target.writestr(part, mutated(content, random) if part == chosen and content else content)
    return stream.getvalue()


def check(name: str, seeds: range) -> None:
    data = WRITERS[name](small())
    for seed in seeds:
        inside = seed % 2 and data.startswith(b"PK")
        broken = (mutated_inside if inside else mutated)(data, Random(seed))
        reader = reader_for(broken, name)
        assert reader is not None
        refusal = ""
        try:
            reader.read(broken, name)
        except UnreadableInput as refused:
            refusal = str(refused)
        assert "\n" not in refusal, seed


@pytest.mark.parametrize("name", WRITERS)
def test_mutations_are_read_or_refused(name: str) -> None:
    check(name, range(60))


@pytest.mark.long
@pytest.mark.parametrize("name", WRITERS)
def test_many_mutations_are_read_or_refused(name: str) -> None:
    check(name, range(5_000))
