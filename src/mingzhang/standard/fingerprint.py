"""The hash of a standard's data: what a publication was checked and laid out by."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from mingzhang.standard.load import Standard

_DATA = (".yaml", ".csv", ".md", ".json", ".html")


def fingerprint(standard: Standard, without: str | None = None) -> str:
    """SHA-256 over the name, year and every data file of the standard, in the order of their paths.

    `without` leaves out one folder of the standard (`rules`: what all rules share).
    """
    digest = hashlib.sha256(standard.id.encode())
    digest.update(_of_files(standard.root, without))
    return digest.hexdigest()


@cache
def _of_files(root: Path, without: str | None) -> bytes:
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*"), key=lambda item: item.relative_to(root).as_posix()):
        left_out = path.relative_to(root).parts[0] == without
        if path.is_file() and path.suffix in _DATA and not left_out:
            # A checkout may have turned line ends; the data are the same.
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(content).digest())
    return digest.digest()
