"""XBRL: a taxonomy and the report as an XBRL 2.1 instance and as xBRL-JSON."""

from __future__ import annotations

from pathlib import Path

from mingzhang.writers.publication import Publication

FOLDER = "xbrl"


class XbrlWriter:
    """Writes `xbrl/taxonomy.xsd` with its linkbases, `xbrl/report.xbrl` and `xbrl/report.json`."""

    name = "xbrl"

    def write(self, publication: Publication, folder: Path) -> list[Path]:
        """All files in a folder of their own below `folder`."""
        from mingzhang.writers.xbrl.report import write_report

        target = folder / FOLDER
        target.mkdir()
        return write_report(publication, target)


WRITER = XbrlWriter()
