"""What differs between two disclosures, place by place, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.facts.changes import ChangeKind
from mingzhang.facts.codec import decode_disclosure, encode_record
from mingzhang.facts.comparison import compare
from mingzhang.kit.language import Language
from mingzhang.standard.load import load_standard
from mingzhang.writers.changes import HEADS, action_of, place_of_change


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what was done (改, 增, 删), where (in words and as an address), before and after."""

    kind: ChangeKind
    head: str
    action: str
    title: str
    place: str
    old: str
    new: str


def differences(old: bytes, new: bytes, language: Language = "zh") -> list[Difference]:
    """Figures, evaluations and text that differ between two disclosure JSONs; empty = the same."""
    one, other = decode_disclosure(old, "old"), decode_disclosure(new, "new")
    standard = load_standard("cn", other.fiscal_year)
    return [
        Difference(
            change.kind,
            HEADS[change.kind].said(language),
            action_of(change, language),
            place_of_change(change, standard, language),
            change.place,
            change.old or "",
            change.new or "",
        )
        for change in compare(one, other).changes
    ]


def differences_json(old: bytes, new: bytes, old_name: str, new_name: str) -> bytes:
    """The same as `mingzhang/changes/1`."""
    one, other = decode_disclosure(old, old_name), decode_disclosure(new, new_name)
    return encode_record(compare(one, other, old_name, new_name))
