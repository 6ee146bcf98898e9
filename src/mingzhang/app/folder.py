"""A folder written aside and moved into place: whole, or not there."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from mingzhang.kit.errors import UsageError

_MAKING = ".making-"
_REPLACED = ".replaced-"
_STALE = 3600.0
"""Seconds after which what a killed run left behind is taken for abandoned."""


@contextlib.contextmanager
def written_aside(target: Path, replaceable: Callable[[Path], bool]) -> Iterator[Path]:
    """Gives an empty folder beside `target`, which takes its place when the block ends without an error.

    A folder that is there is replaced if it is empty or `replaceable`. UsageError otherwise, and where
    the place cannot be written.
    """
    target = Path(os.path.abspath(target))
    _check(target, replaceable)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_abandoned(target)
        aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}{_MAKING}"))
    except OSError as error:
        raise _unwritable(target, error) from None
    try:
        yield aside
        _move(aside, target)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _check(target: Path, replaceable: Callable[[Path], bool]) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(
            f"{target}：已有同名文件；请换一个文件夹。", f"{target}: is a file; name another folder."
        )
    if any(target.iterdir()) and not replaceable(target):
        raise UsageError(
            f"{target}：文件夹里有别的文件，不是公开成品，没有改动；请换一个空文件夹。",
            f"{target}: holds other files and is no publication; nothing was touched; name an empty folder.",
        )


def _move(aside: Path, target: Path) -> None:
    os.chmod(aside, 0o755)
    if not target.exists():
        os.rename(aside, target)
        return
    replaced = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}{_REPLACED}"))
    os.rename(target, replaced / target.name)
    try:
        os.rename(aside, target)
    except OSError:
        os.rename(replaced / target.name, target)
        raise
    shutil.rmtree(replaced, ignore_errors=True)


def _clear_abandoned(target: Path) -> None:
    ours = tuple(f".{target.name}{kind}" for kind in (_MAKING, _REPLACED))
    for left in target.parent.iterdir():
        with contextlib.suppress(OSError):
            if left.name.startswith(ours) and time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left, ignore_errors=True)


def _unwritable(target: Path, error: OSError) -> UsageError:
    reason = error.strerror or type(error).__name__
    return UsageError(
        f"{target}：不能写入（{reason}）；请换一个位置。", f"{target}: cannot be written ({reason})."
    )
