"""A file of any supported format, or a disclosure JSON, as a disclosure."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Disclosure
from mingzhang.intake.options import DEFAULT_MAX_SIZE, JSON_MAX_SIZE, ReadOptions
from mingzhang.kit.errors import UnreadableInput
from mingzhang.kit.printable import shown_name
from mingzhang.kit.system_errors import reason_of
from mingzhang.standard.load import Standard, load_standard


def read_file(path: Path, options: ReadOptions | None = None) -> Disclosure:
    """The disclosure in `path`.

    Raises UnreadableInput (one line: what, where, what to do) if the file is missing, too large,
    of no supported format, or no disclosure.
    """
    options = options or ReadOptions()
    return read_data(bytes_of(path, options.max_size), path.name, options).disclosure


@dataclass(slots=True)
class Reading:
    """A disclosure that was read, by which reader (`json`: a disclosure JSON), from how many pages."""

    disclosure: Disclosure
    reader: str
    pages: int | None = None


def read_data(data: bytes, name: str, options: ReadOptions, *, isolated: bool = True) -> Reading:
    """The disclosure in the bytes of a file called `name`.

    `isolated`: in a process of its own. A process that was started to read may do it itself.
    Raises UnreadableInput as `read_file` does.
    """
    name = shown_name(name)
    if _looks_like_json(data):
        if len(data) > JSON_MAX_SIZE:
            raise _too_large(name, len(data), JSON_MAX_SIZE, adjustable=False)
        return Reading(_overruled(decode_disclosure(data, name), options), "json")
    # A disclosure JSON needs no reader; what recognises documents is loaded only for documents.
    from mingzhang.readers.isolated import Limits
    from mingzhang.readers.registry import read_document
    from mingzhang.recognise.disclosure import recognise

    limits = Limits(page_seconds=options.page_seconds, reached=options.reached)
    document = read_document(data, name, limits, isolated=isolated)
    disclosure = recognise(
        document,
        standard_for(options.year),
        year=options.year,
        variant=options.variant,
        unit=options.unit,
    )
    pages = max((block.place.page or 0 for block in document.blocks), default=0)
    return Reading(disclosure, document.format, pages or None)


def standard_for(year: int | None) -> Standard:
    """The Chinese standard as of `year` (the nearest year that has data)."""
    return load_standard("cn", year)


def _overruled(disclosure: Disclosure, options: ReadOptions) -> Disclosure:
    if options.year is not None:
        disclosure.fiscal_year = options.year
    if options.variant is not None:
        disclosure.variant = options.variant
    if options.unit is not None:
        disclosure.unit.name = options.unit
    return disclosure


def _looks_like_json(data: bytes) -> bool:
    begin = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return begin.startswith(b"{") and not begin.startswith(rb"{\rtf")


def bytes_of(path: Path, max_size: int = DEFAULT_MAX_SIZE) -> bytes:
    """The content of a file of at most `max_size` bytes. Raises UnreadableInput."""
    shown = shown_name(str(path))
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UnreadableInput(f"{shown}：是文件夹，请给出文件。", f"{shown}: is a folder; name a file.")
        if not stat.S_ISREG(found.st_mode):
            # A pipe or a device may have no end, or never begin.
            raise UnreadableInput(
                f"{shown}：不是普通文件（是设备或管道）；请先存成文件。",
                f"{shown}: no ordinary file but a device or pipe; save it as a file first.",
            )
        if found.st_size > max_size:
            raise _too_large(shown, found.st_size, max_size)
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(
            f"{shown}：文件不存在；请检查路径。", f"{shown}: no such file; check the path."
        ) from None
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise UnreadableInput(
            f"{shown}：不能读取（{reason.zh}）。", f"{shown}: cannot be read ({reason.en})."
        ) from None
    if not data.strip():
        name = shown_name(path.name)
        raise UnreadableInput(
            f"{name}：文件是空的；请重新导出后再试。", f"{name}: the file is empty; export it again."
        )
    return data


def _too_large(name: str, size: int, limit: int, *, adjustable: bool = True) -> UnreadableInput:
    mib = 1024 * 1024
    if not adjustable:
        return UnreadableInput(
            f"{name}：{size / mib:.0f} MB，超过一份决算公开 JSON 的上限 {limit / mib:.0f} MB；请检查文件。",
            f"{name}: {size / mib:.0f} MB is over the {limit / mib:.0f} MB of a disclosure JSON; check it.",
        )
    return UnreadableInput(
        f"{name}：{size / mib:.0f} MB，超过上限 {limit / mib:.0f} MB；请拆分文件，或用 --max-size 放宽。",
        f"{name}: {size / mib:.0f} MB is over the limit of {limit / mib:.0f} MB; split it or use --max-size.",
    )
