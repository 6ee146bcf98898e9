"""A run: every named file read once by a pool of processes, committed in the order in which it was named.

The order makes a run that was killed and resumed end where an undisturbed one does: what is committed is
always the beginning of the list, and the later of two versions of a disclosure is the later one each time.
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import TimeoutError as NotYet

from mingzhang.corpus.arrow_bytes import from_bytes
from mingzhang.corpus.documents import Documents, Known
from mingzhang.corpus.ingest.batches import Entry, commit_entries
from mingzhang.corpus.ingest.counts import Counts, Settings
from mingzhang.corpus.ingest.examined import UNREADABLE, rows_of_unreadable
from mingzhang.corpus.ingest.messages import Answer, Task
from mingzhang.corpus.ingest.pool import Pool
from mingzhang.corpus.ingest.slots import Slot, unopened
from mingzhang.corpus.ingest.sources import Source
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.partition import Partition
from mingzhang.kit.errors import UnreadableInput
from mingzhang.kit.language import Text

COMMIT_SECONDS = 15.0
"""Seconds after which what was read is committed, however little: no more is read twice after a kill."""
_WAITING_BYTES = 256 * 1024 * 1024
_LOOK = 0.25
"""Bytes of files that wait to be read, and seconds between two looks at the progress."""


class Run:
    """One ingest into one lake. `look` is called now and then with what is done."""

    def __init__(self, lake: Lake, settings: Settings, look: Callable[[Counts], None]) -> None:
        self.lake = lake
        self.settings = settings
        self.counts = Counts()
        self._look = look
        self._documents = Documents.of(lake, lake.snapshot())
        self._slots: deque[Slot] = deque()
        self._waiting = 0
        self._entries: list[Entry] = []
        self._taken: set[str] = set()
        """Documents of this run that are not committed yet."""
        self._failures: dict[str, str] = {}
        """Why documents of this run could not be read."""
        self._last_commit = time.monotonic()

    def ingest(self, sources: Iterable[Source]) -> Counts:
        """Reads and commits. Raises OSError where the lake cannot be written; what is committed stays."""
        self._pool = Pool(self.settings.jobs)
        try:
            for source in sources:
                self._take(source)
                self._settle(all_of_them=False)
            self._settle(all_of_them=True)
        finally:
            self._pool.end()
            self.commit()
        return self.counts

    def _take(self, source: Source) -> None:
        """Puts a file into the queue, unless its bytes are known."""
        try:
            data = source.read()
        except UnreadableInput as error:
            self._slots.append(Slot(source.path, unopened(source.path), refusal=error.message))
            return
        document = hashlib.sha256(data).hexdigest()
        slot = Slot(source.path, document, len(data))
        if self.take_document(document):
            settings = self.settings
            task = Task(
                document,
                source.path,
                source.name,
                data,
                settings.limits,
                settings.language,
                settings.year,
                settings.variant,
            )
            slot.answer = self._pool.submit(task)
            self._waiting += len(data)
        self._slots.append(slot)

    def take_document(self, document: str) -> bool:
        """Whether these bytes are to be read: they are neither in the lake nor on their way into it."""
        known = self._documents.by_document.get(document)
        wanted = known is None or (known.failed and self.settings.retry)
        if document in self._taken or not wanted:
            return False
        self._taken.add(document)
        return True

    def known_documents(self) -> list[str]:
        """The documents whose bytes need not be read again."""
        known = self._documents.by_document.values()
        return [item.document for item in known if not (item.failed and self.settings.retry)]

    def enter(self, slot: Slot) -> None:
        """Notes what became of a file, and commits when it is time."""
        self._waiting += slot.size or 0 if slot.answer is not None else 0
        self._enter(slot)
        self._look(self.counts)
        self._commit_in_time()

    def _settle(self, *, all_of_them: bool) -> None:
        """Takes finished files from the head of the queue; waits where the queue is full."""
        while self._slots:
            slot = self._slots[0]
            full = all_of_them or self._waiting > _WAITING_BYTES or len(self._slots) > 32 * self.settings.jobs
            if slot.answer is not None and not slot.answer.done():
                self._commit_in_time()
                if not full:
                    return
                try:
                    slot.answer.result(timeout=_LOOK)
                except NotYet:
                    self._look(self.counts)
                    continue
            self._slots.popleft()
            self._enter(slot)
            self._look(self.counts)
            self._commit_in_time()

    def _enter(self, slot: Slot) -> None:
        """Notes what became of a file."""
        known = self._documents.by_document.get(slot.document)
        if slot.refusal is not None:
            self._enter_failure(slot, slot.refusal, known)
        elif slot.answer is None:
            self._enter_seen(slot, known)
        else:
            self._waiting -= slot.size or 0
            answer = slot.answer.result()
            if answer.kind == "done":
                self._enter_read(slot, answer)
            else:
                keep = answer.kind == "refused"
                self._enter_failure(slot, Text(answer.zh, answer.en), known, keep=keep)

    def _enter_read(self, slot: Slot, answer: Answer) -> None:
        rows = {name: from_bytes(stream) for name, stream in answer.tables.items()}
        partition = Partition(answer.fiscal_year, answer.standard)
        former = (slot.document, unopened(slot.path))
        self._entries.append(Entry(slot.document, slot.path, partition, rows, former))
        self.counts.read += 1

    def _enter_seen(self, slot: Slot, known: Known | None) -> None:
        self._entries.append(Entry(slot.document, slot.path, instead_of=(unopened(slot.path),)))
        reason = known.reason if known is not None else self._failures.get(slot.document)
        if reason is not None:
            self.counts.failed.append((slot.path, reason))
        else:
            self.counts.seen += 1

    def _enter_failure(self, slot: Slot, why: Text, known: Known | None, *, keep: bool = True) -> None:
        """`keep`: a row with the reason. A part that is not installed is no property of the file."""
        reason = why.said(self.settings.language)
        self.counts.failed.append((slot.path, reason))
        self._failures[slot.document] = reason
        if not keep:
            self._taken.discard(slot.document)
        elif known is not None:
            self._entries.append(Entry(slot.document, slot.path))
        else:
            rows = rows_of_unreadable(slot.document, slot.path, slot.size, reason)
            self._entries.append(Entry(slot.document, slot.path, UNREADABLE, rows))

    def _commit_in_time(self) -> None:
        late = time.monotonic() - self._last_commit > COMMIT_SECONDS
        if len(self._entries) >= self.settings.commit_every or (self._entries and late):
            self.commit()

    def commit(self) -> None:
        """Commits what was read so far."""
        # They are kept until all are committed: after an interruption the rest follows.
        commit_entries(self.lake, self._documents, self._entries)
        self._taken -= {entry.document for entry in self._entries}
        self._entries = []
        self._last_commit = time.monotonic()
