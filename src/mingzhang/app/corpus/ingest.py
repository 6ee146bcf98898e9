"""Taking many files into a lake."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mingzhang.app.corpus.progress import Progress
from mingzhang.corpus.ingest.archives import count_of_members
from mingzhang.corpus.ingest.counts import COMMIT_EVERY, Counts, Settings
from mingzhang.corpus.ingest.messages import DEFAULT_LIMITS, Limits
from mingzhang.corpus.ingest.run import Run
from mingzhang.corpus.ingest.sources import files_named, sources_of
from mingzhang.corpus.store.lake import Lake
from mingzhang.intake.options import DEFAULT_MAX_SIZE
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language, Text

Engine = Literal["local", "spark"]


@dataclass(frozen=True, slots=True)
class IngestRequest:
    """What to take in, and how. `jobs` None: one process for each core; `max_size` in bytes."""

    named: Sequence[str]
    lake: Path
    engine: Engine = "local"
    jobs: int | None = None
    limits: Limits = DEFAULT_LIMITS
    max_size: int = DEFAULT_MAX_SIZE
    language: Language = "zh"
    year: int | None = None
    variant: str | None = None
    retry: bool = False
    commit_every: int = COMMIT_EVERY


def ingest(request: IngestRequest) -> int:
    """Reads, checks and commits. 0: every file is in the lake; 1: some failed, listed with their reasons.

    Raises UsageError where an argument names nothing or the lake cannot be written.
    """
    for option, value in (("--jobs", request.jobs), ("--commit-every", request.commit_every)):
        if value is not None and value < 1:
            raise UsageError(f"{option} 应为 1 以上的整数。", f"{option} must be 1 or more.")
    files = files_named(request.named, request.lake)
    lake = Lake.made(request.lake)
    settings = Settings(
        request.jobs or os.cpu_count() or 1,
        request.limits,
        request.language,
        request.year,
        request.variant,
        request.retry,
        request.commit_every,
    )
    progress = Progress(sum(count_of_members(path) for path in files), request.language)
    try:
        counts = _run(lake, settings, files, request, progress)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            f"{request.lake}：写入失败（{reason}）；已提交的内容完好，排除原因后再运行同一命令即可继续。",
            f"{request.lake}: writing failed ({reason}); what is committed is whole: run this again.",
        ) from None
    finally:
        progress.end()
    _tell(counts, request.language)
    return 1 if counts.failed else 0


def _run(
    lake: Lake, settings: Settings, files: Sequence[Path], request: IngestRequest, progress: Progress
) -> Counts:
    def look(counts: Counts) -> None:
        progress.show(counts.done, len(counts.failed))

    if request.engine == "spark":
        from mingzhang.corpus.ingest.spark import SparkRun

        return SparkRun(lake, settings, look).ingest_files(files, request.max_size)
    return Run(lake, settings, look).ingest(sources_of(files, request.max_size))


def _tell(counts: Counts, language: Language) -> None:
    for path, reason in counts.failed:
        text = reason if reason.startswith(path) else f"{path}：{reason}"
        print(text.replace("\n", " "), file=sys.stderr)
    told = Text(
        f"收入 {counts.read} 份，早已在湖中 {counts.seen} 份，失败 {len(counts.failed)} 份。",
        f"{counts.read} taken in, {counts.seen} there already, {len(counts.failed)} failed.",
    )
    print(told.said(language))
