"""What passes between the desk and the process that reads: frames of bytes, documents as MessagePack."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import IO, Literal

import msgspec

from mingzhang.document.model import Block, Document, Grid, Paragraph, Place

_LENGTH = struct.Struct(">Q")
LONGEST = 1 << 32
"""Bytes; a longer frame is garbage of a broken process."""


@dataclass(slots=True)
class Request:
    """A file to be read: which reader, its name, its content, and the most memory in bytes."""

    reader: str
    name: str
    data: bytes
    memory: int


@dataclass(slots=True)
class Answer:
    """`page`: a page was reached. `document`: it is read. `refused`, `missing`: the error's line in Chinese
    and English. `failed`: the reader itself broke (what, and the traceback for whoever mends it)."""

    kind: Literal["page", "document", "refused", "missing", "failed"]
    page: int = 0
    document: PackedDocument | None = None
    zh: str = ""
    en: str = ""


@dataclass(slots=True)
class PackedDocument:
    """A document with its blocks sorted by kind: MessagePack knows no union of records."""

    file: str
    format: str
    count: int
    paragraphs: list[tuple[int, Paragraph]]
    grids: list[tuple[int, Grid]]
    unread: list[tuple[Place, str, str]]
    traces: list[tuple[str, str]]
    encoding: str | None = None


def packed(document: Document) -> PackedDocument:
    """The document, ready to be sent."""
    blocks = list(enumerate(document.blocks))
    return PackedDocument(
        document.file,
        document.format,
        len(blocks),
        [(at, block) for at, block in blocks if isinstance(block, Paragraph)],
        [(at, block) for at, block in blocks if isinstance(block, Grid)],
        document.unread,
        document.traces,
        document.encoding,
    )


def unpacked(sent: PackedDocument) -> Document:
    """The document as it was before it was sent."""
    placed: dict[int, Block] = {**dict(sent.paragraphs), **dict(sent.grids)}
    document = Document(sent.file, sent.format, [placed[at] for at in range(sent.count)])
    document.unread = sent.unread
    document.traces = sent.traces
    document.encoding = sent.encoding
    return document


_encoder = msgspec.msgpack.Encoder()
_requests = msgspec.msgpack.Decoder(Request)
_answers = msgspec.msgpack.Decoder(Answer)


def send(stream: IO[bytes], message: Request | Answer) -> None:
    """Writes one message. Raises OSError where nobody listens any more."""
    send_frame(stream, packed_message(message))


def packed_message(message: Request | Answer) -> bytes:
    """The body of a message."""
    return _encoder.encode(message)


def send_frame(stream: IO[bytes], body: bytes) -> None:
    """Writes bytes behind their length. Raises OSError where nobody listens any more."""
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def receive_request(stream: IO[bytes]) -> Request | None:
    """The next request, or None at the end."""
    body = receive_frame(stream)
    return None if body is None else _requests.decode(body)


def answer_in(frame: bytes | None) -> Answer | None:
    """The answer in a frame; None where the other side is gone or sent garbage."""
    if frame is None:
        return None
    try:
        return _answers.decode(frame)
    except msgspec.MsgspecError:
        return None


def receive_frame(stream: IO[bytes]) -> bytes | None:
    """The bytes of one frame, or None where the other side is gone or sends garbage."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST:
        return None
    body = stream.read(length)
    return body if len(body) == length else None
