"""What an uploaded file really is: its first bytes must be those of what its name says.

A program under the name of a picture would be opened by whoever trusts the name; what shows a result is a
document, a table, a picture or a film. Saved pages are taken, for no browser ever shows them: evidence is
downloaded only.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile

from mingzhang.app.workbench import UnreadableInput

HEAD = 8192
"""Bytes that are looked at."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
TEXT: tuple[bytes, ...] = ()
KINDS: dict[str, tuple[int, tuple[bytes, ...]]] = {
    "pdf": (0, (b"%PDF-",)),
    "ofd": (0, ZIP), "docx": (0, ZIP), "xlsx": (0, ZIP), "pptx": (0, ZIP), "zip": (0, ZIP),
    "doc": (0, OLE), "xls": (0, OLE), "ppt": (0, OLE), "wps": (0, OLE + ZIP), "et": (0, OLE + ZIP),
    "dps": (0, OLE + ZIP),
    "rar": (0, (b"Rar!\x1a\x07",)), "7z": (0, (b"7z\xbc\xaf\x27\x1c",)),
    "jpg": (0, (b"\xff\xd8\xff",)), "jpeg": (0, (b"\xff\xd8\xff",)), "png": (0, (b"\x89PNG\r\n\x1a\n",)),
    "gif": (0, (b"GIF87a", b"GIF89a")), "bmp": (0, (b"BM",)), "tif": (0, (b"II*\0", b"MM\0*")),
    "tiff": (0, (b"II*\0", b"MM\0*")), "webp": (8, (b"WEBP",)), "heic": (4, (b"ftyp",)),
    "mp4": (4, (b"ftyp",)), "mov": (4, (b"ftyp", b"moov", b"wide", b"mdat")),
    "mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "txt": (0, TEXT), "csv": (0, TEXT), "md": (0, TEXT), "html": (0, TEXT), "htm": (0, TEXT),
}  # fmt: skip
"""By the name's ending: where the sign stands, and what it is; no sign: text."""


def demand_what_it_says(upload: UploadedFile) -> None:
    """UnreadableInput where the name's ending is not one that is taken, or the content is something else."""
    name = PurePosixPath((upload.name or "").replace("\\", "/")).name
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    if ending not in KINDS:
        listed = " ".join(KINDS)
        raise UnreadableInput(
            f"不收这种文件；可以上传：{listed}。", f"Files of this kind are not taken; taken are: {listed}."
        )
    place, signs = KINDS[ending]
    if not (_is_text(head) if signs is TEXT else head[place:].startswith(signs)):
        raise UnreadableInput(
            f"文件内容不是 {ending}，与文件名不符；请检查后重新上传。",
            f"The file is no {ending}, whatever its name says; look at it and upload it again.",
        )


def _is_text(head: bytes) -> bool:
    """Chinese text in one of its usual encodings, and no control characters but line ends and tabs."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if any(byte < 32 and byte not in (9, 10, 12, 13) for byte in head) or head.startswith((b"#!", b"MZ")):
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the last character may be cut in two
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False
