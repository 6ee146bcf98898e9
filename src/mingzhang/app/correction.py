"""What a corrected publication says of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mingzhang.facts.changes import Changes
from mingzhang.facts.codec import decode_disclosure, encode_record
from mingzhang.facts.comparison import compare
from mingzhang.facts.model import Disclosure
from mingzhang.kit.errors import UsageError
from mingzhang.standard.load import Standard
from mingzhang.writers import manifest
from mingzhang.writers.changes import changes_as_text


@dataclass(frozen=True, slots=True)
class Correction:
    """The publication that is corrected, and what changed since."""

    version: int
    publication_sha256: str
    changes: Changes


def correction_of(folder: Path, target: Path, disclosure: Disclosure) -> Correction:
    """The old publication's version and what changed. UnreadableInput, UsageError where it is none."""
    old = manifest.read_manifest(folder)
    if folder.resolve() == target.resolve():
        raise UsageError(
            f"{folder}：更正要写到新的文件夹，原来的公开保持不变。",
            f"{folder}: a correction goes into a new folder; the old publication stays as it is.",
        )
    altered = manifest.altered_files(folder, old)
    if altered:
        raise UsageError(
            f"{folder}：公开之后文件被改动过（{'、'.join(altered[:3])}），不能据以更正。",
            f"{folder}: files were altered after publication ({', '.join(altered[:3])}).",
        )
    content = next((entry.path for entry in old.files if entry.path == "disclosure.json"), None)
    if content is None:
        raise UsageError(
            f"{folder}：原公开里没有 disclosure.json，无法列出更正；公开时请包含 json 格式。",
            f"{folder}: holds no disclosure.json, so no changes can be listed; publish with the json format.",
        )
    before = decode_disclosure((folder / content).read_bytes(), content)
    names = [f"v{old.version}", f"v{old.version + 1}"]
    return Correction(
        version=old.version,
        publication_sha256=manifest.sha256_of(folder / manifest.NAME),
        changes=compare(before, disclosure, *names),
    )


def write_changes(correction: Correction, standard: Standard, folder: Path) -> list[tuple[str, Path]]:
    """`changes.json` for machines, 更正说明 (`changes.txt`, Chinese, then English) for people."""
    data, text = folder / "changes.json", folder / "changes.txt"
    data.write_bytes(encode_record(correction.changes))
    said = [changes_as_text(correction.changes, standard, language) for language in ("zh", "en")]
    text.write_text("更正说明\n" + said[0] + "\nCorrections\n" + said[1], encoding="utf-8", newline="\n")
    return [("changes", data), ("changes", text)]
