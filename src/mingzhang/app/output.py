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
    """Writes to standard output, or to `output` in one step, so that no half file is ever left. A link keeps
    pointing where it does; a device or a pipe (`/dev/null`, `NUL`, `/dev/stdout`) is written to and stays."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        if output.exists() and not output.is_file() and not output.is_dir():
            output.write_bytes(data)
            return
        target = output.resolve() if output.is_symlink() else output
        handle, temporary = tempfile.mkstemp(dir=target.parent or Path(), prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            as_others_are(Path(temporary))
            os.replace(temporary, target)
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
