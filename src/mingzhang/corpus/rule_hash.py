"""What a finding was found by: the hash of a rule and of all that its answer depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version

import msgspec

from mingzhang.standard.fingerprint import fingerprint
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


def rule_hashes(rules: Mapping[str, Rule], standard: Standard) -> dict[str, str]:
    """Rule → sixteen hex digits over the rule, the standard's other data and the program's version.

    The standard's data beside the rules (codes, words, forms) may be looked up by any rule, so a change
    anywhere in them makes every answer old; so does another version of the engine's functions. A
    change of one rule makes only its own answers old.
    """
    base = _base(standard)
    return {
        name: hashlib.sha256(base + msgspec.json.encode(msgspec.to_builtins(rule))).hexdigest()[:16]
        for name, rule in rules.items()
    }


@cache
def _base(standard: Standard) -> bytes:
    return f"{version('mingzhang')}\n{fingerprint(standard, without='rules')}\n".encode()
