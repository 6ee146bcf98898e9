"""Files checked before, taken together: a bureau's checklist for all of them, one notice per unit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mingzhang.app.checklist import CheckedUnit, Filled, fill_checklist
from mingzhang.app.notices import notices
from mingzhang.facts.codec import decode_disclosure, decode_report
from mingzhang.kit.language import Language

_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What is kept of a checked file: `report` and `disclosure` are JSON, `ran` how often each rule ran."""

    name: str
    unit_name: str
    fiscal_year: int | None
    report: bytes
    disclosure: bytes
    ran: Mapping[str, int] = field(default_factory=dict)


def checklist_of(template: bytes, name: str, files: Sequence[StoredFile], language: Language) -> Filled:
    """The checklist workbook filled in for the files. Raises UnreadableInput."""
    units = [
        CheckedUnit(file.unit_name or file.name, file.fiscal_year, decode_report(file.report), file.ran)
        for file in files
    ]
    return fill_checklist(template, name, units, language)


def notices_of(files: Sequence[StoredFile], deadline: date | None, language: Language) -> bytes | None:
    """A zip with one Word notice per unit; None where no unit has a finding."""
    answers = [(decode_report(file.report), decode_disclosure(file.disclosure, file.name)) for file in files]
    written = notices(answers, deadline, language)
    if not written:
        return None
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in written.items():
            packed.writestr(zipfile.ZipInfo(name, date_time=_DAY), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
