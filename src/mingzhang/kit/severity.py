"""How much a finding weighs."""

from __future__ import annotations

from typing import Literal

Severity = Literal["error", "warning", "info"]
"""error: arithmetic or a rule of law is broken; warning: a reviewer should look; info: a remark."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
