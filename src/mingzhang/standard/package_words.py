"""What a new package and its workbook are called, and the words by which exported sheets are read."""

from __future__ import annotations

from mingzhang.standard.data import Bilingual, Data


class PackageWords(Data, kw_only=True):
    """`words.yaml`: names of what `new-package` writes, and words by which exported sheets are read.

    `example_year`: the fiscal year in which the dictionary's examples are written; `total_rows`: first
    words of rows that repeat others; `money_labels`: what stands before a unit of money above a table;
    `order`: every table once, as files and sheets are ordered.
    """

    source: str
    default_variant: str
    example_year: int
    examples: Bilingual
    dictionary: Bilingual
    guide: Bilingual
    values: Bilingual
    year: Bilingual
    variant: Bilingual
    carried_over: Bilingual
    total_rows: list[str]
    money_labels: list[str]
    order: list[str]
