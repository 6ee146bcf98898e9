"""What a person filled in beside an action's button."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """Fields by name, each with every value that it was given."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, post: QueryDict) -> Given:
        """From a form."""
        return cls({name: [str(value) for value in post.getlist(name)] for name in post})

    @classmethod
    def typed(cls, **values: str) -> Given:
        """From single values."""
        return cls({name: [value] for name, value in values.items()})

    def text(self, name: str, longest: int = LONGEST) -> str:
        """A field's text without the white space around it; empty where it was not given."""
        values = self.fields.get(name, [])
        return values[-1].strip()[:longest] if values else ""

    def chosen(self, name: str) -> list[str]:
        """Every value of a field: the boxes that were ticked."""
        return [value for value in self.fields.get(name, []) if value]

    def day(self, name: str) -> datetime.date | None:
        """A date, or None where it is none."""
        try:
            return datetime.date.fromisoformat(self.text(name))
        except ValueError:
            return None
