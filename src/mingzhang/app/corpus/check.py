"""Checking a lake again: cell rules over every document, document rules where their answer may differ."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from mingzhang.app.corpus.progress import Progress
from mingzhang.corpus.checking.run import Totals, check_lake
from mingzhang.corpus.engines import engines
from mingzhang.corpus.store.lake import Lake
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language, Text


@dataclass(frozen=True, slots=True)
class LakeCheckRequest:
    """Which lake, and what runs the check. `jobs` None: one process for each core."""

    lake: Path
    engine: str = "local"
    jobs: int | None = None
    language: Language = "zh"


def check_corpus(request: LakeCheckRequest) -> int:
    """Replaces the findings of every document that was read, and says how many there are. 0 when done.

    Raises UsageError where there is no lake, it cannot be written, or the engine is not installed.
    """
    if request.jobs is not None and request.jobs < 1:
        raise UsageError("--jobs 应为 1 以上的整数。", "--jobs must be 1 or more.")
    lake = Lake.existing(request.lake)
    engine = engines()[request.engine]
    progress = Progress(0, request.language)
    try:
        totals = check_lake(
            lake, engine, request.language, request.jobs or os.cpu_count() or 1, progress.show_of
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            f"{request.lake}：写入失败（{reason}）；已提交的内容完好，排除原因后再运行同一命令即可。",
            f"{request.lake}: writing failed ({reason}); what is committed is whole: run this again.",
        ) from None
    finally:
        progress.end()
    print(_told(totals).said(request.language))
    return 0


def _told(totals: Totals) -> Text:
    errors, warnings, remarks = (totals.severities.get(name, 0) for name in ("error", "warning", "info"))
    return Text(
        f"核对 {totals.documents} 份，前后不一致 {totals.inconsistent} 份；"
        f"错误 {errors} 处，警告 {warnings} 处，提示 {remarks} 处。",
        f"{totals.documents} checked, {totals.inconsistent} inconsistent; "
        f"{errors} errors, {warnings} warnings, {remarks} remarks.",
    )
