"""Running LibreOffice on one file, with a profile of its own, a limit of time and, on Linux, of memory.

Elsewhere the reading process's limit of addresses, which LibreOffice inherits, is what there is; on Windows
there is none but the time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path, PurePath

from mingzhang.document.model import Document
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.docx.file import read_word
from mingzhang.readers.memory import resident_of_group
from mingzhang.readers.xlsx.file import read_workbook

SECONDS = 60
MEMORY = 920 * 1024 * 1024
"""Bytes that LibreOffice and what it starts may hold."""
_EVERY = 0.25
_PLACES = (
    "/usr/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def read_converted(data: bytes, name: str, *, spreadsheet: bool) -> Document:
    """The document in `data` once LibreOffice has made an Office Open XML file of it."""
    program = office()
    if program is None:
        raise UnreadableInput(
            f"{name}：读这种格式要用 LibreOffice，这台电脑没有；请安装，或在 WPS/Word 里另存为 docx。",
            f"{name}: this format is read through LibreOffice, which is not installed; install it, or save "
            "the file as docx or PDF.",
        )
    ending = "xlsx" if spreadsheet else "docx"
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        source = Path(folder) / ("source" + _ending(data, name))
        source.write_bytes(data)
        if not _converted(program, source, ending, Path(folder)):
            raise UnreadableInput(
                f"{name}：LibreOffice 打不开（文件损坏、加密，或超过 {SECONDS} 秒、{MEMORY >> 20} MB）；"
                "请另存为 docx 或 PDF。",
                f"{name}: LibreOffice cannot open it (damaged, encrypted, over {SECONDS} s or "
                f"{MEMORY >> 20} MB); save it as docx or PDF.",
            )
        converted = (Path(folder) / "out" / f"source.{ending}").read_bytes()
    document = (read_workbook if spreadsheet else read_word)(converted, name)
    # The properties of the converted file are those of the conversion.
    document.traces = [trace for trace in document.traces if trace[0] != "author"]
    return document


def _ending(data: bytes, name: str) -> str:
    """The ending that tells LibreOffice what the content is, whatever the file is called."""
    if data.startswith(rb"{\rtf"):
        return ".rtf"
    for kind, ending in ((b"opendocument.spreadsheet", ".ods"), (b"opendocument.text", ".odt")):
        if kind in data[:200]:
            return ending
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in (".wps", ".wpt") else ".doc"


def office() -> str | None:
    """LibreOffice's program, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if os.path.exists(place)), None)


def _converted(program: str, source: Path, ending: str, folder: Path) -> bool:
    """Whether `out/source.<ending>` is there. RTF becomes OpenDocument first: of the merged cells of a table
    head LibreOffice loses the columns when it writes the other format at once."""
    if source.suffix == ".rtf":
        if not _convert(program, source, "odt", folder):
            return False
        source = folder / "out" / "source.odt"
    return _convert(program, source, ending, folder)


def _convert(program: str, source: Path, ending: str, folder: Path) -> bool:
    profile = (folder / "profile").as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        ending,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    group = {} if sys.platform == "win32" else {"start_new_session": True}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **group) as process:  # type: ignore[call-overload]
        try:
            ended = _wait(process)
        except BaseException:
            _end(process)
            raise
        if not ended:
            _end(process)
            return False
    return (folder / "out" / f"source.{ending}").is_file()


def _wait(process: subprocess.Popen[bytes]) -> bool:
    """Whether it came to its end within its time and memory."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            process.wait(_EVERY)
        except subprocess.TimeoutExpired:
            if resident_of_group(process.pid) > MEMORY:
                return False
        else:
            return True
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice and the process that it has started itself."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        import signal

        os.killpg(process.pid, signal.SIGKILL)
