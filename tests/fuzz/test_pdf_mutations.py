"""Sound PDFs, mutated: never anything but a document or one line."""

from __future__ import annotations

from random import Random

import pytest

from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.isolated import Limits, read_isolated
from tests.conformance.readers.pdf_files import page_of
from tests.conformance.readers.typeset import small_disclosure
from tests.fuzz.test_mutations import mutated


def beginnings() -> list[bytes]:
    """Typeset with compressed streams, and written out plainly, so that mutations reach the operators."""
    plain = page_of(b"BT /F 12 Tf 72 700 Td (10.00) Tj ET 50 50 300 200 re S 150 50 m 150 250 l S /X Do")
    return [small_disclosure(), plain]


def said(data: bytes) -> str:
    """What the user reads about a PDF that cannot be read, or nothing."""
    try:
        read_isolated("pdf", data, "某局.pdf", Limits(page_seconds=20))
    except UnreadableInput as error:
        return error.message.zh
    return ""


def survive(count: int, seed: int) -> None:
    random = Random(seed)
    for number in range(count):
        assert "\n" not in said(mutated(beginnings()[number % 2], random))


def test_a_sample_of_mutations() -> None:
    survive(80, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_thousands_of_mutations(seed: int) -> None:
    survive(500, seed)
