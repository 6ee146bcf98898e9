"""Zip archives (Word, Excel) whose bytes do not depend on the clock."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime


def with_fixed_times(data: bytes, moment: datetime) -> bytes:
    """The archive with every entry dated `moment`; order, names and contents stay."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            dated = zipfile.ZipInfo(entry.filename, moment.timetuple()[:6])
            dated.compress_type = zipfile.ZIP_DEFLATED
            dated.external_attr = 0o600 << 16
            dated.create_system = 3
            new.writestr(dated, old.read(entry.filename))
    return stream.getvalue()
