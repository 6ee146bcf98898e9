"""`datapackage.json`: which year, standard and variant, and where the files lie (Frictionless)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from mingzhang.compile.problems import Problems, file_error
from mingzhang.kit.errors import UnreadableInput
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard, load_standard

NAME = "datapackage.json"
KEY = "mingzhang"


@dataclass(slots=True)
class Descriptor:
    """What the descriptor says. `paths`: file name without ending, or resource name → path below it."""

    fiscal_year: int
    standard: Standard
    variant: str
    paths: dict[str, str] = field(default_factory=dict)


def read_descriptor(directory: Path, problems: Problems) -> Descriptor:
    """The descriptor of `directory`; every defect is one line. Raises InvalidPackage or UnreadableInput."""
    data = _loaded(directory)
    own = data.get(KEY)
    if not isinstance(own, dict):
        reason = Text(
            f"缺少“{KEY}”；应为 {{fiscal_year, standard, variant}}",
            f"“{KEY}” is missing; it holds fiscal_year, standard and variant",
        )
        problems.error(file_error(NAME, KEY, "", reason))
        problems.raise_errors()
    assert isinstance(own, dict)
    year = _year(own, problems)
    standard = _standard(own, year, problems)
    variant = _variant(own, standard, problems)
    paths = _paths(data, directory, problems)
    problems.raise_errors()
    return Descriptor(year, standard, variant, paths)


def _loaded(directory: Path) -> dict[str, Any]:
    path = directory / NAME
    if not directory.is_dir():
        raise UnreadableInput(f"{directory}：不是文件夹。", f"{directory}: is no folder.")
    if not path.is_file():
        raise UnreadableInput(
            f"{directory}：没有 {NAME}，不是源数据包；mingzhang new-package 可以生成一个。",
            f"{directory}: has no {NAME}, so it is no source package; mingzhang new-package makes one.",
        )
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise UnreadableInput(
            f"{NAME}：不是有效的 JSON（{reason}）。", f"{NAME}: not valid JSON ({reason})."
        ) from None
    if not isinstance(data, dict):
        raise UnreadableInput(f"{NAME}：应为一个 JSON 对象。", f"{NAME}: must be a JSON object.")
    return data


def _year(own: dict[str, Any], problems: Problems) -> int:
    year = own.get("fiscal_year")
    if isinstance(year, int) and not isinstance(year, bool) and 1990 <= year <= 2100:
        return year
    reason = Text("应为年份，例如 2024", "must be a year like 2024")
    problems.error(file_error(NAME, f"{KEY}.fiscal_year", "" if year is None else str(year), reason))
    return 2024


def _standard(own: dict[str, Any], year: int, problems: Problems) -> Standard:
    name = own.get("standard", f"cn/{year}")
    country, _, version = name.partition("/") if isinstance(name, str) else ("", "", "")
    if country != "cn" or not version.isdecimal() or len(version) != 4:
        reason = Text("应为标准名，例如 cn/2024", "must name a standard like cn/2024")
        problems.error(file_error(NAME, f"{KEY}.standard", str(name), reason))
        return load_standard("cn", year)
    return load_standard(country, int(version))


def _variant(own: dict[str, Any], standard: Standard, problems: Problems) -> str:
    variant = own.get("variant")
    if isinstance(variant, str) and variant in standard.variants:
        return variant
    known = ", ".join(standard.variants)
    reason = Text(f"没有这个地方样式；已有：{known}", f"no such variant; known are {known}")
    problems.error(file_error(NAME, f"{KEY}.variant", "" if variant is None else str(variant), reason))
    return next(iter(standard.variants))


def _paths(data: dict[str, Any], directory: Path, problems: Problems) -> dict[str, str]:
    resources = data.get("resources", [])
    if not isinstance(resources, list):
        reason = Text("应为列表", "must be a list")
        problems.error(file_error(NAME, "resources", str(resources)[:40], reason))
        return {}
    paths: dict[str, str] = {}
    for index, resource in enumerate(resources):
        path = resource.get("path") if isinstance(resource, dict) else None
        if isinstance(path, list) and len(path) == 1:
            path = path[0]
        where = f"resources[{index}].path"
        if not isinstance(path, str) or not path:
            reason = Text("应为一个文件路径", "must be the path of one file")
            problems.error(file_error(NAME, where, "" if path is None else str(path), reason))
        elif PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or "\\" in path:
            reason = Text("路径必须在数据包之内", "the path must lie inside the package")
            problems.error(file_error(NAME, where, path, reason))
        elif not (directory / path).is_file():
            reason = Text("文件不存在；没有的文件不要列出", "no such file; leave out what is not there")
            problems.error(file_error(NAME, where, path, reason))
        else:
            name = resource.get("name")
            paths[path] = name if isinstance(name, str) else PurePosixPath(path).stem
    return paths
