"""Sound documents, mutated: always the same sample, fast enough for every run."""

from __future__ import annotations

from random import Random

import pytest

from mingzhang.standard.load import load_standard
from tests.golden.damages import none
from tests.golden.invented import tables_of
from tests.golden.printed import Style
from tests.properties.test_text_reader import answer

SAMPLES = 60


def beginning(seed: int) -> bytes:
    """A sound document to start from."""
    lines, _ = tables_of(Random(seed), "shanxi", Style(), load_standard("cn", 2024), none)
    return "\n".join(
        ["某局2024年度部门决算", *lines, "第三部分 情况说明", "一、收入决算情况说明", "无。"]
    ).encode()


def mutated(data: bytes, random: Random) -> bytes:
    """`data` with pieces cut out, doubled, swapped or overwritten."""
    pieces = bytearray(data)
    for _ in range(random.randint(1, 12)):
        at = random.randrange(len(pieces))
        length = random.choice((1, 1, 3, 20, 400))
        kind = random.randrange(4)
        if kind == 0:
            del pieces[at : at + length]
        elif kind == 1:
            pieces[at:at] = pieces[at : at + length]
        elif kind == 2:
            other = random.randrange(len(pieces))
            pieces[at : at + length] = pieces[other : other + length]
        else:
            pieces[at] = random.choice((9, 10, 32, 48, 124, 60, 0xE5))
        if not pieces:
            break
    return bytes(pieces)


@pytest.mark.parametrize("seed", range(4))
def test_a_sample_of_mutations(seed: int) -> None:
    data, random = beginning(seed), Random(seed)
    for _ in range(SAMPLES // 4):
        changed = mutated(data, random)
        answer(changed)
        answer(changed.decode("utf-8", "ignore").encode())
