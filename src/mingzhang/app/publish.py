"""Publishing: one disclosure written in every format, with a manifest, in one step or not at all."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mingzhang import __version__
from mingzhang.app.correction import Correction, correction_of, write_changes
from mingzhang.app.folder import written_aside
from mingzhang.app.moment import FIXED_TIME, moment_of_environment
from mingzhang.facts.codec import encode, encode_record
from mingzhang.facts.findings import Report
from mingzhang.facts.model import Disclosure
from mingzhang.intake.accepted import read_acceptances
from mingzhang.intake.examine import Companions, examine_disclosure
from mingzhang.intake.options import ReadOptions
from mingzhang.intake.read import read_file, standard_for
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language, Text
from mingzhang.standard.fingerprint import fingerprint
from mingzhang.standard.load import Standard
from mingzhang.writers import manifest
from mingzhang.writers.publication import Download, Publication
from mingzhang.writers.registry import writer, writer_names

LAST = "html"
"""The page lists the other files for download, so it is written after them."""
_ERRORS_SHOWN = 10
_DOWNLOADS = {
    "disclosure.docx": "Word",
    "disclosure.pdf": "PDF",
    "disclosure.xlsx": "Excel",
    "disclosure.json": "JSON",
    "datapackage/datapackage.json": "数据包 Data Package",
    "xbrl/report.xbrl": "XBRL",
    "changes.txt": "更正说明 Corrections",
}
"""What the page offers, by path."""


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """What to publish, where, how. `formats` None: all there are."""

    disclosure: Path
    folder: Path
    formats: Sequence[str] | None = None
    corrects: Path | None = None
    with_errors: bool = False
    accepted: Path | None = None
    options: ReadOptions = field(default_factory=ReadOptions)
    language: Language = "zh"


def publish(request: PublishRequest) -> int:
    """Writes the publication. 0: written; 1: refused because of error-severity findings.

    UnreadableInput and UsageError are raised; whatever goes wrong, nothing half written is left.
    """
    formats = _formats(request.formats)
    disclosure = read_file(request.disclosure, request.options)
    standard = standard_for(request.options.year or disclosure.fiscal_year)
    correction = (
        None if request.corrects is None else correction_of(request.corrects, request.folder, disclosure)
    )
    report = _examined(request, disclosure)
    errors = [item for item in report.findings if item.severity == "error" and item.accepted is None]
    if errors and not request.with_errors:
        print(_refusal(report, len(errors), request), file=sys.stderr)
        return 1
    stamp = _stamp(len(errors)) if errors else None
    made_on = moment_of_environment()
    disclosure.stamp = None
    publication = Publication(
        disclosure,
        standard,
        stamp=stamp,
        made_on=made_on or FIXED_TIME,
        changes=None if correction is None else correction.changes,
    )
    with written_aside(request.folder, manifest.is_publication) as aside:
        files = _write(publication, formats, correction, standard, aside)
        entry = _manifest(request, publication, report, formats, correction, files, aside, made_on)
        (aside / manifest.NAME).write_bytes(encode_record(entry))
    return 0


def _formats(wanted: Sequence[str] | None) -> list[str]:
    known = writer_names()
    chosen = known if wanted is None else tuple(dict.fromkeys(wanted))
    for name in chosen:
        if name not in known:
            every = "、".join(known)
            raise UsageError(
                f"没有“{name}”这种格式；可选：{every}。", f"no format “{name}”; there are {', '.join(known)}."
            )
    if not chosen:
        raise UsageError("--formats 没有写格式。", "--formats names no format.")
    return sorted(chosen, key=lambda name: (name == LAST, name))


def _examined(request: PublishRequest, disclosure: Disclosure) -> Report:
    accepted = () if request.accepted is None else read_acceptances(request.accepted)
    companions = Companions(accepted=accepted)
    name = request.disclosure.name
    return examine_disclosure(name, disclosure, request.options, companions, request.language)


def _refusal(report: Report, errors: int, request: PublishRequest) -> str:
    failing = [item for item in report.findings if item.severity == "error" and item.accepted is None]
    lines = [f"  ✗ {item.rule}  {item.message}" for item in failing[:_ERRORS_SHOWN]]
    if errors > _ERRORS_SHOWN:
        more = errors - _ERRORS_SHOWN
        lines.append(Text(f"  另有 {more} 处", f"  and {more} more").said(request.language))
    head = Text(
        f"没有公开：{request.disclosure} 有 {errors} 处错误；更正后再公开，或用 --with-errors 带声明公开。"
        f"详情：mingzhang check {request.disclosure}",
        f"Not published: {request.disclosure} has {errors} errors; correct them, or publish with a stamp by "
        f"--with-errors. Details: mingzhang check {request.disclosure}",
    )
    return "\n".join([head.said(request.language), *lines])


def _stamp(errors: int) -> str:
    return f"本公开含 {errors} 处未更正的错误，仅供核对 / Published with {errors} uncorrected errors"


def _write(
    publication: Publication,
    formats: Sequence[str],
    correction: Correction | None,
    standard: Standard,
    folder: Path,
) -> list[tuple[str, Path]]:
    """Every format; (format, path) of every file."""
    files: list[tuple[str, Path]] = []
    if correction is not None:
        files += write_changes(correction, standard, folder)
    for name in formats:
        if name == LAST:
            publication.downloads.extend(_downloads(files, folder))
        files += [(name, path) for path in writer(name).write(publication, folder)]
    return files


def _downloads(files: Sequence[tuple[str, Path]], folder: Path) -> list[Download]:
    """As the page, which lies in a folder of its own, links them."""
    written = {path.relative_to(folder).as_posix() for _, path in files}
    return [Download(f"../{path}", title) for path, title in _DOWNLOADS.items() if path in written]


def _manifest(
    request: PublishRequest,
    publication: Publication,
    report: Report,
    formats: Sequence[str],
    correction: Correction | None,
    files: Sequence[tuple[str, Path]],
    folder: Path,
    made_on: datetime | None,
) -> manifest.Manifest:
    disclosure = publication.disclosure
    return manifest.Manifest(
        version=1 if correction is None else correction.version + 1,
        kind=disclosure.kind,
        fiscal_year=disclosure.fiscal_year,
        unit=disclosure.unit.name,
        unit_code=disclosure.unit.code,
        program=f"mingzhang {__version__}",
        made_on=None if made_on is None else made_on.isoformat(),
        source=manifest.Origin(name=request.disclosure.name, sha256=manifest.sha256_of(request.disclosure)),
        disclosure_sha256=hashlib.sha256(encode(disclosure)).hexdigest(),
        standard=manifest.Origin(name=publication.standard.id, sha256=fingerprint(publication.standard)),
        variant=disclosure.variant,
        verdict=report.verdict,
        checks=report.checks,
        findings=report.findings,
        stamp=publication.stamp,
        corrects=None
        if correction is None
        else manifest.Corrected(
            version=correction.version,
            publication_sha256=correction.publication_sha256,
            changes="changes.json",
        ),
        formats=sorted(formats),
        files=manifest.published_files(folder, files),
    )
