"""Comparing two disclosures of any format."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mingzhang.app.output import deliver
from mingzhang.facts.codec import encode_record
from mingzhang.facts.comparison import compare
from mingzhang.intake.options import ReadOptions
from mingzhang.intake.read import read_file, standard_for
from mingzhang.kit.language import Language
from mingzhang.writers.changes import changes_as_text


def compare_files(
    old: Path,
    new: Path,
    *,
    format: Literal["text", "json"] = "text",
    output: Path | None = None,
    options: ReadOptions | None = None,
    language: Language = "zh",
) -> int:
    """Writes what differs. 0: the same; 1: different. UnreadableInput and UsageError are raised."""
    one, other = read_file(old, options), read_file(new, options)
    changes = compare(one, other, str(old), str(new))
    if format == "json":
        data = encode_record(changes)
    else:
        data = changes_as_text(changes, standard_for(other.fiscal_year), language).encode()
    deliver(data, output)
    return 0 if changes.same else 1
