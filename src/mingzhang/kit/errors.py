"""The errors a user can cause, each one clear line: what, where, what to do."""

from __future__ import annotations

from mingzhang.kit.language import Text


class MingzhangError(Exception):
    """A failure the user can act on. `message` is bilingual; the command line prints one line of it."""

    exit_status = 2

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.message = Text(zh, en)


class UnreadableInput(MingzhangError):
    """The file cannot be read, or is not a disclosure."""


class InvalidData(MingzhangError):
    """A data file of a standard is broken; the message names file, key and reason."""


class UsageError(MingzhangError):
    """The command line was not understood."""


class MissingPart(MingzhangError):
    """An optional part is not installed; the message names the extra to install."""
