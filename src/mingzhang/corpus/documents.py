"""What a lake knows of its documents: by their bytes, and by whose disclosure of which year they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pyarrow as pa

from mingzhang.corpus.store.changes import Snapshot
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.store.manifest import StoredFile
from mingzhang.corpus.store.partition import Partition

_COLUMNS = (
    "document",
    "paths",
    "kind",
    "unit_name",
    "unit_code",
    "scope",
    "status",
    "reason",
    "superseded_by",
)


@dataclass(frozen=True, slots=True)
class Known:
    """A document in the lake. `file` is the path of the file of `documents` that has its row."""

    document: str
    paths: tuple[str, ...]
    file: str
    fiscal_year: int | None = None
    kind: str | None = None
    name: str | None = None
    code: str | None = None
    scope: str | None = None
    status: str = "read"
    reason: str | None = None
    superseded_by: str | None = None

    @property
    def failed(self) -> bool:
        """Whether it could not be read."""
        return self.status != "read"


@dataclass(slots=True)
class Documents:
    """Every document of a lake as of commit `number`."""

    number: int = 0
    by_document: dict[str, Known] = field(default_factory=dict)
    _current: dict[tuple[str | None, int, str], list[str]] = field(default_factory=dict)
    """(kind, year, code or name) → documents that are not superseded."""

    @classmethod
    def of(cls, lake: Lake, snapshot: Snapshot) -> Documents:
        """The documents of a lake."""
        found = cls()
        found.read(lake, snapshot.of("documents"))
        found.number = snapshot.number
        return found

    def follow(self, lake: Lake, snapshot: Snapshot) -> None:
        """Takes up what was committed since."""
        if snapshot.number == self.number:
            return
        changed: dict[str, StoredFile] = {}
        for manifest in lake.log.since(self.number):
            for file in (*manifest.added, *manifest.rewritten):
                if file.table == "documents":
                    changed[file.path] = file
            for file in manifest.removed:
                changed.pop(file.path, None)
            self.number = manifest.number
        self.read(lake, (file for path, file in changed.items() if path in snapshot.files))

    def read(self, lake: Lake, files: Iterable[StoredFile]) -> None:
        """Takes up files of the table `documents`."""
        for file in files:
            for known in rows_known(lake.rows(file, _COLUMNS), file.path, file.folder):
                self.put(known)

    def put(self, known: Known) -> None:
        """A document that is new, or of which something changed."""
        self.by_document[known.document] = known
        for key in _keys(known):
            current = self._current.setdefault(key, [])
            if known.superseded_by is None and known.document not in current:
                current.append(known.document)
            elif known.superseded_by is not None and known.document in current:
                current.remove(known.document)

    def drop(self, document: str) -> None:
        """A row that is gone: of a file that could not be opened before and now was."""
        known = self.by_document.pop(document, None)
        if known is not None:
            for key in _keys(known):
                if document in self._current.get(key, ()):
                    self._current[key].remove(document)

    def superseded_by(self, later: Known) -> list[Known]:
        """The documents that are earlier versions of the same disclosure: same kind, year, unit and scope.

        A unit is known by its code; where one of the two prints none, by its full name.
        """
        names = {document for key in _keys(later) for document in self._current.get(key, ())}
        candidates = (self.by_document[name] for name in sorted(names))
        return [item for item in candidates if item.document != later.document and _same(item, later)]


def rows_known(rows: pa.Table, path: str, folder: str) -> Iterator[Known]:
    """The documents in rows of the table `documents`."""
    year = Partition.of_folder(folder).fiscal_year
    for row in rows.select(_COLUMNS).to_pylist():
        yield Known(
            document=row["document"],
            paths=tuple(row["paths"] or ()),
            file=path,
            fiscal_year=year,
            kind=row["kind"],
            name=row["unit_name"],
            code=row["unit_code"],
            scope=row["scope"],
            status=row["status"],
            reason=row["reason"],
            superseded_by=row["superseded_by"],
        )


def with_path(known: Known, path: str) -> Known:
    """The same document, found at one more place."""
    return known if path in known.paths else replace(known, paths=(*known.paths, path))


def _keys(known: Known) -> list[tuple[str | None, int, str]]:
    if known.failed or known.fiscal_year is None:
        return []
    names = [f"code {known.code}"] if known.code else []
    names += [f"name {known.name}"] if known.name else []
    return [(known.kind, known.fiscal_year, name) for name in names]


def _same(one: Known, other: Known) -> bool:
    if one.scope and other.scope and one.scope != other.scope:
        # A department and the unit at its head bear the same name and disclose each for itself.
        return False
    if one.code and other.code:
        return one.code == other.code
    return one.name is not None and one.name == other.name
