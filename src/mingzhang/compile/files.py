"""Which file of a directory holds which table, under English or Chinese names, CSV or Parquet."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from mingzhang.compile.descriptor import NAME, Descriptor
from mingzhang.compile.problems import Problems, file_error
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Text
from mingzhang.standard.data import Bilingual
from mingzhang.standard.package import PackageForm

PRIOR = "prior.json"
_ENDINGS = (".csv", ".parquet")


def locate(directory: Path, descriptor: Descriptor, form: PackageForm, problems: Problems) -> dict[str, Path]:
    """Table → its file. Two files for one table are an error; a file of no table is a warning."""
    known = {name: table.table for table in form.tables.values() for name in table.known_names()}
    found: dict[str, list[str]] = {}
    for path, names in sorted(_candidates(directory, descriptor, form).items()):
        table = next((known[name] for name in names if name in known), None)
        if table is None:
            reason = Text("不属于数据包的任何表，没有使用", "is no table of the package and was not used")
            problems.warn(file_error(path, "-", "", reason))
        else:
            found.setdefault(table, []).append(path)
    for table, paths in found.items():
        if len(paths) > 1:
            reason = Text("同一张表有几个文件，请只留一个", "several files for one table; keep one")
            problems.error(file_error(paths[0], table, ", ".join(paths), reason))
    for wanted in form.tables.values():
        if wanted.needed and wanted.table not in found:
            reason = Text("缺少这个文件", "this file is missing")
            problems.error(file_error(f"{wanted.table}.csv", "-", "", reason))
    problems.raise_errors()
    return {table: directory / paths[0] for table, paths in found.items()}


def _candidates(directory: Path, descriptor: Descriptor, form: PackageForm) -> dict[str, list[str]]:
    """Path below the directory → folded names under which it may be known."""
    candidates = {
        path: [_folded(name), _folded(PurePosixPath(path).stem)]
        for path, name in descriptor.paths.items()
        if path.lower().endswith(_ENDINGS)
    }
    folders = {name for table in form.tables.values() if table.folder for name in _names(table.folder)}
    for place in (directory, *(directory / name for name in sorted(folders))):
        for entry in place.iterdir() if place.is_dir() else ():
            if entry.is_file() and entry.suffix.lower() in _ENDINGS and entry.name not in (NAME, PRIOR):
                path = entry.relative_to(directory).as_posix()
                candidates.setdefault(path, [_folded(entry.stem)])
    return candidates


def _names(folder: Bilingual) -> tuple[str, str]:
    return folder.zh, folder.en


def _folded(name: str) -> str:
    return fold(name).lower()
