"""The same records in other forms: Parquet with amounts in 分, and CSV that speaks Chinese."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from source_packages import Records, fen

from mingzhang.standard.load import Standard


def write_parquet(records: Records, directory: Path) -> Path:
    """Every table as Parquet; the money of vouchers, income and budget as integers in `amount_fen`."""
    records.write(directory)
    for table, rows in records.tables.items():
        (directory / f"{table}.csv").unlink()
        headings = list(dict.fromkeys(key for row in rows for key in row))
        columns = {key: [row.get(key) or None for row in rows] for key in headings}
        arrays = {key: pa.array(values, pa.string()) for key, values in columns.items()}
        if "amount" in arrays:
            del arrays["amount"]
            arrays["amount_fen"] = pa.array([fen(row["amount"]) for row in rows], pa.int64())
        pq.write_table(pa.table(arrays), directory / f"{table}.parquet")
    _describe(records, directory, [f"{table}.parquet" for table in records.tables])
    return directory


def write_chinese(records: Records, directory: Path, standard: Standard) -> Path:
    """Every file, heading and value of a set in Chinese."""
    directory.mkdir(parents=True)
    form = standard.package
    files = []
    for table, rows in records.tables.items():
        description = form.tables[table]
        columns = {column.name: column for column in description.columns}
        headings = list(dict.fromkeys(key for row in rows for key in row))
        path = directory / f"{description.file_names[0]}.csv"
        files.append(path.name)
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([columns[key].heading for key in headings])
            for row in rows:
                writer.writerow(
                    [_chinese(standard, columns[key].values, row.get(key, "")) for key in headings]
                )
    _describe(records, directory, files)
    return directory


def _chinese(standard: Standard, values: str | None, code: str) -> str:
    known = {} if values is None else {item.code: item.words for item in standard.package.values[values]}
    return known[code][0] if known.get(code) else code


def _describe(records: Records, directory: Path, files: list[str]) -> None:
    own = {"fiscal_year": 2024, "standard": "cn/2024", "variant": records.variant}
    resources = [{"name": Path(name).stem, "path": name} for name in files]
    text = json.dumps({"resources": resources, "mingzhang": own}, ensure_ascii=False)
    (directory / "datapackage.json").write_text(text, encoding="utf-8")
