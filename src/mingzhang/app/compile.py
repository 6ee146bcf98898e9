"""Compiling a source package into disclosure JSON."""

from __future__ import annotations

import sys
from pathlib import Path

from mingzhang.app.narration import add_texts
from mingzhang.app.output import deliver
from mingzhang.compile.disclosure import Compiler
from mingzhang.compile.package import SourcePackage, open_package
from mingzhang.compile.problems import InvalidPackage
from mingzhang.compile.profile import Scope, scope_of
from mingzhang.compile.validation import validate, warn_of_vouchers
from mingzhang.compile.validation.treasury import reconciliation_csv
from mingzhang.facts.codec import encode
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language
from mingzhang.kit.system_errors import reason_of


def compile_package(
    directory: Path,
    output: Path | None,
    *,
    unit: str | None = None,
    each: Path | None = None,
    language: Language = "zh",
    thorough: bool = False,
    reconciliation: Path | None = None,
) -> int:
    """Writes the disclosure of the whole package (or of `unit`), and one file per unit into `each`.

    `thorough`: search for repeated vouchers among more than ten million rows as well. `reconciliation`:
    every difference between the treasury's payments and the unit's own books, as CSV.

    0: written; 2: invalid records, each named on standard error, and nothing written. Warnings go to
    standard error. UnreadableInput and UsageError are raised.
    """
    try:
        with open_package(directory, thorough, validating=True) as package:
            validate(package)
            written = _compiled(package, output, unit, each)
            if reconciliation is not None:
                written.append((reconciliation_csv(package), reconciliation))
            warn_of_vouchers(package)
            for line in package.problems.warning_lines(language):
                print(line, file=sys.stderr)
    except InvalidPackage as error:
        for line in error.problems.error_lines(language):
            print(line, file=sys.stderr)
        return 2
    for data, path in written:
        deliver(data, path)
    return 0


def disclosure_bytes(package: SourcePackage) -> bytes:
    """The disclosure JSON of the whole of a validated package."""
    return _written(Compiler(package), package, scope_of(package, None))


def _compiled(
    package: SourcePackage, output: Path | None, unit: str | None, each: Path | None
) -> list[tuple[bytes, Path | None]]:
    """Everything is compiled before anything is written."""
    whole = scope_of(package, unit)
    compiler = Compiler(package)
    written: list[tuple[bytes, Path | None]] = []
    if each is not None:
        _make_folder(each)
        for member in whole.units:
            if member.kind != "adjustment":
                scope = Scope(whole.units, member)
                written.append((_written(compiler, package, scope), each / f"{_safe(member.code)}.json"))
    written.append((_written(compiler, package, whole), output))
    return written


def _written(compiler: Compiler, package: SourcePackage, scope: Scope) -> bytes:
    disclosure = compiler.disclosure(scope)
    add_texts(disclosure, compiler.prior(scope), package)
    return encode(disclosure)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        raise UsageError(
            f"{folder}：不能建立文件夹（{reason.zh}）。",
            f"{folder}: the folder cannot be made ({reason.en}).",
        ) from None


def _safe(code: str) -> str:
    """A unit's code as a file name."""
    return "".join(char if char.isalnum() or char in "-_." else "_" for char in code).lstrip(".") or "_"
