"""Reading register types, and refusing one that contradicts itself with one clear line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from mingzhang.kit.errors import InvalidData
from mingzhang.standard.data import broken, read_yaml
from mingzhang.standard.registers.faults import faults
from mingzhang.standard.registers.types import RegisterType

FOLDER = "MINGZHANG_REGISTERS"
"""The environment variable that names a folder with register types of one's own, one YAML file each."""


def read_registers(folder: Path) -> dict[str, RegisterType]:
    """The types of the standard, then those of the folder that `MINGZHANG_REGISTERS` names.

    InvalidData names file, key and reason where one is broken or contradicts itself.
    """
    types: dict[str, RegisterType] = {}
    paths: dict[str, Path] = {}
    for path in [*sorted(folder.glob("*.yaml")), *_own_files()]:
        declared = read_yaml(path, RegisterType)
        if declared.register != path.stem or not declared.register.isidentifier():
            raise broken(path, f"register: {declared.register} must be named like its file")
        if declared.register in types:
            raise broken(path, f"register: there is a register {declared.register} already")
        types[declared.register], paths[declared.register] = declared, path
    for look in (_unknown_registers, faults):
        for name, declared in types.items():
            for reason in look(declared, types):
                raise broken(paths[name], reason)
    return dict(sorted(types.items(), key=lambda item: (item[1].order, item[0])))


def _own_files() -> list[Path]:
    named = os.environ.get(FOLDER)
    if not named:
        return []
    folder = Path(named)
    if not folder.is_dir():
        raise InvalidData(
            f"{FOLDER} 指的文件夹“{named}”不存在；请改正或去掉这个环境变量。",
            f"{FOLDER} names the folder “{named}”, which is not there; correct or unset it.",
        )
    return sorted(folder.glob("*.yaml"))


def _unknown_registers(declared: RegisterType, types: dict[str, RegisterType]) -> Iterator[str]:
    """Fields that name a register which is not there; looked for in every type before anything else."""
    for field in declared.fields:
        if (field.kind == "record") != (field.of is not None) or field.of not in (None, *types):
            yield f"fields.{field.name}.of: names no register"
