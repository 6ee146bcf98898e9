"""The kinds of work there are: functions named by `@kind` in every app's `background.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from mingzhang.app.workbench import Text

Function = Callable[..., None]
_KINDS: dict[str, Kind] = {}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `seconds`: longer than this it is ended and has failed; `restartable`: done again from the
    beginning where its worker was killed."""

    name: str
    title: Text
    function: Function
    restartable: bool = True
    seconds: float = 1800.0


def kind(
    name: str, title: Text, *, restartable: bool = True, seconds: float = 1800.0
) -> Callable[[Function], Function]:
    """Registers a function as a kind of work."""

    def register(function: Function) -> Function:
        if name in _KINDS and _KINDS[name].function is not function:
            raise ValueError(f"kind of work {name} is registered twice")
        _KINDS[name] = Kind(name, title, function, restartable, seconds)
        return function

    return register


@cache
def _discovered() -> None:
    from django.utils.module_loading import autodiscover_modules

    autodiscover_modules("background")


def kinds() -> dict[str, Kind]:
    """Every kind by its name."""
    _discovered()
    return _KINDS


def title_of(name: Any) -> Text:
    """What a kind of work is called; its name where it is no longer known."""
    found = kinds().get(str(name))
    return found.title if found else Text(str(name), str(name))
