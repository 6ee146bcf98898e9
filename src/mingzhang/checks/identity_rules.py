"""Identities stand among the rules: the same titles, sources and severities."""

from __future__ import annotations

from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


def identity_rules(standard: Standard) -> dict[str, Rule]:
    """The standard's identities as rules, by name."""
    identities = getattr(standard, "identities", {})
    return {name: identity.as_rule() for name, identity in identities.items()}
