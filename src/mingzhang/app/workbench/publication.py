"""A publication in memory: every format that there is, as `mingzhang publish` writes it."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from mingzhang.app.publish import PublishRequest, publish
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Disclosure
from mingzhang.kit.errors import UsageError


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that was accepted: its id and rule, why, by whom, on which day (ISO 8601)."""

    finding: str
    rule: str
    reason: str
    person: str
    date: str


_TITLES = {".docx": "Word 文档", ".pdf": "PDF", ".xlsx": "Excel 工作簿（含公式）"}
_DAY = (1980, 1, 1, 0, 0, 0)


def publication_files(data: bytes, waived: Sequence[Waived] = ()) -> list[tuple[str, str, bytes]]:
    """(name, title, content) of the files of a disclosure JSON's publication: itself, the papers, and one
    zip of everything (web page, data package, XBRL, manifest), whose links lead from file to file. The
    manifest names what was `waived`. UsageError where error-severity findings are left.
    """
    disclosure = decode_disclosure(data, "disclosure.json")
    stem = file_stem(disclosure)
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
        source, folder = Path(scratch) / "disclosure.json", Path(scratch) / "publication"
        source.write_bytes(data)
        accepted = Path(scratch) / "accepted.json"
        accepted.write_bytes(_acceptances(waived))
        if publish(PublishRequest(source, folder, accepted=accepted)) != 0:
            raise UsageError("有错误级问题，不能公开。", "error-severity findings: not published.")
        found = [(f"{stem}.json", "决算公开 JSON", data)]
        found += [
            (f"{stem}{path.suffix}", _TITLES[path.suffix], path.read_bytes())
            for path in sorted(folder.iterdir())
            if path.suffix in _TITLES
        ]
        found.append((f"{stem}.zip", "全部文件：网页、数据包、XBRL、清单（zip）", _packed(folder)))
    return found


def file_stem(disclosure: Disclosure) -> str:
    """The beginning of the files' names: the unit's code, as far as names may hold it, and the year."""
    code = "".join(char for char in disclosure.unit.code or "" if char.isascii() and char.isalnum())
    return f"{code or 'disclosure'}-{disclosure.fiscal_year}"


def _acceptances(waived: Sequence[Waived]) -> bytes:
    items = [asdict(item) for item in waived]
    text = json.dumps({"schema": "mingzhang/accepted/1", "accepted": items}, ensure_ascii=False)
    return text.encode()


def _packed(folder: Path) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), date_time=_DAY)
                packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
