"""The charts of a disclosure: which there are, each drawn when first asked for."""

from __future__ import annotations

from mingzhang.facts.model import Disclosure
from mingzhang.standard.load import Standard


class Charts:
    """Draws on demand and keeps what is drawn."""

    def __init__(self, disclosure: Disclosure, standard: Standard) -> None:
        self.disclosure = disclosure
        self.standard = standard
