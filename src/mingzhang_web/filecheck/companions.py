"""Checking a file against others that were dropped: last year's disclosure, the published budget, the units
of a department – as `mingzhang check --prior --budget --units` does."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mingzhang.app.file_check import Against
from mingzhang_web import policy_own as policy
from mingzhang_web.filecheck.models import DroppedFile
from mingzhang_web.organisations.models import Account

_OFFERED = 200


@dataclass(slots=True)
class Offered:
    """The checked files that may stand beside one: of the year before, and of the same year."""

    prior: list[DroppedFile] = field(default_factory=list)
    same_year: list[DroppedFile] = field(default_factory=list)


def offered_beside(account: Account, file: DroppedFile) -> Offered:
    """What the account has to choose from; the same unit's first."""
    year = file.fiscal_year
    if year is None:
        return Offered()
    known = policy.files_of(account).exclude(pk=file.pk).exclude(verdict="")
    listed = list(known.filter(fiscal_year__in=(year - 1, year))[:_OFFERED])
    listed.sort(key=lambda item: item.unit_name != file.unit_name)
    return Offered(
        [item for item in listed if item.fiscal_year == year - 1],
        [item for item in listed if item.fiscal_year == year],
    )


@contextmanager
def against(account: Account, prior: str, budget: str, units: Iterable[str]) -> Iterator[Against]:
    """What was read of the chosen files, as files. Http404 where one is not the account's to see."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:

        def written(key: str) -> Path:
            path = Path(folder) / f"{key}.json"
            path.write_bytes(bytes(policy.file_of(account, uuid.UUID(key)).disclosure))
            return path

        yield Against(
            prior=written(prior) if prior else None,
            budget=written(budget) if budget else None,
            units=[written(key) for key in units],
        )
