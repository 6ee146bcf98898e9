"""Official fonts first, free ones in their place, one clear line where there is none."""

from __future__ import annotations

import pytest

from mingzhang.kit.errors import MissingPart
from mingzhang.writers.fonts import chosen


def test_official_fonts_come_first() -> None:
    found = chosen({"Noto Serif CJK SC", "FangSong", "SimHei"})
    assert found["text"] == ["FangSong", "Noto Serif CJK SC"]
    assert found["heading"] == ["SimHei"]
    assert found["title"] == ["Noto Serif CJK SC"]


def test_any_chinese_font_serves_every_role() -> None:
    assert all(names == ["SimHei"] for names in chosen({"SimHei", "DejaVu Sans"}).values())


def test_without_a_chinese_font_one_clear_line() -> None:
    with pytest.raises(MissingPart) as raised:
        chosen({"DejaVu Sans"})
    for text in (raised.value.message.zh, raised.value.message.en):
        assert "Noto CJK" in text
        assert "\n" not in text
