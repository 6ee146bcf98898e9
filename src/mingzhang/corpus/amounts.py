"""Printed amounts as columns: whole units of the last printed place, with that place; and back to text.

Column by column, because a lake has hundreds of amounts a document.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mingzhang.corpus.rows import whole
from mingzhang.corpus.tables import SCHEMAS
from mingzhang.facts.batch import Rows
from mingzhang.facts.model import Fact, Statement
from mingzhang.facts.rows import amounts_of, currency_of, is_count
from mingzhang.facts.table import values_at
from mingzhang.kit.amounts import FEN_PER_UNIT, places

COUNT = "count"
_LARGEST = 1 << 60
_FINEST = 18
"""More digits than these cannot be computed with in 64 bits; they are kept as text."""
_DIGITS_OF_FEN = {COUNT: 0, **{unit: len(str(fen)) - 1 for unit, fen in FEN_PER_UNIT.items()}}
"""The place of one 分 in each unit: 万元 have six digits."""
Ints = NDArray[np.int64]


def amount_columns(statements: Sequence[tuple[str, Statement]]) -> pa.Table:
    """The figures of (document, statement) pairs as rows of `facts` (or `figures`)."""
    facts: list[Fact] = []
    columns: dict[str, list[object]] = {
        name: [] for name in ("document", "ordinal", "statement", "unit", "rounding_fen")
    }
    numbers: list[tuple[int | None, int | None, str | None]] = []
    following: dict[str, int] = {}
    for document, statement in statements:
        unit, begin = currency_of(statement), following.get(document, 0)
        following[document] = begin + len(statement.facts)
        columns["document"] += [document] * len(statement.facts)
        columns["ordinal"] += range(begin, following[document])
        columns["statement"] += [statement.id] * len(statement.facts)
        for fact, fen, half in amounts_of(statement):
            kept = "count" if is_count(fact) else unit
            facts.append(fact)
            numbers.append(_number(fact.value, fen, kept))
            columns["unit"].append(kept)
            columns["rounding_fen"].append(half)
    for place, name in enumerate(("value", "places", "printed")):
        columns[name] = [number[place] for number in numbers]
    for name in ("line", "page", "cell"):
        columns[name] = [getattr(fact.source, name) for fact in facts]
    for name in ("side", "code", "column", "label", "line_no", "confidence", "inferred", "stored", "reason"):
        columns[name] = [getattr(fact, name) for fact in facts]
    schema = SCHEMAS["facts"]
    return pa.table([pa.array(columns[field.name], field.type) for field in schema], schema=schema)


def _number(text: str | None, fen: int | None, unit: str) -> tuple[int | None, int | None, str | None]:
    """(units of the last place, digits after the point, the text where these do not give it back).

    What is no amount of this world is not a number; what is finer than sense is kept to the 分.
    """
    if text is None or fen is None:
        return None, None, text
    digits = places(text)
    value = int(text.replace(".", ""))
    if abs(value) >= _LARGEST or digits > _FINEST or (unit == COUNT and digits):
        return fen, _DIGITS_OF_FEN[unit], text
    return value, digits, None if written(value, digits) == text else text


def written(value: int, digits: int) -> str:
    """An amount written out: 12506 with 2 digits is 125.06."""
    if not digits:
        return str(value)
    text = str(abs(value)).zfill(digits + 1)
    return f"{'-' if value < 0 else ''}{text[:-digits]}.{text[-digits:]}"


def amount_texts(rows: Rows) -> Callable[[Ints], list[str | None]]:
    """A function from rows to the amounts as printed; None where nothing could be read."""

    def texts(chosen: Ints) -> list[str | None]:
        values, digits, printed = (
            values_at(rows.column(name), chosen) for name in ("value", "places", "printed")
        )
        return [
            text if text is not None or value is None else written(value, places)
            for value, places, text in zip(values, digits, printed, strict=True)
        ]

    return texts


def fen_column(rows: Rows) -> pa.Array:
    """The amounts in 分 (counts as themselves), half away from zero where finer; null where not known."""
    columns = [rows.column(name) for name in ("value", "places", "unit")]
    if not all(isinstance(column, pa.ChunkedArray) for column in columns):
        return _fen(*columns)
    ends = [np.cumsum([len(chunk) for chunk in column.chunks]).tolist() for column in columns]
    begins = sorted({0, *(end for of_column in ends for end in of_column)})
    parts = []
    for begin, end in itertools.pairwise(begins):
        parts.append(_fen(*(whole(column.slice(begin, end - begin)) for column in columns)))
    return pa.chunked_array(parts, pa.int64())


def _fen(value: pa.Array, places: pa.Array, unit: pa.Array) -> pa.Array:
    encoded = unit if pa.types.is_dictionary(unit.type) else pc.dictionary_encode(unit)
    digits = (places.fill_null(0) if places.null_count else places).to_numpy()
    values = (value.fill_null(0) if value.null_count else value).to_numpy()
    factors, divisors = _factors(encoded, digits)
    amounts = values * factors
    if divisors is not None:
        amounts = np.sign(values) * ((2 * np.abs(amounts) + divisors) // (2 * divisors))
    unknown = value.is_null().to_numpy(zero_copy_only=False) if value.null_count else None
    return pa.array(amounts, mask=unknown)


def _factors(unit: pa.DictionaryArray, digits: NDArray[np.int8]) -> tuple[Ints, Ints | None]:
    """What to multiply and to divide each value by, to have 分; None where nothing is finer.

    Both come from one table of units and digits, because there are many values and few of these.
    """
    units = unit.dictionary.to_pylist() or [COUNT]
    numbers = (unit.indices.fill_null(0) if unit.indices.null_count else unit.indices).to_numpy()
    wide = _FINEST + 1
    pairs = numbers.astype(np.int16) * wide + digits
    shift = np.asarray([_DIGITS_OF_FEN[word] - place for word in units for place in range(wide)])
    ten = 10 ** np.arange(wide, dtype=np.int64)
    finer = shift < 0
    divided = bool(np.bincount(pairs, minlength=len(shift))[finer].any())
    factor = np.where(finer, 1, ten[np.maximum(shift, 0)])
    return factor[pairs], np.where(finer, ten[np.maximum(-shift, 0)], 1)[pairs] if divided else None
