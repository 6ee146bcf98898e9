"""All identities of a standard over one batch: screened together, once."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from mingzhang.facts.batch import Batch
from mingzhang.identities.cells import Ints, Mask, cells_of
from mingzhang.identities.grid import grid_of
from mingzhang.identities.screen import Screened, screen
from mingzhang.standard.load import Standard

_GROUNDED = ("facts", "statements")
"""The tables that grounding reads."""


class Screening:
    """What the screen says. `doubtful`: documents that are left to `ground`, in `part` at `documents`."""

    def __init__(self, batch: Batch, standard: Standard) -> None:
        cells = cells_of(batch)
        grid = grid_of(batch)
        self._batch = batch
        self.answers: dict[str, Screened] = {}
        for name, identity in standard.identities.items():
            answer = screen(cells, grid, identity, standard)
            if answer is not None:
                self.answers[name] = answer
        broken = [answer.broken for answer in self.answers.values()]
        self.odd = bool(grid.odd.any())
        self.doubtful: Mask = np.logical_or.reduce([grid.odd, *broken])
        self.documents: Ints = np.flatnonzero(self.doubtful)

    @cached_property
    def part(self) -> Batch:
        """The doubtful documents."""
        return self._batch.part(self.documents, *_GROUNDED)


def screening_of(batch: Batch, standard: Standard) -> Screening:
    """The screening of a batch, made once."""
    found = batch.memo.get("identities.screening")
    if not isinstance(found, Screening):
        found = batch.memo["identities.screening"] = Screening(batch, standard)
    return found
