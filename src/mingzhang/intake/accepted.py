"""Findings that a named person has accepted: shown and counted, but not failing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from mingzhang.facts.findings import Accepted, Finding
from mingzhang.kit.errors import UnreadableInput
from mingzhang.kit.system_errors import reason_of

SCHEMA = "mingzhang/accepted/1"

_Filled = Annotated[str, Meta(min_length=1)]


class Acceptance(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One accepted finding: its `finding` id (and rule), why, by whom and on which day (ISO 8601)."""

    finding: _Filled
    rule: _Filled
    reason: _Filled
    person: _Filled
    date: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class AcceptanceFile(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The file that `--accepted` takes."""

    schema: str
    accepted: list[Acceptance]


def read_acceptances(path: Path) -> list[Acceptance]:
    """The acceptances in a JSON file; UnreadableInput with key and reason where it is broken."""
    try:
        content = msgspec.json.decode(path.read_bytes(), type=AcceptanceFile)
    except OSError as error:
        reason = reason_of(error)
        raise UnreadableInput(
            f"{path}：不能读取（{reason.zh}）。", f"{path}: cannot be read ({reason.en})."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(
            f"{path.name}：不是有效的“已认可问题”文件（{error}）；"
            "每条须有 finding、rule、reason、person、date。",
            f"{path.name}: not a valid file of accepted findings ({error}); "
            "each needs finding, rule, reason, person, date.",
        ) from None
    if content.schema != SCHEMA:
        raise UnreadableInput(
            f"{path.name}：schema 应为“{SCHEMA}”。", f"{path.name}: schema must be “{SCHEMA}”."
        )
    return content.accepted


def accept(findings: Iterable[Finding], acceptances: Sequence[Acceptance]) -> None:
    """Marks in place the findings whose id and rule are accepted."""
    known = {(item.finding, item.rule): item for item in acceptances}
    for finding in findings:
        found = known.get((finding.id, finding.rule))
        if found is not None:
            finding.accepted = Accepted(reason=found.reason, person=found.person, date=found.date)
