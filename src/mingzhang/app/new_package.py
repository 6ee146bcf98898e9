"""Making an empty, documented source package, and its workbook."""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from pathlib import Path

from mingzhang.app.folder import put, refuse_used, staged
from mingzhang.app.output import deliver
from mingzhang.compile.template.tables import package_files
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language
from mingzhang.standard.load import Standard, load_standard

EARLIEST, LATEST = 1990, 2100


def new_package(
    directory: Path,
    *,
    year: int | None = None,
    variant: str | None = None,
    headings: Language = "zh",
    workbook: Path | None = None,
    registers: Collection[str] = (),
) -> None:
    """Writes the package into the new folder `directory`, and the same as a workbook where asked.

    `year`: last year's accounts where None. `registers`: the register types that get a file as well (`all`
    = every one). UsageError where the folder is in use, the year impossible, the variant or a register
    unknown; nothing is written then.
    """
    refuse_used(directory)
    fiscal_year = checked_year(year if year is not None else last_year())
    standard = load_standard("cn", fiscal_year)
    chosen = checked_variant(standard, variant)
    wanted = checked_registers(standard, registers)
    files = package_files(standard, fiscal_year, chosen, headings, {}, wanted)
    with staged(directory) as folder:
        put(folder, files)
        if workbook is not None:
            from mingzhang.compile.template.workbook import template_workbook

            deliver(template_workbook(standard, fiscal_year, chosen, headings, wanted), workbook)


def checked_year(year: int) -> int:
    """The year, if it is one that a package may have; UsageError otherwise."""
    if not EARLIEST <= year <= LATEST:
        raise UsageError(
            f"年度{year}不对，应在 {EARLIEST}–{LATEST} 之间。",
            f"{year} is no fiscal year; it must lie between {EARLIEST} and {LATEST}.",
        )
    return year


def checked_registers(standard: Standard, registers: Collection[str]) -> list[str]:
    """The register types, by name or Chinese title; `all` is every one. UsageError where there is none."""
    names = {text: name for name, item in standard.registers.items() for text in (name, item.title.zh)}
    for wanted in registers:
        if wanted not in names and wanted != "all":
            zh = "、".join(f"{name}（{item.title.zh}）" for name, item in standard.registers.items())
            raise UsageError(
                f"没有台账“{wanted}”；已有：{zh}。",
                f"no register “{wanted}”; known are {', '.join(standard.registers)}.",
            )
    return list(standard.registers) if "all" in registers else [names[wanted] for wanted in registers]


def checked_variant(standard: Standard, variant: str | None) -> str:
    """The variant (the standard's default where None); UsageError where there is none of that name."""
    chosen = standard.package.words.default_variant if variant is None else variant
    if chosen not in standard.variants:
        known = ", ".join(standard.variants)
        raise UsageError(
            f"没有地方样式“{chosen}”；已有：{known}。", f"no variant “{chosen}”; known are {known}."
        )
    return chosen


def last_year() -> int:
    """The year before this one, whose accounts are compiled now. `SOURCE_DATE_EPOCH` fixes the day."""
    now = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return time.gmtime(now).tm_year - 1
