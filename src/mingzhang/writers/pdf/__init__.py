"""PDF: the same paper set by Typst, with bookmarks, tags and fonts as subsets."""

from __future__ import annotations

from pathlib import Path

from mingzhang.writers.publication import Publication

NAME = "disclosure.pdf"


class PdfWriter:
    """Writes `disclosure.pdf`."""

    name = "pdf"

    def write(self, publication: Publication, folder: Path) -> list[Path]:
        """The file written. Raises MissingPart where the machine has no Chinese font."""
        from mingzhang.writers.pdf.file import pdf_bytes

        path = folder / NAME
        path.write_bytes(pdf_bytes(publication))
        return [path]


WRITER = PdfWriter()
