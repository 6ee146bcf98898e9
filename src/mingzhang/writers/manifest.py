"""`publication.json`: what a publication consists of, what it was made from, and what was known then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from mingzhang.facts.findings import Checks, Finding
from mingzhang.facts.model import Record
from mingzhang.kit.errors import UnreadableInput

SCHEMA = "mingzhang/publication/1"
NAME = "publication.json"


class PublishedFile(Record, kw_only=True):
    """One file: its path below the folder (with `/`), its format, its bytes."""

    path: str
    format: str
    size: int
    sha256: str


class Origin(Record, kw_only=True):
    """What the publication was made from: a file and its hash, or a standard and its hash."""

    name: str
    sha256: str


class Corrected(Record, kw_only=True):
    """The publication that this one corrects: its version and the hash of its `publication.json`."""

    version: int
    publication_sha256: str
    changes: str


class Manifest(Record, kw_only=True):
    """`publication.json`. `made_on` is the time given by SOURCE_DATE_EPOCH, else null."""

    schema: str = SCHEMA
    version: int = 1
    kind: str
    fiscal_year: int | None
    unit: str | None
    unit_code: str | None
    program: str
    made_on: str | None
    source: Origin
    disclosure_sha256: str
    """Of the disclosure as JSON, whatever format it was read from."""
    standard: Origin
    variant: str | None
    verdict: str
    checks: Checks
    findings: list[Finding]
    stamp: str | None
    corrects: Corrected | None
    formats: list[str]
    files: list[PublishedFile]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def published_files(folder: Path, written: Iterable[tuple[str, Path]]) -> list[PublishedFile]:
    """(format, path) of every file as entries of the manifest, by path."""
    entries = [
        PublishedFile(
            path=path.relative_to(folder).as_posix(),
            format=name,
            size=path.stat().st_size,
            sha256=sha256_of(path),
        )
        for name, path in written
    ]
    return sorted(entries, key=lambda entry: entry.path)


def is_publication(folder: Path) -> bool:
    """Whether the folder holds a publication of ours."""
    try:
        read_manifest(folder)
    except UnreadableInput:
        return False
    return True


def read_manifest(folder: Path) -> Manifest:
    """The folder's `publication.json`; UnreadableInput where it is missing or no such thing."""
    path = folder / NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError:
        raise UnreadableInput(
            f"{folder}：不是公开成品文件夹（没有 {NAME}）；请给出 mingzhang publish 写成的文件夹。",
            f"{folder}: is no publication (it has no {NAME}); name a folder written by mingzhang publish.",
        ) from None
    except msgspec.DecodeError as error:
        raise UnreadableInput(
            f"{path}：不是有效的公开清单（{error}）。", f"{path}: is no valid manifest ({error})."
        ) from None


def altered_files(folder: Path, manifest: Manifest) -> list[str]:
    """Paths that the manifest names and that are missing or have other bytes."""
    altered = []
    for entry in manifest.files:
        path = folder / entry.path
        if not path.is_file() or sha256_of(path) != entry.sha256:
            altered.append(entry.path)
    return altered
