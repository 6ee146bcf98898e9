"""Pictures of pages – PNG, JPEG, TIFF – read by OCR into paragraphs and grids."""

from __future__ import annotations

from mingzhang.document.model import Document

_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


class ImageReader:
    """Reads pictures. What it needs (the extra `ocr`) is loaded when the first one is read."""

    name = "image"
    extensions = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
    priority = 20

    def sniffs(self, data: bytes) -> bool:
        """The mark of a PNG, JPEG or TIFF file at its beginning."""
        return data.startswith(_MARKS)

    def read(self, data: bytes, name: str) -> Document:
        """The document; UnreadableInput where it is no picture, MissingPart without the extra `ocr`."""
        from mingzhang.readers.image.document import read_image

        return read_image(data, name)


READER = ImageReader()
