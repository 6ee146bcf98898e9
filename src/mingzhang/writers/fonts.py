"""Fonts of official documents (GB/T 9704-2012), and the free ones that stand in for them.

The sources are the standard's: 小标宋 for the title, 仿宋 for text, 黑体 and 楷体 for headings, 宋体 for
page numbers. Where none of them is on the machine, Noto CJK (free, in every distribution) takes their place.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from mingzhang.kit.errors import MissingPart

Role = Literal["title", "text", "heading", "subheading", "number"]

_SERIF = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "SimSun",
    "宋体",
)
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei")

FAMILIES: dict[Role, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", *_SERIF),
    "text": ("FangSong", "FangSong_GB2312", "仿宋", "仿宋_GB2312", "STFangsong", *_SERIF),
    "heading": ("SimHei", "黑体", "STHeiti", *_SANS),
    "subheading": ("KaiTi", "KaiTi_GB2312", "楷体", "楷体_GB2312", "STKaiti", *_SERIF),
    "number": ("SimSun", "宋体", "STSong", *_SERIF),
}
"""For each role the families in order of preference."""

IN_WORD: dict[Role, tuple[str, str]] = {
    "title": ("方正小标宋简体", "Noto Serif CJK SC"),
    "text": ("仿宋", "Noto Serif CJK SC"),
    "heading": ("黑体", "Noto Sans CJK SC"),
    "subheading": ("楷体", "Noto Serif CJK SC"),
    "number": ("宋体", "Noto Serif CJK SC"),
}
"""For each role the font named in Word, and the free one that the font table names as its substitute."""


def chosen(installed: Collection[str]) -> dict[Role, list[str]]:
    """For each role the families that are installed, best first.

    Raises MissingPart where there is no Chinese font at all: the pages would be empty boxes.
    """
    known = set(installed)
    found = {role: [name for name in names if name in known] for role, names in FAMILIES.items()}
    every = list(dict.fromkeys(name for names in found.values() for name in names))
    if not every:
        raise MissingPart(
            "没有找到中文字体，不能排版 PDF；请安装 Noto CJK（fonts-noto-cjk）或仿宋、黑体、楷体、宋体字体。",
            "no Chinese font found to set a PDF; install Noto CJK (fonts-noto-cjk) or the official fonts.",
        )
    return {role: names or every for role, names in found.items()}
