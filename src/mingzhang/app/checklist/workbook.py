"""The bureau's workbook opened and saved: the same answers give the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from mingzhang.app.moment import FIXED_TIME, moment_of_environment
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.archive import Archive
from mingzhang.writers.zipped import with_fixed_times


def opened(template: bytes, name: str) -> Any:
    """openpyxl's workbook. Raises UnreadableInput."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    Archive(template, name)  # refuses what unpacks to far more than a workbook
    try:
        return load_workbook(io.BytesIO(template))
    except (InvalidFileException, KeyError, ValueError, TypeError, OSError, SyntaxError):
        raise UnreadableInput(
            f"{name}：不是 xlsx 工作簿，或已损坏；请用 Excel 或 WPS 另存为 xlsx。",
            f"{name}: no xlsx workbook, or a damaged one; save it as xlsx with Excel or WPS.",
        ) from None


def saved(book: Any) -> bytes:
    """The workbook's bytes."""
    from openpyxl.writer.excel import ExcelWriter

    moment = moment_of_environment() or FIXED_TIME
    stream = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)).save()
    return with_fixed_times(stream.getvalue(), moment)
