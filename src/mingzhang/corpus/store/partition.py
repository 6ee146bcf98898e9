"""Where a document's rows lie: by fiscal year and standard, as any tool reads it (`fiscal_year=2024/…`)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

_NONE = "__HIVE_DEFAULT_PARTITION__"
"""What the tools of the trade write and read where a partition has no value."""


@dataclass(frozen=True, slots=True)
class Partition:
    """The fiscal year and the standard; both None for documents that could not be read."""

    fiscal_year: int | None
    standard: str | None

    @property
    def folder(self) -> str:
        """The path below a table's folder."""
        year = _NONE if self.fiscal_year is None else str(self.fiscal_year)
        standard = _NONE if self.standard is None else quote(self.standard, safe="")
        return f"fiscal_year={year}/standard={standard}"

    @classmethod
    def of_folder(cls, folder: str) -> Partition:
        """The partition that a folder names. Raises ValueError where it names none."""
        year, standard = (part.partition("=")[2] for part in folder.split("/"))
        return cls(
            None if year == _NONE else int(year),
            None if standard == _NONE else unquote(standard),
        )
