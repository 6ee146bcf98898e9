"""The texts of a compiled disclosure and every claim that they make: at the desk and in the workbench."""

from __future__ import annotations

from mingzhang.compile.package import SourcePackage
from mingzhang.facts.model import Disclosure
from mingzhang.narrate.compiled import narrate


def add_texts(disclosure: Disclosure, prior: Disclosure | None, package: SourcePackage) -> None:
    """Adds explanation, glossary and claims, those of the evaluations' own texts too.

    The forms' texts are the unit's words: their numbers are read as they are in a published document.
    """
    narrate(disclosure, prior, package, package.standard)
    if disclosure.evaluations:
        from mingzhang.recognise.claims.evaluations import read_evaluations

        read_evaluations(disclosure, package.standard, disclosure.claims)
