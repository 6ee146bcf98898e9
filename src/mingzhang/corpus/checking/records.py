"""Columns of lists of records: taken apart into rows and put together again, not document by document."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingzhang.corpus.rows import whole
from mingzhang.facts.batch import Ints


def records_of(column: Any) -> tuple[Ints, pa.Table]:
    """(position of the list that each record is in, the records as rows)."""
    lists = whole(column)
    records = pc.list_flatten(lists)
    names = [field.name for field in records.type]
    parents = pc.list_parent_indices(lists).to_numpy().astype(np.int64)
    return parents, pa.table(records.flatten(), names=names)


def listed(size: int, parents: Ints, rows: pa.Table, kind: pa.DataType) -> pa.Array:
    """`size` lists of type `kind`; `parents` ascends and says in which list each row is."""
    begin = np.concatenate(([0], np.cumsum(np.bincount(parents, minlength=size)))).astype(np.int32)
    fields = list(kind.value_type)
    columns = [whole(rows.column(field.name)).cast(field.type) for field in fields]
    return pa.ListArray.from_arrays(
        pa.array(begin), pa.StructArray.from_arrays(columns, fields=fields), type=kind
    )
