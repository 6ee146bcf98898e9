"""Optimistic locking of one thing with a `version`: whoever saves must have seen the version that stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhang_web.year.models import UnitYear

Kept = TypeVar("Kept", bound=models.Model)


class Overtaken(Exception):
    """Another saved first; `standing` is what stands now (None: it was removed)."""

    def __init__(self, standing: Any) -> None:
        super().__init__(str(standing))
        self.standing = standing


def keep(model: type[Kept], version: int, lookup: Mapping[str, Any], values: Mapping[str, Any]) -> Kept:
    """Saves `values` of the one thing that `lookup` finds, or makes it (`version` 0 = there was none when
    the page was shown). Overtaken where another version stands. To be called inside a transaction."""
    manager: Any = model._default_manager
    found = manager.select_for_update(of=("self",)).filter(**lookup).first()
    if (found.version if found else 0) != version:
        raise Overtaken(found)
    if found is None:
        try:
            with transaction.atomic():
                made: Kept = manager.create(**lookup, **values)
                return made
        except IntegrityError:
            raise Overtaken(manager.filter(**lookup).first()) from None
    for name, value in values.items():
        setattr(found, name, value)
    found.version += 1
    found.save()
    kept: Kept = found
    return kept


def version_in(request: HttpRequest, name: str = "version") -> int:
    """The version that the form was made of; 0 where it names none."""
    typed = str(request.POST.get(name, ""))
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0


def conflict_of(
    heading: str, name: str, now: str | None, typed: str, *, long: bool = False
) -> dict[str, Any]:
    """A field of the conflict page: what stands beside what was typed."""
    return {"heading": heading, "name": name, "now": now or "", "typed": typed,
            "differs": (now or "") != typed, "long": long or len(typed) > 60}  # fmt: skip


def both_shown(
    request: HttpRequest,
    unit_year: UnitYear | None,
    fields: list[dict[str, Any]],
    hidden: Mapping[str, Any],
    back: str,
) -> HttpResponse:
    """The page that shows both versions of one thing, with what was typed to be saved over the other."""
    conflict = {"there": True, "fields": fields, "hidden": list(hidden.items())}
    context = {"unit_year": unit_year, "conflicts": [conflict], "back": back, "save_to": request.path}
    return render(request, "year/conflict.html", context, status=409)
