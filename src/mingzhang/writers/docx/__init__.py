"""Word: the whole disclosure in styles, so that a clerk can go on editing."""

from __future__ import annotations

from pathlib import Path

from mingzhang.writers.publication import Publication

NAME = "disclosure.docx"


class DocxWriter:
    """Writes `disclosure.docx`."""

    name = "docx"

    def write(self, publication: Publication, folder: Path) -> list[Path]:
        """The file written."""
        from mingzhang.writers.docx.file import docx_bytes

        path = folder / NAME
        path.write_bytes(docx_bytes(publication))
        return [path]


WRITER = DocxWriter()
