"""Merging the small files of a lake."""

from __future__ import annotations

from pathlib import Path

from mingzhang.corpus.compaction import compact as merge
from mingzhang.corpus.store.lake import Lake
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language, Text


def compact(folder: Path, language: Language) -> int:
    """Merges, and says how many files a table has now. Raises UsageError where it cannot be written."""
    lake = Lake.existing(folder)
    try:
        counts = merge(lake)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            f"{folder}：不能写入（{reason}）；湖中内容完好。",
            f"{folder}: cannot be written ({reason}); what the lake holds is whole.",
        ) from None
    told = Text(
        f"每张表由 {counts.before} 个文件合并为 {counts.after} 个，行数不变。",
        f"each table had {counts.before} files and has {counts.after}; every row is kept.",
    )
    print(told.said(language))
    return 0
