"""The Word file: cover, contents, parts, statements on pages of their own, forms, page numbers."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.shared import Mm

from mingzhang.writers.docx.body import Body
from mingzhang.writers.docx.elements import add_field, add_run
from mingzhang.writers.docx.font_table import font_table
from mingzhang.writers.docx.styles import put_styles
from mingzhang.writers.publication import Publication

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def docx_bytes(publication: Publication) -> bytes:
    """The file; the same publication gives the same bytes."""
    document = Document()
    put_styles(document)
    _put_page(document, publication.stamp)
    _put_properties(document, publication)
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith("fontTable.xml"):
            part._blob = font_table()
    Body(document, publication).write()
    stream = io.BytesIO()
    document.save(stream)
    return _timeless(stream.getvalue())


def _put_page(document: Any, stamp: str | None) -> None:
    """A4 with the margins of GB/T 9704 (37, 28, 35, 26 mm); the first page has neither header nor footer."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(24)
    section.different_first_page_header_footer = True
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["footer"]
    add_run(footer._p, "— ")
    add_field(footer._p, "PAGE", "1")
    add_run(footer._p, " —")
    for header in (section.header, section.first_page_header):
        line = header.paragraphs[0]
        line.style = document.styles["header"]
        if stamp:
            add_run(line._p, stamp)


def _put_properties(document: Any, publication: Publication) -> None:
    """Title and subject; no person's name, which a published file must not carry."""
    paper, properties = publication.paper, document.core_properties
    properties.title, properties.subject = paper.title, paper.subject
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "zh-CN"
    properties.revision = 1
    made_on = publication.made_on.replace(tzinfo=None)
    properties.created = properties.modified = made_on


def _timeless(data: bytes) -> bytes:
    """The archive with one time for all its members."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return stream.getvalue()
