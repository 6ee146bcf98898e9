"""What a column of the lake is: its name, Arrow type and meaning in both languages."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa

WORD = pa.dictionary(pa.int32(), pa.string())
"""Text that repeats: kept as dictionary in memory and on disk, plain text to every other tool."""
TEXT = pa.string()
WHOLE = pa.int32()
LONG = pa.int64()


class Column(NamedTuple):
    """One column. `zh` and `en` say what stands in it, with its unit."""

    name: str
    type: pa.DataType
    zh: str
    en: str

    def field(self) -> pa.Field:
        """The Arrow field; its meaning travels in the file."""
        return pa.field(self.name, self.type, metadata={"zh": self.zh, "en": self.en})


DOCUMENT = Column(
    "document", WORD, "来源文件的 SHA-256（64 位小写十六进制）", "SHA-256 of the source, in hex"
)
ORDINAL = Column(
    "ordinal", WHOLE, "在文件内本表中的次序，从 0 起", "place within its table of the document, from 0"
)
LINE = Column("line", WHOLE, "行号，从 1 起", "line, from 1")
PAGE = Column("page", WHOLE, "页号（实际页），从 1 起", "physical page, from 1")


def number(name: str, zh: str, en: str) -> tuple[Column, Column]:
    """A number of a form: as printed, and in whole millionths of its unit (`*_u`; null if no number)."""
    return (
        Column(name, TEXT, f"{zh}，按原样", f"{en}, as printed"),
        Column(f"{name}_u", LONG, f"{zh}，单位的百万分之一", f"{en}, whole millionths of its unit"),
    )


def half(name: str, zh: str, en: str) -> Column:
    """Half a unit of the last place that a form prints, in millionths."""
    return Column(
        name, LONG, f"{zh}末位的一半，百万分之一", f"half a unit of the last place of {en}, millionths"
    )
