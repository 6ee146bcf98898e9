"""What a caller may overrule or limit when a file is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

DEFAULT_MAX_SIZE = 200 * 1024 * 1024
"""Larger files are refused before they are parsed (bytes; `--max-size`)."""

DEFAULT_PAGE_SECONDS = 30.0
"""Seconds that reading one page may take (`--page-seconds`)."""

JSON_MAX_SIZE = 64 * 1024 * 1024
"""A disclosure JSON beyond this (bytes) is no single unit's disclosure; decoding it would cost memory."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`year`, `variant` and `unit` overrule what is recognised; limits in bytes, in seconds a page.
    `reached` is told each page that is begun, and may raise to stop the reading."""

    year: int | None = None
    variant: str | None = None
    unit: str | None = None
    max_size: int = DEFAULT_MAX_SIZE
    page_seconds: float = DEFAULT_PAGE_SECONDS
    reached: Callable[[int], None] | None = None
