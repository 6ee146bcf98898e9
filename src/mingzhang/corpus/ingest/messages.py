"""What passes between a run and the processes that read and check for it."""

from __future__ import annotations

from typing import Literal

import msgspec

from mingzhang.kit.language import Language


class Limits(msgspec.Struct, frozen=True):
    """Of one document: seconds a page, seconds in all, bytes of memory of the process that reads it."""

    page_seconds: float = 30.0
    document_seconds: float = 600.0
    memory: int = 1280 * 1024 * 1024


DEFAULT_LIMITS = Limits()
"""What a document may take where nobody says otherwise."""


class Task(msgspec.Struct):
    """A file to be read and checked. `document` is the SHA-256 of its bytes, `path` where it was found."""

    document: str
    path: str
    name: str
    data: bytes
    limits: Limits
    language: Language = "zh"
    year: int | None = None
    variant: str | None = None


class Answer(msgspec.Struct):
    """`page`: a page was reached. `done`: `tables` are the document's rows as Arrow streams, by table,
    `fiscal_year` and `standard` their partition.

    `refused`: it is not readable, `zh` and `en` say why. `missing`: an optional part is not installed.
    `failed`: the program broke over it; `en` has the traceback. `resident`: bytes that the process holds.
    """

    kind: Literal["page", "done", "refused", "missing", "failed"]
    page: int = 0
    tables: dict[str, bytes] = {}
    fiscal_year: int | None = None
    standard: str | None = None
    zh: str = ""
    en: str = ""
    resident: int = 0


encode_task = msgspec.msgpack.Encoder().encode
encode_answer = msgspec.msgpack.Encoder().encode
decode_task = msgspec.msgpack.Decoder(Task).decode
decode_answer = msgspec.msgpack.Decoder(Answer).decode
