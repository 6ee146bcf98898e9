"""Next year's source package from this year's."""

from __future__ import annotations

import sys
from pathlib import Path

from mingzhang.app.compile import disclosure_bytes
from mingzhang.app.folder import put, refuse_used, staged
from mingzhang.compile.files import PRIOR
from mingzhang.compile.package import open_package
from mingzhang.compile.problems import InvalidPackage
from mingzhang.compile.rolling.tables import next_year_rows
from mingzhang.compile.rows import headings_language
from mingzhang.compile.template.tables import package_files
from mingzhang.compile.validation import validate
from mingzhang.kit.amounts import from_fen, to_fen
from mingzhang.kit.language import Language, Text
from mingzhang.standard.load import load_standard
from mingzhang.standard.registers.tables import table_name


def roll_forward(directory: Path, target: Path, language: Language = "zh") -> int:
    """Writes next year's package into the new folder `target`, with this year's disclosure as its prior.

    0: written, what was carried over on standard output; 2: invalid records in `directory`, each named,
    nothing written. UnreadableInput and UsageError are raised.
    """
    refuse_used(target)
    try:
        with open_package(directory) as package:
            validate(package)
            rows = next_year_rows(package)
            year = package.fiscal_year + 1
            standard = load_standard(package.standard.country, year)
            kept = [table.register for table in package.form.tables.values() if table.register]
            kept = [name for name in kept if package.tables[table_name(name)].present]
            headings = headings_language(package)
            files = package_files(standard, year, package.variant.id, headings, rows, kept)
            files[PRIOR] = disclosure_bytes(package)
    except InvalidPackage as error:
        for line in error.problems.error_lines(language):
            print(line, file=sys.stderr)
        return 2
    with staged(target) as folder:
        put(folder, files)
    carried = from_fen(sum(to_fen(row["amount"], "元") for row in rows["budget"]), "元")
    opening = [row for row in rows["balances"] if row["kind"] == "opening"]
    balance = from_fen(sum(to_fen(row["amount"], "元") for row in opening), "元")
    projects = len({row["project"] for row in rows["budget"]})
    said = Text(
        f"{year} 年度数据包：年初结转和结余 {balance} 元（{len(opening)} 行）；"
        f"结转项目 {projects} 个、指标 {carried} 元，列为本项目年初预算。"
        "年末结转和结余暂按年初数填列，录入本年收支后请更新。",
        f"Package of {year}: opening balances {balance} 元 ({len(opening)} rows); {projects} projects "
        f"carried over with {carried} 元 as their original budget. Closing balances stand as the opening "
        "ones: bring them up to date once the year's income and expenditure are recorded.",
    )
    print(said.said(language))
    return 0
