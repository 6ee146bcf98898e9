"""The font table: what stands in where a machine lacks the official fonts."""

from __future__ import annotations

from lxml import etree

from mingzhang.writers.docx.elements import append, element
from mingzhang.writers.fonts import IN_WORD


def font_table() -> bytes:
    """`word/fontTable.xml`: the official fonts with the free ones that stand in where they are missing."""
    made = element("fonts")
    for name, free in dict(IN_WORD.values()).items():
        font = append(made, "font", name=name)
        append(font, "altName", val=free)
        append(font, "charset", val="86")
        append(font, "family", val="swiss" if "Sans" in free else "roman")
        append(font, "pitch", val="variable")
    data: bytes = etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
