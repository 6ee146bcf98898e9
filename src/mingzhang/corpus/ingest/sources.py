"""The files that are named: single ones, folders, patterns, lists (`@list.txt`), members of zip files.

In a fixed order: as named, inside a folder and an archive by name. That order says which of two versions of
a disclosure is the later one, and what a resumed run has still to do.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingzhang.kit.errors import UnreadableInput, UsageError

_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini", "__macosx")
_LOCKS = (".", "~$")
"""How names of hidden files and of office programs' lock files begin."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path as named (a member as `archive.zip!inner/name.pdf`), and how to get its bytes.

    `read` raises UnreadableInput where the file cannot be opened or breaks a limit.
    """

    path: str
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The file's own name, for messages and its extension."""
        return self.path.replace("!", "/").rsplit("/", 1)[-1]


def files_named(named: Sequence[str], lake: Path) -> list[Path]:
    """Every file that the arguments name, each once; nothing inside the lake itself.

    Raises UsageError where an argument names nothing.
    """
    found: dict[str, Path] = {}
    own = os.path.realpath(lake)
    for argument in _expanded(named):
        for path in _of_argument(argument, own):
            found.setdefault(os.path.abspath(path), path)
    return list(found.values())


def _expanded(named: Sequence[str]) -> Iterator[str]:
    for argument in named:
        if argument.startswith("@") and not os.path.exists(argument):
            yield from _listed(Path(argument[1:]))
        else:
            yield argument


def _listed(path: Path) -> Iterator[str]:
    """The lines of a list; relative paths count from where the list lies."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        lines = path.read_text(encoding="gb18030", errors="replace").splitlines()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            f"{path}：清单不能读取（{reason}）。", f"{path}: this list cannot be read ({reason})."
        ) from None
    for line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            yield str(path.parent / line.strip())


def _of_argument(argument: str, own: str) -> Iterator[Path]:
    path = Path(argument)
    if path.is_dir():
        yield from _below(path, own)
    elif path.exists() or path.is_symlink():
        yield path
    elif glob.has_magic(argument):
        matches = sorted(glob.glob(argument, recursive=True))
        if not matches:
            raise _nothing(argument)
        for match in matches:
            yield from _of_argument(glob.escape(match) if not os.path.exists(match) else match, own)
    elif os.path.lexists(argument):
        yield path
    else:
        raise _nothing(argument)


def _below(folder: Path, own: str) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if _wanted(name) and os.path.realpath(os.path.join(place, name)) != own
        )
        yield from (Path(place, name) for name in sorted(names) if _wanted(name))


def _wanted(name: str) -> bool:
    return not name.startswith(_LOCKS) and name.lower() not in _OF_THE_SYSTEM


def wanted_member(name: str) -> bool:
    """Whether a member of an archive is a file that somebody put there on purpose."""
    return not name.endswith("/") and all(_wanted(part) for part in name.split("/") if part)


def _nothing(argument: str) -> UsageError:
    return UsageError(
        f"{argument}：没有这样的文件或文件夹；请检查路径。",
        f"{argument}: no such file or folder; check the path.",
    )


def reading(path: Path, max_size: int) -> Callable[[], bytes]:
    """How to read a file of the file system, at most `max_size` bytes."""

    def read() -> bytes:
        try:
            size = path.stat().st_size
            if size > max_size:
                raise too_large(str(path), size, max_size)
            return path.read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UnreadableInput(
                f"{path}：不能读取（{reason}）。", f"{path}: cannot be read ({reason})."
            ) from None

    return read


def too_large(name: str, size: int, limit: int) -> UnreadableInput:
    """The file is over `--max-size`."""
    mib = 1024 * 1024
    return UnreadableInput(
        f"{name}：{size / mib:.0f} MB，超过上限 {limit / mib:.0f} MB；请拆分文件，或用 --max-size 放宽。",
        f"{name}: {size / mib:.0f} MB is over the limit of {limit / mib:.0f} MB; split it or use --max-size.",
    )


def as_shown(path: Path) -> str:
    """A path as the lake keeps it: with `/` on every system, bytes that are no text shown as `?`."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def sources_of(files: Iterable[Path], max_size: int) -> Iterator[Source]:
    """The files, and in place of an archive its members."""
    from mingzhang.corpus.ingest.archives import is_archive, members_of

    for path in files:
        if is_archive(path):
            yield from members_of(path, max_size)
        else:
            yield Source(as_shown(path), reading(path, max_size))
