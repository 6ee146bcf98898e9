"""Reading a published disclosure into its JSON."""

from __future__ import annotations

from pathlib import Path

from mingzhang.app.output import deliver
from mingzhang.facts.codec import encode
from mingzhang.intake.options import ReadOptions
from mingzhang.intake.read import read_file


def read(file: Path, output: Path | None, options: ReadOptions) -> None:
    """Reads `file` and writes the disclosure JSON to `output`, or to standard output."""
    deliver(encode(read_file(file, options)), output)
