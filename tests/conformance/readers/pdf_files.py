"""PDFs put together byte by byte, sound and hostile ones."""

from __future__ import annotations

import zlib
from collections.abc import Sequence


def pdf(objects: Sequence[bytes], trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root %d 0 R %s >>\n" % (len(objects) + 1, root, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % at)


def stream(content: bytes, extra: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object's body."""
    if packed:
        content, extra = zlib.compress(content), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n" % (len(content), extra) + content + b"\nendstream"


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page_of(content: bytes, *, box: str = "0 0 595 842", page: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of one page with Helvetica as /F and `content`; `page` adds to the page's dictionary."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R "
            b"/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> %s >>" % (box.encode(), page),
            stream(content),
            FONT,
            stream(b"0 0 10 10 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"),
        ],
        trailer,
    )


def scan(box: str, width: int, height: int) -> bytes:
    """A PDF of one page that a grey picture of so many pixels fills."""
    x0, y0, x1, y1 = map(float, box.split())
    shape = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceGray"
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R "
            b"/Resources << /XObject << /X 5 0 R >> >> >>" % box.encode(),
            stream(f"{x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm /X Do".encode()),
            stream(bytes(width * height), shape % (width, height)),
        ]
    )


def encrypted() -> bytes:
    """A PDF that wants a password."""
    words = b"<" + b"41" * 32 + b">"
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O %s /U %s >> /ID [<00> <00>]" % (words, words)
    return page_of(b"BT /F 12 Tf 72 700 Td (secret) Tj ET", trailer=lock)


def page_tree_in_a_circle() -> bytes:
    """A page tree that holds itself."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 9 >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 9 >>",
        ]
    )


def form_in_itself() -> bytes:
    """A form that paints itself twice: without an end to it, 2^n paintings."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /XObject << /X 5 0 R >> >> >>",
            stream(b"/X Do /X Do"),
            stream(
                b"0 0 10 10 re f /X Do /X Do",
                b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >>",
            ),
        ]
    )


def forms_doubling(depth: int = 26) -> bytes:
    """Forms that each paint the next one twice: 2^26 rectangles on one page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /X 5 0 R >> >> >>",
        stream(b"/X Do /X Do"),
    ]
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
    objects += [stream(b"/X Do /X Do", form % (6 + number)) for number in range(depth)]
    objects.append(stream(b"0 0 10 10 re f", form % 1))
    return pdf(objects)


def many_objects(count: int = 1_000_000) -> bytes:
    """A page with a million lines."""
    return page_of(b"".join(b"%d %d m %d 800 l S\n" % (n % 595, n % 842, n % 595) for n in range(count)))


def many_characters(count: int = 1_000_000) -> bytes:
    """A page with a million characters."""
    return page_of(
        b"BT /F 1 Tf 1 0 0 1 0 800 Tm 1 TL " + b"(" + b"x" * 500 + b") ' " * (count // 500) + b" ET"
    )


def many_texts(count: int = 500_000) -> bytes:
    """A page with half a million texts of one character."""
    return page_of(b"BT /F 5 Tf " + b"1 0 0 1 50 400 Tm (7) Tj " * count + b" ET")


def inflating(mib: int = 500) -> bytes:
    """A stream of a megabyte that unpacks to half a gigabyte."""
    return page_of(b" " * (mib * 1024 * 1024))


def deep_arrays(depth: int = 200_000) -> bytes:
    """Arrays within arrays."""
    return page_of(b"[" * depth + b"]" * depth, page=b"/Annots " + b"[" * depth + b"]" * depth)


def previous_in_a_circle() -> bytes:
    """A table of objects that names itself as the one before it."""
    whole = page_of(b"BT /F 12 Tf 72 700 Td (text) Tj ET")
    at = whole.rindex(b"xref\n0")
    return whole.replace(b"trailer << ", b"trailer << /Prev %d " % at)


def huge_page() -> bytes:
    """A page of a hundred kilometres."""
    return page_of(b"BT /F 12 Tf 72 700 Td (text) Tj ET", box="-1e9 -1e9 1e9 1e9")


def claiming_many_pages() -> bytes:
    """A page tree that claims two thousand million pages."""
    return page_of(b"").replace(b"/Count 1 ", b"/Count 2000000000 ")


HOSTILE = {
    "encrypted": encrypted,
    "page tree in a circle": page_tree_in_a_circle,
    "form in itself": form_in_itself,
    "forms doubling": forms_doubling,
    "a million lines": many_objects,
    "a million characters": many_characters,
    "half a million texts": many_texts,
    "inflating": inflating,
    "deep arrays": deep_arrays,
    "previous in a circle": previous_in_a_circle,
    "a huge page": huge_page,
    "claiming many pages": claiming_many_pages,
}
