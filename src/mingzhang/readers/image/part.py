"""Whether the optional part for OCR is installed, and the line where it is not."""

from __future__ import annotations

import importlib.util

from mingzhang.kit.errors import MissingPart

_PARTS = ("rapidocr", "onnxruntime", "cv2", "numpy", "PIL")


def is_installed() -> bool:
    """Whether the extra `ocr` is there."""
    return all(importlib.util.find_spec(part) is not None for part in _PARTS)


def missing(name: str) -> MissingPart:
    """The line for a picture that cannot be read without the extra."""
    return MissingPart(
        f"{name}：是扫描件或图片，读取要先安装文字识别部分：pip install 'mingzhang[ocr]'。",
        f"{name}: a scan or picture; reading it needs the extra for OCR: pip install 'mingzhang[ocr]'.",
    )
