"""Coverage-guided fuzzing of reader and recogniser: `python -m tests.fuzz.text_reader -max_total_time=60`."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["mingzhang.readers", "mingzhang.recognise"]):
    from tests.properties.test_text_reader import answer


def one(data: bytes) -> None:
    """Any exception but UnreadableInput is a finding of the fuzzer."""
    answer(data)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
