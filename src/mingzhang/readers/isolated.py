"""Files of others are read in a process of their own, with limits on time and memory.

Parsers in C crash and hang on what they do not expect, and some documents are made to do that. A process is
kept for the next file and ended where it broke a limit.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty

from mingzhang.document.model import Document
from mingzhang.kit.errors import MissingPart, UnreadableInput
from mingzhang.readers.child import Child
from mingzhang.readers.memory import OUT_OF_MEMORY
from mingzhang.readers.transfer import Answer, Request, answer_in, packed_message, unpacked

COMMAND = [sys.executable, "-m", "mingzhang.readers.worker"]
"""What starts a reading process."""
_FILES = 50
"""Files after which a process makes way for a new one: libraries do not give all their memory back."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for a page (from one page reached to the next), bytes of memory for the reading process.

    `reached` is told each page that is begun; what it raises ends the reading.
    """

    page_seconds: float = 30.0
    memory: int = 920 * 1024 * 1024
    reached: Callable[[int], None] | None = None


def read_isolated(reader: str, data: bytes, name: str, limits: Limits | None = None) -> Document:
    """The document, read by the reader of this name in another process.

    Raises UnreadableInput where the reader refuses it, breaks a limit or crashes; MissingPart where an
    optional part is not installed.
    """
    limits = limits or Limits()
    process = _taken() or _Process()
    try:
        document = process.read(Request(reader, name, data, limits.memory), limits)
    except BaseException:
        if not process.sound:
            process.end()
        else:
            _put_back(process)
        raise
    _put_back(process)
    return document


class _Process:
    """One reading process. `sound` while it waits for the next request."""

    def __init__(self) -> None:
        self.files = 0
        self.sound = True
        self.child = Child(COMMAND)

    def read(self, request: Request, limits: Limits) -> Document:
        """The document; `sound` is False after everything but an answer."""
        self.sound = False
        self.files += 1
        self.child.send(packed_message(request))
        page = 0
        while True:
            try:
                answer = answer_in(self.child.frame(limits.page_seconds))
            except Empty:
                raise _slow(request.name, page, limits.page_seconds) from None
            if answer is None:
                raise self._gone(request.name, page)
            if answer.kind != "page":
                self.sound = True
                return _document(answer, request)
            page = answer.page
            if limits.reached is not None:
                limits.reached(page)

    def _gone(self, name: str, page: int) -> UnreadableInput:
        if self.child.status() == OUT_OF_MEMORY:
            return _heavy(name, page)
        at, at_en = _where(page)
        return UnreadableInput(
            f"{name}：{at}使解析程序崩溃，读不了；文件可能已损坏，请重新导出或打印成新的 PDF 再试。",
            f"{name}: {at_en} crashed the parser; the file may be damaged: export or print it anew.",
        )

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self.child.end()


def _document(answer: Answer, request: Request) -> Document:
    if answer.kind == "document" and answer.document is not None:
        return unpacked(answer.document)
    if answer.kind == "missing":
        raise MissingPart(answer.zh, answer.en)
    if answer.kind == "refused":
        raise UnreadableInput(answer.zh, answer.en)
    if answer.zh == "MemoryError":
        raise _heavy(request.name, 0)
    if "MINGZHANG_DEBUG" in os.environ:
        raise RuntimeError(answer.en)
    raise UnreadableInput(
        f"{request.name}：按 {request.reader} 格式读取时出错（{answer.zh}）；文件可能已损坏，请重新导出。",
        f"{request.name}: an error while reading it as {request.reader} ({answer.zh}); "
        "the file may be damaged: export it again.",
    )


def _where(page: int) -> tuple[str, str]:
    return (f"第{page}页", f"page {page}") if page else ("文件", "the file")


def _slow(name: str, page: int, seconds: float) -> UnreadableInput:
    at, at_en = _where(page)
    return UnreadableInput(
        f"{name}：{at}读了 {seconds:g} 秒还没有读完，已停止；请检查文件，或用 --page-seconds 放宽。",
        f"{name}: {at_en} took over {seconds:g} s and was stopped; check the file or use --page-seconds.",
    )


def _heavy(name: str, page: int) -> UnreadableInput:
    at, at_en = _where(page)
    return UnreadableInput(
        f"{name}：读{at}要用的内存超过上限，已停止；请拆分文件或重新导出再试。",
        f"{name}: reading {at_en} takes more memory than allowed; split the file or export it again.",
    )


_idle: list[_Process] = []
_lock = threading.Lock()


def _taken() -> _Process | None:
    """A process that waits, if this process started it (not one that it was forked from)."""
    with _lock:
        while _idle:
            process = _idle.pop()
            if process.child.running:
                return process
    return None


def _put_back(process: _Process) -> None:
    with _lock:
        if process.files < _FILES and len(_idle) < (os.cpu_count() or 1):
            _idle.append(process)
            return
    process.end()


@atexit.register
def _end_all() -> None:
    with _lock:
        for process in _idle:
            if process.child.owner == os.getpid():
                process.end()
        _idle.clear()
