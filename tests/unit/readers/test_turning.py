"""Places on a page that was turned upright lead back to the page as it was scanned."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra `ocr` is not installed")

from mingzhang.readers.image.turning import lies_sideways, turned_back

WIDTH, HEIGHT = 600.0, 800.0
BOX = (100.0, 50.0, 180.0, 70.0)


def turned(box: tuple[float, float, float, float], quarters: int) -> tuple[float, float, float, float]:
    """The box where it stands after `quarters` turns anticlockwise of the page."""
    width, height = WIDTH, HEIGHT
    for _ in range(quarters):
        x0, y0, x1, y1 = box
        box = (y0, width - x1, y1, width - x0)
        width, height = height, width
    return box


@pytest.mark.parametrize("quarters", range(4))
def test_the_way_back(quarters: int) -> None:
    back = turned_back(lambda box: box, quarters, WIDTH, HEIGHT)
    assert back(turned(BOX, quarters)) == BOX


def test_text_down_the_page_lies_sideways() -> None:
    down, along, short = (0, 0, 20, 200), (0, 0, 200, 20), (0, 0, 20, 20)
    assert lies_sideways([down, down, along, short])
    assert not lies_sideways([along, down, short, short])
