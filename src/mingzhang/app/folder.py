"""Delivering folders: written aside and moved into place, so that none is ever half written."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from mingzhang.app.output import as_others_are
from mingzhang.kit.errors import UsageError
from mingzhang.kit.system_errors import reason_of

_ASIDE = ".aside-"
_STALE = 3600.0
"""Seconds after which what a killed run left behind is taken for abandoned."""


def refuse_used(directory: Path) -> None:
    """UsageError where `directory` is a file, or a folder that holds anything."""
    if directory.is_dir() and not any(directory.iterdir()):
        return
    if directory.exists() or directory.is_symlink():
        raise UsageError(
            f"{directory}：已经存在且不是空文件夹，没有改动；请换一个新的文件夹名。",
            f"{directory}: is there already and no empty folder; nothing was changed, name a new folder.",
        )


@contextlib.contextmanager
def staged(directory: Path) -> Iterator[Path]:
    """A folder aside with what `directory` holds; moved into its place when the block ends well.

    Existing files are linked where the file system can, else copied: write with `put`, which makes new
    files and leaves the old ones as they are. UsageError where the folder cannot be made or moved.
    """
    with _aside(directory) as (aside, target):
        if target.is_dir():
            shutil.copytree(target, aside, symlinks=True, copy_function=_link, dirs_exist_ok=True)
        yield aside


@contextlib.contextmanager
def written_aside(directory: Path, replaceable: Callable[[Path], bool]) -> Iterator[Path]:
    """An empty folder aside, which takes the place of `directory` when the block ends well.

    A folder that is there is replaced if it is empty or `replaceable`. UsageError otherwise, and where
    the place cannot be written.
    """
    if directory.exists() and not directory.is_dir():
        raise UsageError(
            f"{directory}：已有同名文件；请换一个文件夹。", f"{directory}: is a file; name another folder."
        )
    if directory.is_dir() and any(directory.iterdir()) and not replaceable(directory):
        raise UsageError(
            f"{directory}：文件夹里有别的文件，不是公开成品，没有改动；请换一个空文件夹。",
            f"{directory}: holds other files and is no publication; nothing was touched; name an empty "
            "folder.",
        )
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(directory, error) from None
    with _aside(directory) as (aside, _):
        yield aside


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes every file (path below `folder`, bytes) anew, whatever stands there."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        target.write_bytes(data)


@contextlib.contextmanager
def _aside(directory: Path) -> Iterator[tuple[Path, Path]]:
    """(new folder, the place it moves to), both on one file system; nothing of it is left behind."""
    # What a link points to is replaced, not the link.
    target = directory.resolve() if directory.is_symlink() else Path(os.path.abspath(directory))
    try:
        _clear_abandoned(target)
        parent = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}{_ASIDE}"))
    except OSError as error:
        raise _refused(directory, error) from None
    try:
        aside = parent / "new"
        aside.mkdir()
        as_others_are(aside)
        yield aside, target
        _swap(aside, target, parent / "old")
    except OSError as error:
        raise _refused(directory, error) from None
    finally:
        shutil.rmtree(parent, ignore_errors=True)


def _clear_abandoned(target: Path) -> None:
    for left in target.parent.glob(f".{_escaped(target.name)}{_ASIDE}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE and not (left / "old").exists():
                shutil.rmtree(left, ignore_errors=True)


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target)


def _swap(aside: Path, target: Path, old: Path) -> None:
    """`aside` in the place of `target`; where the second move fails the first is undone."""
    replaced = target.is_dir()
    if replaced:
        os.replace(target, old)
    try:
        os.replace(aside, target)
    except BaseException:
        if replaced:
            os.replace(old, target)
        raise


def _refused(directory: Path, error: OSError) -> UsageError:
    reason = reason_of(error)
    return UsageError(
        f"{directory}：不能写入（{reason.zh}）；请换一个位置，或关闭正在使用它的程序。",
        f"{directory}: cannot be written ({reason.en}); choose another place or close what uses it.",
    )
