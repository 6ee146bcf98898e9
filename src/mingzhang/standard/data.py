"""Reading a standard's data files: typed, with file, key and reason where one is broken."""

from __future__ import annotations

import csv
import io
import threading
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from mingzhang.kit.errors import InvalidData
from mingzhang.kit.language import Text

Kind = TypeVar("Kind")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LAYING_OUT = threading.RLock()


class Data(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Base of every entry of a standard: named fields only, an unknown one is an error."""


class Bilingual(Data, kw_only=True):
    """A text in Chinese and English, as data files write it: `{zh: …, en: …}`."""

    zh: str
    en: str

    def text(self) -> Text:
        """The same as the engine's Text."""
        return Text(self.zh, self.en)


def broken(path: Path, reason: object) -> InvalidData:
    """The error for a broken data file; `reason` names the key (`at $.columns[2].id`)."""
    name, reason = f"{path.parent.name}/{path.name}", " ".join(str(reason).split())
    return InvalidData(f"标准数据 {name} 有误：{reason}", f"standard data {name} is broken: {reason}")


def read_documents(path: Path) -> list[str]:
    """The YAML documents of a file as texts (rule files keep their miniatures in a second one)."""
    return path.read_text(encoding="utf-8").split("\n---\n")


def converted(value: Any, kind: type[Kind]) -> Kind:
    """Plain data as `kind`; msgspec.ValidationError where it does not fit.

    One thread at a time: msgspec lays out a type at its first use without a lock, and two threads that do
    so together crash the process.
    """
    with _LAYING_OUT:
        return msgspec.convert(value, kind, strict=True)


def parse_yaml(text: str, path: Path, kind: type[Kind]) -> Kind:
    """`text` as `kind`; InvalidData with file, key and reason where it does not fit."""
    try:
        return converted(yaml.load(text, Loader=_LOADER), kind)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise broken(path, error) from None


def read_yaml(path: Path, kind: type[Kind]) -> Kind:
    """The first YAML document of `path` as `kind`."""
    return parse_yaml(read_documents(path)[0], path, kind)


def read_folder(folder: Path, kind: type[Kind]) -> dict[Path, Kind]:
    """Every `*.yaml` below `folder`, sorted by path, as `kind`."""
    return {path: read_yaml(path, kind) for path in sorted(folder.rglob("*.yaml"))}


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a UTF-8 CSV with a header."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
