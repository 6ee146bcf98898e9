"""Delivering results: whole files or nothing, or standard output."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path

from mingzhang.kit.errors import UsageError
from mingzhang.kit.system_errors import reason_of


def deliver(data: bytes, output: Path | None) -> None:
    """Writes to standard output, or to `output` in one step, so that no half file is ever left."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=output.parent or Path(), prefix=f".{output.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            as_others_are(Path(temporary))
            os.replace(temporary, output)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        reason = reason_of(error)
        raise UsageError(
            f"{output}：不能写入（{reason.zh}）；请换一个位置。",
            f"{output}: cannot be written ({reason.en}).",
        ) from None


def as_others_are(path: Path) -> None:
    """Gives what was made aside, for its maker alone, the rights that any new file or folder gets."""
    current = os.umask(0)
    os.umask(current)
    os.chmod(path, (0o777 if path.is_dir() else 0o666) & ~current)
