"""What was uploaded, as a package: archives unpacked, workbooks turned into tables, a descriptor for what has
none."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path, PurePosixPath

from django.conf import settings

from mingzhang.app.workbench import UnreadableInput, workbook_to_csv
from mingzhang_web.year.ledger import books_of
from mingzhang_web.year.models import UnitYear

DESCRIPTOR = "datapackage.json"
_MOST_FILES = 200


def gone() -> UnreadableInput:
    """There is nothing laid aside under the token."""
    return UnreadableInput("这次导入已不在，请重新上传。", "This import is gone; upload the files again.")


def root_of(folder: Path) -> Path:
    """The folder that has the descriptor: the upload itself, or the one folder inside a zip."""
    if not folder.is_dir():
        raise gone()
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith(("__MACOSX", "."))]
    inner = len(entries) == 1 and entries[0].is_dir()
    return entries[0] if inner else folder


def package_of(uploaded: Path, package: Path, unit_year: UnitYear) -> Path:
    """The package of what was uploaded, made anew where an attempt was broken off; the folder with its
    descriptor. UnreadableInput, InvalidBooks: it is none."""
    if not uploaded.is_dir():
        raise gone()
    shutil.rmtree(package, ignore_errors=True)
    package.mkdir()
    for path in sorted(uploaded.iterdir()):
        _keep(path, package, unit_year)
    root = root_of(package)
    _describe(root, unit_year)
    return root


def _keep(path: Path, folder: Path, unit_year: UnitYear) -> None:
    if path.suffix.lower() == ".zip":
        _unpack(path, folder)
    elif path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        workbook_to_csv(path, folder, books_of(unit_year), settings.IMPORT_LIMIT)
    else:
        shutil.copyfile(path, folder / path.name)


def _unpack(archive: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as packed:
            members = [item for item in packed.infolist() if not item.is_dir()]
            inside = sum(item.file_size for item in members)
            if len(members) > _MOST_FILES or inside > settings.IMPORT_LIMIT:
                raise UnreadableInput("压缩包太大，请拆分。", "The archive is too large; divide it.")
            for item in members:
                parts = PurePosixPath(item.filename).parts
                if PurePosixPath(item.filename).is_absolute() or ".." in parts:
                    raise UnreadableInput("压缩包内的路径不安全。", "The archive has an unsafe path.")
                packed.extract(item, folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise UnreadableInput(
            f"{archive.name}：不是有效的 zip 文件。", f"{archive.name}: no valid zip file."
        ) from None


def _describe(root: Path, unit_year: UnitYear) -> None:
    """Files without a descriptor are taken for the year they are imported into, and for its unit."""
    if (root / DESCRIPTOR).is_file():
        return
    own = {
        "fiscal_year": unit_year.fiscal_year,
        "standard": unit_year.standard,
        "variant": unit_year.variant,
    }
    (root / DESCRIPTOR).write_text(json.dumps({"name": "import", "mingzhang": own}), encoding="utf-8")
