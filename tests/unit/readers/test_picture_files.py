"""Picture files as grey pages: of every depth, on white paper, the largest within the memory allowed."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("PIL", reason="the extra `ocr` is not installed")
pytest.importorskip("numpy", reason="the extra `ocr` is not installed")

import numpy as np
from PIL import Image

from mingzhang.readers.image.document import frames_of
from mingzhang.readers.isolated import Limits

READ = r"""
import re, sys
from pathlib import Path
from mingzhang.readers.image.document import frames_of
[(grey, _)] = frames_of(Path(sys.argv[1]).read_bytes(), "a.png")
most = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
print(*grey.shape, grey.min(), int(most[1]) * 1024)
"""


def grey_of(picture: Image.Image, format_name: str) -> np.ndarray:
    stream = io.BytesIO()
    picture.save(stream, format_name)
    [(grey, _)] = frames_of(stream.getvalue(), "a.png")
    return np.asarray(grey)


@pytest.mark.parametrize("format_name", ["PNG", "TIFF"])
def test_sixteen_bits_of_grey_are_grey(format_name: str) -> None:
    shades = np.linspace(0, 0xFFFF, 64 * 64).reshape(64, 64).astype(np.uint16)
    grey = grey_of(Image.fromarray(shades), format_name)
    assert (grey == shades >> 8).all()


@pytest.mark.parametrize("mode", ["LA", "RGBA", "P"])
def test_what_is_transparent_is_paper(mode: str) -> None:
    picture = Image.new("RGBA", (4, 2), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, 2, 2))
    grey = grey_of(picture.convert(mode), "PNG")
    assert grey.tolist() == [[0, 0, 255, 255]] * 2


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="how memory is counted")
def test_the_largest_picture_fits_into_memory(tmp_path: Path) -> None:
    """80 million pixels in colour, transparent: the most that a pixel can take."""
    Image.new("RGBA", (8000, 9990), (9, 9, 9, 255)).save(tmp_path / "a.tif", compression="tiff_lzw")
    ended = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path / "a.tif")], capture_output=True, text=True, check=True
    )
    height, width, darkest, held = map(int, ended.stdout.split())
    assert (max(height, width), darkest) == (3400, 9)
    assert held < Limits().memory
