"""The processes that read and check: each file within its limits, a broken process replaced."""

from __future__ import annotations

import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty

import msgspec

from mingzhang.corpus.ingest.messages import Answer, Task, decode_answer, encode_task
from mingzhang.kit.language import Text
from mingzhang.readers.child import Child
from mingzhang.readers.memory import OUT_OF_MEMORY

COMMAND = [sys.executable, "-m", "mingzhang.corpus.ingest.worker"]
_FILES = 500
"""Files after which a process makes way for a new one: libraries do not give all their memory back."""
_FIRST_ANSWER = 60.0
"""Seconds that a process may need on top to start."""


class Pool:
    """`jobs` processes, each driven by a thread that does nothing but wait for it. `beside`: how many such
    processes the machine runs, where others have a pool too."""

    def __init__(self, jobs: int, beside: int | None = None) -> None:
        self._command = [*COMMAND, str(beside or jobs)]
        self._threads = ThreadPoolExecutor(jobs, "corpus")
        self._own = threading.local()
        self._children: set[Child] = set()
        self._lock = threading.Lock()
        self._ended = False

    def submit(self, task: Task) -> Future[Answer]:
        """The answer to come. It is never an exception: a process that died or hung is an answer too."""
        return self._threads.submit(self._answered, task)

    def end(self) -> None:
        """Ends every process at once; what they were doing is lost."""
        self._ended = True
        with self._lock:
            for child in self._children:
                child.end()
            self._children.clear()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _answered(self, task: Task) -> Answer:
        child, files = self._mine()
        answer = self._asked(child, files, task)
        if answer is None and files and not self._ended:
            # A process that has read much may die of what came before: a second one decides.
            self._dismiss(child)
            child, files = self._mine()
            answer = self._asked(child, files, task)
        if answer is None:
            answer = _crashed(task)
        spent = answer.resident == 0 or answer.resident > task.limits.memory // 2 or files + 1 >= _FILES
        if spent:
            self._dismiss(child)
        else:
            self._own.files = files + 1
        return answer

    def _asked(self, child: Child, files: int, task: Task) -> Answer | None:
        child.send(encode_task(task))
        return _heard(child, task, 0.0 if files else _FIRST_ANSWER)

    def _mine(self) -> tuple[Child, int]:
        """This thread's process and the files that it has read."""
        child: Child | None = getattr(self._own, "child", None)
        if child is None or not child.running:
            with self._lock:
                if self._ended:
                    raise RuntimeError("the pool has ended")
                child = Child(self._command)
                self._children.add(child)
            self._own.child, self._own.files = child, 0
        return child, self._own.files

    def _dismiss(self, child: Child) -> None:
        child.end()
        with self._lock:
            self._children.discard(child)
        self._own.child = None


def _heard(child: Child, task: Task, allowance: float) -> Answer | None:
    """The answer, or what became of it; None where the process died."""
    page = 0
    limits = task.limits
    deadline = time.monotonic() + limits.document_seconds + allowance
    page_seconds = limits.page_seconds + allowance
    while True:
        left = deadline - time.monotonic()
        # Pages are told while a file is read; recognising and checking have the whole document's time.
        wait = left if page < 0 else min(page_seconds, left)
        try:
            frame = child.frame(max(wait, 0.0))
        except Empty:
            if left <= wait:
                return _slow(task, limits.document_seconds)
            return _slow_page(task, page, limits.page_seconds)
        answer = _decoded(frame)
        if answer is None:
            return _heavy(task) if child.status() == OUT_OF_MEMORY else None
        if answer.kind != "page":
            return _told(answer, task)
        page, page_seconds = answer.page, limits.page_seconds


def _decoded(frame: bytes | None) -> Answer | None:
    if frame is None:
        return None
    try:
        return decode_answer(frame)
    except msgspec.MsgspecError:
        return None


def _told(answer: Answer, task: Task) -> Answer:
    """An answer of the process itself; a fault of the program is said as what it is."""
    if answer.kind != "failed":
        return answer
    if answer.zh == "MemoryError":
        return _heavy(task)
    return Answer(
        "refused",
        zh=f"{task.name}：程序处理时出错（{answer.zh}）；文件可能已损坏，请重新导出，或连同文件报告。",
        en=f"{task.name}: the program failed over it ({answer.zh}); export it again, or report it.",
        resident=answer.resident,
    )


def _slow(task: Task, seconds: float) -> Answer:
    return _refused(
        Text(
            f"{task.name}：处理了 {seconds:g} 秒还没有完，已停止；请检查文件，或用 --document-seconds 放宽。",
            f"{task.name}: took over {seconds:g} s and was stopped; check it or use --document-seconds.",
        )
    )


def _slow_page(task: Task, page: int, seconds: float) -> Answer:
    at, at_en = (f"第{page}页", f"page {page}") if page else ("文件", "the file")
    return _refused(
        Text(
            f"{task.name}：{at}读了 {seconds:g} 秒还没有读完，已停止；请检查文件，或用 --page-seconds 放宽。",
            f"{task.name}: {at_en} took over {seconds:g} s and was stopped; check it or use --page-seconds.",
        )
    )


def _crashed(task: Task) -> Answer:
    return _refused(
        Text(
            f"{task.name}：使解析程序崩溃，读不了；文件可能已损坏，请重新导出或打印成新的 PDF 再试。",
            f"{task.name}: crashed the parser; the file may be damaged: export or print it anew.",
        )
    )


def _heavy(task: Task) -> Answer:
    mib = task.limits.memory // (1024 * 1024)
    return _refused(
        Text(
            f"{task.name}：处理它要用的内存超过 {mib} MB，已停止；请拆分文件，或用 --memory 放宽。",
            f"{task.name}: takes more than {mib} MB of memory; split it or use --memory.",
        )
    )


def _refused(why: Text) -> Answer:
    return Answer("refused", zh=why.zh, en=why.en)
