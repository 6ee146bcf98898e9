"""A stream of rows is cut at documents, however the batches fall."""

from __future__ import annotations

import pyarrow as pa
import pytest

from mingzhang.corpus.checking.stream import documents_of, tables_of, whole_documents


def stream(documents: str, sizes: list[int]) -> list[pa.RecordBatch]:
    """Rows of documents named by letters, in batches of these sizes."""
    rows = [
        {"document": name, "table": "facts" if at % 2 else "claims", "place": at, "facts": {"value": at}}
        for at, name in enumerate(documents)
    ]
    schema = pa.schema(
        [
            ("document", pa.string()),
            ("table", pa.string()),
            ("place", pa.int64()),
            ("facts", pa.struct([("value", pa.int64())])),
        ]
    )
    batches, begin = [], 0
    for size in sizes:
        batches.append(pa.RecordBatch.from_pylist(rows[begin : begin + size], schema))
        begin += size
    assert begin == len(rows)
    return batches


@pytest.mark.parametrize("sizes", [[9], [1] * 9, [4, 0, 5], [2, 2, 2, 3], [0, 9, 0]])
@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_every_stretch_holds_whole_documents(sizes: list[int], at_once: int) -> None:
    found = list(whole_documents(stream("aaabbbbcc", sizes), at_once))
    names = [list(documents_of(stretch)) for stretch in found]
    assert [name for own in names for name in own] == ["a", "b", "c"], "in order, none twice"
    assert sum(len(stretch) for stretch in found) == 9
    assert sizes == [9] or max(len(own) for own in names) <= max(at_once, 1) + 1


def test_a_stream_without_rows_has_no_stretch() -> None:
    assert list(whole_documents(stream("", [0]), 10)) == []


def test_tables_are_taken_apart_in_order() -> None:
    (stretch,) = whole_documents(stream("aabb", [4]), 10)
    facts = tables_of(stretch)("facts")
    assert facts.column("value").to_pylist() == [1, 3]
    assert tables_of(stretch)("facts").column_names == ["value"]
