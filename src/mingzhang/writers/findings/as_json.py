"""Findings JSON (`mingzhang/findings/1`)."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.facts.codec import encode, to_plain
from mingzhang.facts.findings import SCHEMA, Report


def reports_as_json(reports: Sequence[Report]) -> bytes:
    """One report as itself, several as `{"schema": …, "files": […]}`."""
    if len(reports) == 1:
        return encode(reports[0])
    return encode({"schema": SCHEMA, "files": [to_plain(report) for report in reports]})
