"""The sample, published once for all writers' tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.codec import decode_disclosure
from mingzhang.standard.load import Standard
from mingzhang.writers.publication import Download, Publication


@pytest.fixture(scope="session")
def sample(repository: Path, standard: Standard) -> Publication:
    """The sample disclosure to publish; its charts are drawn once."""
    disclosure = decode_disclosure((repository / "samples/gaoping-2024.json").read_bytes(), "sample")
    downloads = [Download("disclosure.pdf", "PDF"), Download("disclosure.docx", "Word")]
    return Publication(disclosure, standard, downloads=downloads)
