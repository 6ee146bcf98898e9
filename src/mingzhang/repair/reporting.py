"""From ways to repair each part of a document to proposals for the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingzhang.facts.repairs import Change, Proposal, RepairReport
from mingzhang.kit.language import Language, Text
from mingzhang.repair.asking import question
from mingzhang.repair.forms import FormRepair

MOST_PROPOSALS = 10


@dataclass(slots=True)
class Alternatives:
    """Ways to repair one part of the document, likeliest first, each as (cost in hundredths, changes)."""

    ways: list[tuple[int, list[Change]]]
    rival: bool
    proven: bool


@dataclass(slots=True)
class Repaired:
    """The statements under one reading of the standard's conditions, repaired."""

    alternatives: list[Alternatives]
    unsolved: int
    fills: list[Change]

    @property
    def cost(self) -> int:
        """The cost of the likeliest ways together."""
        return sum(item.ways[0][0] for item in self.alternatives)

    @property
    def changes(self) -> list[Change]:
        """The likeliest ways together."""
        return [change for item in self.alternatives for change in item.ways[0][1]]


def report_of(
    file: str,
    language: Language,
    timed_out: bool,
    inconsistent: bool,
    reading: Repaired,
    forms: FormRepair,
    alternatives: list[Alternatives],
) -> RepairReport:
    """The report: what is proposed, whether it is the only way, what was not proven."""
    unproven = []
    if reading.unsolved:
        unproven.append(
            Text(
                f"有 {reading.unsolved} 处矛盾在限定时间和范围内没有找到改法",
                f"{reading.unsolved} contradictions found no repair within time and reach",
            )
        )
    if forms.unsolved:
        names = "、".join(forms.unsolved)
        unproven.append(Text(f"自评表没有找到改法：{names}", f"forms without a repair: {names}"))
    proven = not unproven and all(item.proven for item in alternatives)
    if not all(item.proven for item in alternatives):
        unproven.append(
            Text("没有证明所列改法是最小的", "that what is proposed is the smallest was not proven")
        )
    proposals = _proposals(alternatives, reading.fills)
    return RepairReport(
        file=file,
        consistent=not inconsistent,
        proven_minimal=proven,
        unique=bool(alternatives or reading.fills) and not any(item.rival for item in alternatives),
        proposals=proposals,
        ask=question(alternatives, language),
        unproven=[item.said(language) for item in unproven],
        timed_out=timed_out,
    )


def _proposals(alternatives: Sequence[Alternatives], fills: Sequence[Change]) -> list[Proposal]:
    """The likeliest ways together, then each other way of one part with the likeliest of the rest."""
    if not alternatives and not fills:
        return []
    best = [item.ways[0] for item in alternatives]
    total = sum(cost for cost, _ in best)
    ranked = [(total, [way for _, way in best])]
    for number, item in enumerate(alternatives):
        for cost, changes in item.ways[1:]:
            ways = [way for _, way in best]
            ways[number] = changes
            ranked.append((total - best[number][0] + cost, ways))
    ranked[1:] = sorted(ranked[1:], key=lambda item: item[0])
    return [
        Proposal(
            rank=rank,
            cost=f"{cost / 100:.2f}",
            changes=[*(change for way in ways for change in way), *fills],
        )
        for rank, (cost, ways) in enumerate(ranked[:MOST_PROPOSALS], 1)
    ]
