"""Delivering folders: written aside and moved into place, so that none is ever half written."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from mingzhang.kit.errors import UsageError


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
    target = Path(os.path.abspath(directory))
    try:
        parent = tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise _refused(directory, error) from None
    aside = Path(parent) / "new"
    try:
        if target.is_dir():
            shutil.copytree(target, aside, symlinks=True, copy_function=_link)
        else:
            aside.mkdir()
        yield aside
        _swap(aside, target, Path(parent) / "old")
    except OSError as error:
        raise _refused(directory, error) from None
    finally:
        shutil.rmtree(parent, ignore_errors=True)


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes every file (path below `folder`, bytes) anew, whatever stands there."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        target.write_bytes(data)


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
    reason = error.strerror or type(error).__name__
    return UsageError(
        f"{directory}：不能写入（{reason}）；请换一个位置，或关闭正在使用它的程序。",
        f"{directory}: cannot be written ({reason}); choose another place or close what uses it.",
    )
