"""Finding a standard by entry point and loading the parts that are asked for."""

from __future__ import annotations

from functools import cache, cached_property
from importlib.metadata import entry_points
from pathlib import Path

from mingzhang.kit.errors import InvalidData
from mingzhang.standard.rules import Rule, read_rules

GROUP = "mingzhang.standards"


class Standard:
    """The standard of a country as of a fiscal year. Its parts load when first used."""

    def __init__(self, country: str, year: int, root: Path) -> None:
        self.country = country
        self.year = year
        self.root = root

    @property
    def id(self) -> str:
        """`cn/2024`."""
        return f"{self.country}/{self.year}"

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Rules in force this year, by name."""
        every = read_rules(self.root / "rules")
        return {name: rule for name, rule in every.items() if rule.applies_in(self.year)}


def root_of(country: str) -> Path:
    """The data folder of the country's standard."""
    for point in entry_points(group=GROUP, name=country):
        module = point.load()
        return Path(module.__file__).parent
    raise InvalidData(f"没有安装标准“{country}”的数据。", f"no data installed for the standard “{country}”.")


@cache
def load_standard(country: str = "cn", year: int = 2024) -> Standard:
    """The standard; a year without data of its own is read by the nearest one that has."""
    root = root_of(country)
    return Standard(country, year, root)
