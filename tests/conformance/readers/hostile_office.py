"""Office files and pages that are made to do harm, each as bytes."""

from __future__ import annotations

import io
import zipfile

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"


def word_of(document: bytes) -> bytes:
    """A Word file with this main part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("word/document.xml", document)
    return stream.getvalue()


def _book_of(sheet: bytes) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    )
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": f'<Relationships xmlns="{_P}"><Relationship Id="r1" Type="{_R}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_S} xmlns:r="{_R}"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_P}"><Relationship Id="r1" '
        f'Type="{_R}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return stream.getvalue()


def bomb() -> bytes:
    """A Word file whose main part unpacks to 400 MB of blanks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b" " * 1024 * 1024)
    return stream.getvalue()


def cell_bomb() -> bytes:
    """Three million cells."""
    row = b"<row>" + b"<c><v>1</v></c>" * 1_000 + b"</row>"
    return _book_of(f"<worksheet {_S}><sheetData>".encode() + row * 3_000 + b"</sheetData></worksheet>")


def scattered_cells() -> bytes:
    """Cells down a diagonal: the rectangle around them has a hundred million."""
    from openpyxl.utils import get_column_letter

    rows = "".join(
        f'<row r="{at}"><c r="{get_column_letter(at)}{at}"><v>1</v></c></row>' for at in range(1, 10_001)
    )
    return _book_of(f"<worksheet {_S}><sheetData>{rows}</sheetData></worksheet>".encode())


def wide_merges() -> bytes:
    """Merged cells that name the whole sheet, again and again; the texts make no disclosure."""
    texts = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>x</t></is></c></row>' for at in (1, 2, 1_048_576)
    )
    merges = "".join(f'<mergeCell ref="A{at}:XFD1048576"/>' for at in range(1, 50))
    data = f"<sheetData>{texts}</sheetData><mergeCells>{merges}</mergeCells>"
    return _book_of(f"<worksheet {_S}>{data}</worksheet>".encode())


def entities() -> bytes:
    """A billion laughs."""
    lines = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
    body = "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
    declared = f'<!DOCTYPE d [<!ENTITY a0 "x">{lines}]>'
    return word_of(f"{declared}<w:document {_W}><w:body>{body}</w:body></w:document>".encode())


def external_entity(address: str = "file:///etc/hostname") -> bytes:
    """An entity that stands for another file."""
    return word_of(
        f'<!DOCTYPE d [<!ENTITY a SYSTEM "{address}">]><w:document {_W}><w:body><w:p><w:r><w:t>&a;</w:t>'
        "</w:r></w:p></w:body></w:document>".encode()
    )


def nested_word(depth: int) -> bytes:
    """Tables in one another."""
    opening, closing = "<w:tbl><w:tr><w:tc><w:p/>", "</w:tc></w:tr></w:tbl>"
    body = opening * depth + closing * depth
    return word_of(f"<w:document {_W}><w:body>{body}</w:body></w:document>".encode())


def nested_page(depth: int) -> bytes:
    """Tables in one another, a page."""
    body = "<table><tr><td>x" * depth + "</td></tr></table>" * depth
    return f"<html><body>{body}</body></html>".encode()


def span_page() -> bytes:
    """Cells that each claim hundreds of rows and columns."""
    row = "<tr>" + '<td rowspan="65534" colspan="1000">x</td>' * 50 + "</tr>"
    return f"<html><body><table>{row * 200}</table></body></html>".encode()


def protected() -> bytes:
    """What an office file with a password begins with."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 4_000
        + "EncryptionInfo".encode("utf-16-le")
        + "EncryptedPackage".encode("utf-16-le")
        + b"\x00" * 4_000
    )
