"""Functional and economic subjects: lookup by code and name, levels, parents, budget families.

Unknown codes are allowed everywhere: level, parent and family follow from the digits alone.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Literal

from mingzhang.kit.chinese import fold
from mingzhang.standard.data import Data, broken, read_csv, read_yaml

Family = Literal["general_public_budget", "government_managed_funds", "state_capital_operations"]
Nature = Literal["basic", "project"]
Level = Literal["category", "section", "item"]
_LEVELS: dict[int, Level] = {3: "category", 5: "section", 7: "item"}


class Subject(Data, kw_only=True):
    """A subject as published; `seen` = in how many harvested tables."""

    code: str
    name: str
    other_names: tuple[str, ...] = ()
    seen: int = 0


class FamilyCode(Data, kw_only=True):
    """A code prefix of a budget family; `seen` False = general knowledge."""

    code: str
    name: str
    seen: bool


class FamilyEnding(Data, kw_only=True):
    """Sections (款) of a family known by the ending of their code."""

    ending: str
    level: Level
    name: str
    seen: bool
    valid_from: int


class FamilyCodes(Data, kw_only=True):
    """The codes of one budget family."""

    family: Family
    codes: list[FamilyCode]
    endings: list[FamilyEnding] = []


class Families(Data, kw_only=True):
    """`families.yaml`."""

    source: str
    families: list[FamilyCodes]


class NatureOfEnding(Data, kw_only=True):
    """Items of this ending and name are basic or project by nature."""

    ending: str
    name: str
    nature: Nature


class Natures(Data, kw_only=True):
    """`natures.yaml`."""

    source: str
    natures: list[NatureOfEnding]


class RenamedSubject(Data, kw_only=True):
    """A subject whose name changed; `valid_from` = first fiscal year of the new name."""

    code: str
    old: str
    new: str
    valid_from: int


class Renamed(Data, kw_only=True):
    """`renamed.yaml`."""

    source: str
    renamed: list[RenamedSubject]


class SubjectTable:
    """The subjects of one classification, by code and by name."""

    def __init__(self, subjects: list[Subject]) -> None:
        self.by_code = {subject.code: subject for subject in subjects}
        self._by_name: dict[str, list[Subject]] = defaultdict(list)
        for subject in subjects:
            for name in (subject.name, *subject.other_names):
                self._by_name[fold(name)].append(subject)

    def __contains__(self, code: str) -> bool:
        return code in self.by_code

    def get(self, code: str) -> Subject | None:
        """The subject with this code, or None where it is unknown."""
        return self.by_code.get(code)

    def named(self, name: str) -> list[Subject]:
        """Every subject with this name (many items share one), white space and width aside."""
        return list(self._by_name.get(fold(name), ()))

    def names(self) -> list[str]:
        """All known names, folded."""
        return list(self._by_name)

    def children(self, code: str) -> list[Subject]:
        """The known subjects one level below `code`."""
        return [
            item
            for item in self.by_code.values()
            if len(item.code) == len(code) + 2 and item.code.startswith(code)
        ]


def level_of(code: str) -> Level | None:
    """category (类, 3 digits), section (款, 5), item (项, 7), or None for anything else."""
    return _LEVELS.get(len(code)) if code.isdecimal() else None


def parent_of(code: str) -> str | None:
    """The code one level up, or None for a category and for what is no subject code."""
    return code[:-2] if level_of(code) in ("section", "item") else None


class Subjects:
    """All classifications of the standard. `classes` are the summary's lines in printed order."""

    def __init__(self, folder: Path, year: int) -> None:
        self.functional = _table(folder / "functional.csv")
        self.economic = _table(folder / "economic.csv")
        self.economic_government = _table(folder / "economic_government.csv")
        self.classes = _classes(folder / "class_order.csv")
        self.natures = read_yaml(folder / "natures.yaml", Natures).natures
        self.renamed = read_yaml(folder / "renamed.yaml", Renamed).renamed
        self._year = year
        self._families = read_yaml(folder / "families.yaml", Families).families

    def family_of(self, code: str) -> Family:
        """The budget family of a functional code: the general public budget unless known otherwise."""
        for group in self._families:
            if any(code.startswith(entry.code) for entry in group.codes):
                return group.family
            for entry in group.endings:
                if self._year >= entry.valid_from and code[3:5] == entry.ending:
                    return group.family
        return "general_public_budget"

    def nature_of(self, code: str) -> Nature | None:
        """Basic or project where the item's ending and name say so, else None."""
        subject = self.functional.get(code)
        if subject is None or level_of(code) != "item":
            return None
        for entry in self.natures:
            if code.endswith(entry.ending) and subject.name == entry.name:
                return entry.nature
        return None

    def old_names(self, code: str) -> list[RenamedSubject]:
        """Earlier names of the subject that are out of date in the standard's year."""
        return [item for item in self.renamed if item.code == code and self._year >= item.valid_from]


def _table(path: Path) -> SubjectTable:
    subjects = []
    for row in read_csv(path):
        code, name = row.get("code", ""), row.get("name", "")
        if not code.isdecimal() or not name:
            raise broken(path, f"code, name: `{code}`, `{name}`")
        other = tuple(item.rsplit("(", 1)[0] for item in (row.get("other_names") or "").split(";") if item)
        seen = row.get("seen") or "0"
        subjects.append(Subject(code=code, name=name, other_names=other, seen=int(seen)))
    return SubjectTable(subjects)


def _classes(path: Path) -> list[Subject]:
    rows = read_csv(path)
    return [Subject(code=row["code"], name=row["name(seen in template/seed)"]) for row in rows]
