"""Open data: a Frictionless Data Package of CSV tables with a data dictionary in two languages."""

from __future__ import annotations

from pathlib import Path

from mingzhang.writers.publication import Publication

FOLDER = "datapackage"


class DataPackageWriter:
    """Writes `datapackage/datapackage.json` and its tables."""

    name = "datapackage"

    def write(self, publication: Publication, folder: Path) -> list[Path]:
        """The package as a folder of its own below `folder`."""
        from mingzhang.writers.datapackage.package import write_package

        target = folder / FOLDER
        target.mkdir()
        return write_package(publication, target)


WRITER = DataPackageWriter()
