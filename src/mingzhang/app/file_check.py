"""A file that somebody wants checked, on screen: read once, checked in both languages, laid out to be looked
at, its pages drawn; findings accepted; reports in every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from mingzhang.app.check import CheckRequest, Format, reports_written
from mingzhang.app.marking import MarkedFile, marked_file
from mingzhang.app.marking.layout import layout_of
from mingzhang.facts.codec import decode_disclosure, decode_report, encode
from mingzhang.facts.model import Disclosure
from mingzhang.intake.accepted import Acceptance, accept
from mingzhang.intake.examine import Companions, examine_counted
from mingzhang.intake.options import ReadOptions
from mingzhang.intake.read import read_file, standard_for
from mingzhang.kit.errors import UnreadableInput
from mingzhang.kit.language import Language, Text
from mingzhang.readers.drawn import PagePicture, page_pictures
from mingzhang.readers.registry import reader_for
from mingzhang.repair.find import Limits, find_repairs

LANGUAGES: tuple[Language, ...] = ("zh", "en")
REPAIR_SECONDS = 10.0
"""Seconds that the search for repairs may take, in each language."""
Step = Callable[[Text], None]
_READING = Text("读取", "reading")
_VIEW = msgspec.json.Decoder(MarkedFile)  # made while no other thread can: see facts.codec


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """`disclosure` and `reports` are JSON as the command line writes them, `views` that of a MarkedFile;
    `ran`: how often each rule ran; `counts`: findings by severity."""

    disclosure: bytes
    reports: dict[Language, bytes]
    views: dict[Language, bytes]
    ran: dict[str, int]
    verdict: str
    counts: dict[str, int]
    unit_name: str
    unit_code: str
    fiscal_year: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class FileAcceptance:
    """A finding that a named person accepts: as an entry of the file that `--accepted` takes."""

    finding: str
    rule: str
    reason: str
    person: str
    date: str


@dataclass(slots=True)
class Against:
    """Other files to check against, as the options of `mingzhang check`."""

    prior: Path | None = None
    budget: Path | None = None
    units: list[Path] = field(default_factory=list)


def check_file(path: Path, name: str, step: Step, against: Against | None = None) -> CheckedFile:
    """The file at `path`, called `name`. `step` is told what is being done, and may raise to stop it.

    Raises UnreadableInput (one line: what, where, what to do) or MissingPart.
    """
    against = against or Against()

    def reached(page: int) -> None:
        step(Text(f"读取第 {page} 页", f"reading page {page}"))

    options = ReadOptions(reached=reached)
    step(_READING)
    disclosure = _read(path, name, options)
    companions = Companions(
        prior=None if against.prior is None else read_file(against.prior, options),
        budget=None if against.budget is None else read_file(against.budget, options),
        units=[read_file(unit, options) for unit in against.units],
    )
    standard = standard_for(disclosure.fiscal_year)
    layout = layout_of(path.read_bytes(), name, disclosure)
    reports: dict[Language, bytes] = {}
    views: dict[Language, bytes] = {}
    for language in LANGUAGES:
        step(Text("核对", "checking"))
        report, ran = examine_counted(name, disclosure, options, companions, language, suspects=True)
        step(Text("找改法", "looking for repairs"))
        repair = find_repairs(disclosure, standard, Limits(REPAIR_SECONDS, language), name)
        reports[language] = encode(report)
        view = marked_file(disclosure, report, repair, layout, standard, language)
        views[language] = msgspec.json.encode(view)
    counts = {"error": 0, "warning": 0, "info": 0}
    for finding in report.findings:
        counts[finding.severity] += 1
    unit = disclosure.unit
    return CheckedFile(
        encode(disclosure), reports, views, ran, report.verdict, counts, unit.name or "", unit.code or "",
        disclosure.fiscal_year, disclosure.kind,
    )  # fmt: skip


def _read(path: Path, name: str, options: ReadOptions) -> Disclosure:
    """The disclosure; errors call the file by the name that its owner knows."""
    try:
        return read_file(path, options)
    except UnreadableInput as error:
        said = error.message
        names = (str(path), path.name)
        zh, en = said.zh, said.en
        for other in names:
            zh, en = zh.replace(other, name), en.replace(other, name)
        raise UnreadableInput(zh, en) from None


def pictures_of(path: Path, name: str) -> Iterator[PagePicture]:
    """The pages of a PDF or scan as pictures; none of any other file. A hostile file may crash the process:
    to be called in one that may be lost."""
    yield from page_pictures(path.read_bytes(), name)


def view_of(data: bytes) -> MarkedFile:
    """A view from its JSON."""
    return _VIEW.decode(data)


def with_acceptances(report: bytes, acceptances: Sequence[FileAcceptance]) -> bytes:
    """The report JSON with these findings accepted, and the verdict that is left."""
    found = decode_report(report)
    accept(found.findings, [Acceptance(**_plain(item)) for item in acceptances])
    failing = any(item.severity == "error" and item.accepted is None for item in found.findings)
    found.verdict = "inconsistent" if failing else "consistent"
    return encode(found)


def _plain(item: FileAcceptance) -> dict[str, str]:
    return {name: getattr(item, name) for name in ("finding", "rule", "reason", "person", "date")}


def report_as(report: bytes, disclosure: bytes, format: Format, language: Language) -> bytes:
    """The report JSON in another format, as `mingzhang check --format` writes it."""
    found, read = decode_report(report), decode_disclosure(disclosure, "disclosure.json")
    return reports_written([(found, read)], CheckRequest([], format=format, language=language))


def format_of(data: bytes, name: str) -> str:
    """The name of the reader that takes this content. Raises UnreadableInput where none does: what a file is
    called decides only where its content does not."""
    if data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" and not data.startswith(rb"{\rtf"):
        return "json"
    reader = reader_for(data, name)
    if reader is None or not data.strip():
        raise UnreadableInput(
            f"{name}：不是能识别的格式，没有收下；请用 Word、Excel、PDF、扫描图片、网页、文本或 JSON。",
            f"{name}: of no format known here, not taken; use Word, Excel, PDF, scans, HTML, text or JSON.",
        )
    return reader.name
