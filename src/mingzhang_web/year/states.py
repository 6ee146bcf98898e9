"""The way of a year as one table: its states, in their order, and in whose hands a year is in each."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.app.workbench import Text


@dataclass(frozen=True, slots=True)
class State:
    """`name` in words; `place` on the way, from 0; `holder`: the role whose turn it is; `open`: records
    may change."""

    name: Text
    place: int
    holder: str
    open: bool = False


STATES: dict[str, State] = {
    "draft": State(Text("编制中", "In preparation"), 0, "unit_finance", open=True),
    "returned": State(Text("已退回", "Returned"), 0, "unit_finance", open=True),
    "correcting": State(Text("更正中", "Being corrected"), 0, "unit_finance", open=True),
    "submitted": State(Text("已提交", "Submitted"), 1, "confidentiality_reviewer"),
    "cleared": State(Text("保密已审", "Confidentiality reviewed"), 2, "unit_head"),
    "signed": State(Text("负责人已签", "Signed by the head"), 3, "department_reviewer"),
    "reviewed": State(Text("部门已审", "Reviewed by the department"), 4, "finance_reviewer"),
    "examined": State(Text("财政已审", "Examined by the finance bureau"), 5, "finance_reviewer"),
    "approved": State(Text("财政已批", "Approved by the finance bureau"), 6, "unit_finance"),
    "amending": State(Text("公开前修改", "Amended before publication"), 6, "unit_finance", open=True),
    "published": State(Text("已公开", "Published"), 7, "unit_finance"),
}
WAY = ("draft", "submitted", "cleared", "signed", "reviewed", "examined", "approved", "published")
"""The straight way; `returned` and `correcting` stand where `draft` does, `amending` where `approved`."""
RANKS = ("unit_finance", "confidentiality_reviewer", "unit_head", "department_reviewer", "finance_reviewer")
"""Who stands above whom: a year is returned by whoever holds it or stands above its holder."""
RETURN_TO = ("returned", "submitted", "cleared", "signed", "reviewed")
"""States that a year may be returned to: the role that holds it there has to act again."""


def rank(role: str) -> int:
    """The place of a role among those on the way; -1 for others."""
    return RANKS.index(role) if role in RANKS else -1


def earlier(state: str) -> list[str]:
    """The states that a year may be returned to from this one."""
    return [name for name in RETURN_TO if STATES[name].place < STATES[state].place]
