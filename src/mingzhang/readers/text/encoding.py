"""Bytes to text: UTF-8 (with or without BOM), UTF-16, GB18030 (and so GBK); binary is refused."""

from __future__ import annotations

import re

from mingzhang.kit.errors import UnreadableInput

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_COMMON = frozenset("的一和年度支出收入决算部门单位预算财政拨款经费项目表合计情况万元本人员公用说明国有资产")
_STRAY = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\u200b-\u200f\u2028\u2029\u2060\ufffe\uffff]")
_UTF8_RUN = re.compile(rb"[\xe3-\xe9][\x80-\xbf][\x80-\xbf]")


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text: a known signature, or control characters without a UTF-16 BOM."""
    if data.startswith(_MAGIC):
        return True
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    return len(_BINARY.findall(data)) > len(data) // 200


def decode(data: bytes, name: str) -> tuple[str, str]:
    """(text, encoding); line ends are `\\n`, invisible characters are gone.

    Raises UnreadableInput for binary content and for text that is broken in every encoding.
    """
    if is_binary(data[:65536]):
        raise UnreadableInput(
            f"{name}：是二进制内容，不是文本；请换成它本来的格式或重新导出。",
            f"{name}: binary content, not text; use its own format or export it again.",
        )
    text, encoding = _decoded(data, name)
    return _STRAY.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")), encoding


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            raise _broken(name, "UTF-16", 1) from None
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    if _mostly_utf8(data):
        raise _broken(name, "UTF-8", line)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise _broken(name, "UTF-8、GBK", line) from None
    if not _plausible(text):
        raise _broken(name, "UTF-8、GBK", line)
    return text, "gb18030"


def _mostly_utf8(data: bytes) -> bool:
    """Whether most bytes above ASCII stand in whole UTF-8 sequences of Chinese characters."""
    sample = data[:2_000_000]
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    return 3 * len(_UTF8_RUN.findall(sample)) > high * 0.8


def _plausible(text: str) -> bool:
    """Whether a GB18030 decoding reads like Chinese: any bytes decode, few give common characters."""
    han = _HAN.findall(text[:200_000])
    common = sum(1 for char in han if char in _COMMON)
    others = sum(1 for char in text[:200_000] if ord(char) > 127)
    return len(han) > others // 2 and (len(han) < 20 or common * 50 > len(han))


def _broken(name: str, encoding: str, line: int) -> UnreadableInput:
    return UnreadableInput(
        f"{name}：文字编码有误（第{line}行起不是有效的 {encoding} 文本）；请另存为 UTF-8 后再试。",
        f"{name}: broken text encoding (not valid {encoding} from line {line} on); save it as UTF-8 again.",
    )
