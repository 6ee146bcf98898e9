"""Excel: one sheet a statement with live formulas from the identities, the evaluations, the texts."""

from __future__ import annotations

from pathlib import Path

from mingzhang.writers.publication import Publication


class XlsxWriter:
    """Writes `disclosure.xlsx`."""

    name = "xlsx"

    def write(self, publication: Publication, folder: Path) -> list[Path]:
        """The workbook as one file below `folder`."""
        from mingzhang.writers.xlsx.workbook import write_workbook

        path = folder / "disclosure.xlsx"
        path.write_bytes(write_workbook(publication))
        return [path]


WRITER = XlsxWriter()
