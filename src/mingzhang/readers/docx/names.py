"""The names of WordprocessingML (ECMA-376, part 1) that the reader looks for."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

P, TBL, TR, TC, SDT, CONTENT = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}sdt", f"{W}sdtContent"
VAL = f"{W}val"


def transitional(data: bytes) -> bytes:
    """Strict Open XML spelt as the transitional kind, which differs in the namespace alone here."""
    return data.replace(_STRICT.encode(), _TRANSITIONAL.encode())
