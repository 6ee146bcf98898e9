"""The screen: which documents an identity has nothing to say of, decided for thousands at once.

It reads the same terms as `ground` and adds up whole columns (`grid`) instead of cells gathered one by one.
It counts what holds and what rounding explains; a document in which a group is broken, or whose cells do
not fit the grid, is left to `ground`, which alone explains.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mingzhang.identities.cells import Cells, Ints, Mask
from mingzhang.identities.grid import COUNT_BITS, Grid
from mingzhang.identities.ground import Conditions, readiness
from mingzhang.identities.group_sums import group_sums
from mingzhang.standard.identities import Identity


@dataclass(frozen=True, slots=True)
class Screened:
    """What an identity says of each document: groups that hold, and that rounding explains.

    `broken`: documents with a broken group; their counts leave those groups out.
    `missing`: statements without which documents could not be grounded, with those documents.
    """

    held: Ints
    rounding: Ints
    broken: Mask
    missing: list[tuple[str, Ints]]


def screen(cells: Cells, grid: Grid, identity: Identity, standard: Conditions) -> Screened | None:
    """The identity over every document; None where its key is of a kind that only `ground` knows.

    Nothing is said of the documents that are `grid.odd`.
    """
    sums = group_sums(grid, identity)
    if sums is None:
        return None
    ready, missing, allowance = readiness(cells, identity, standard)
    printed = sums.packed != 0
    if not ready.all():
        printed &= ready[sums.document]
    held = printed & (sums.value == 0 if identity.relation == "=" else sums.value >= 0)
    size = cells.documents
    rounding, broken = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.bool_)
    column, group = np.nonzero(printed & ~held)
    if len(group):
        owner = sums.document[group]
        slack = (sums.packed[column, group] >> COUNT_BITS) + allowance[owner]
        beyond = np.abs(sums.value[column, group]) > slack
        rounding = np.bincount(owner[~beyond], minlength=size)
        broken[owner[beyond]] = True
    return Screened(_counted(held, sums.document, size), rounding, broken, missing)


def _counted(mask: Mask, document: Ints, size: int) -> Ints:
    counts = np.zeros(size, dtype=np.int64)
    for of_column in mask:
        counts += np.bincount(document[of_column], minlength=size)
    return counts
