"""The unit's finance submits the year."""

from __future__ import annotations

from typing import Any

from mingzhang.app.workbench import Text
from mingzhang_web.compiled.compiling import latest
from mingzhang_web.organisations.models import Account
from mingzhang_web.review.actions.base import Action
from mingzhang_web.review.actions.given import Given
from mingzhang_web.review.models import Remark, Submission
from mingzhang_web.review.presenting import sha256_of
from mingzhang_web.year.models import UnitYear


class Submit(Action):
    """Closes the records and keeps what was submitted. Every remark of the last return is answered first."""

    name = "submit"
    title = Text("提交", "Submit")
    explanation = Text(
        "提交后数据不能再改，先做保密审查，再由单位负责人签批。",
        "Closes the records; the confidentiality review comes first, then the head's signature.",
    )
    permission = "submit"
    comes_from = frozenset({"draft", "returned", "correcting"})
    leads_to = "submitted"

    def obstacles(self, unit_year: UnitYear) -> list[Text]:
        found = super().obstacles(unit_year)
        if unit_year.state == "returned" and (owed := unanswered(unit_year)):
            found.append(
                Text(f"还有 {owed} 条退回意见没有答复。", f"{owed} remarks of the return are unanswered.")
            )
        return found

    def follow(self, account: Account, unit_year: UnitYear, given: Given, prepared: Any) -> dict[str, Any]:
        compilation = latest(unit_year)
        assert compilation is not None, "an obstacle"
        data = bytes(compilation.disclosure)
        last = Submission.objects.filter(unit_year=unit_year).last()
        submission = Submission.objects.create(
            unit_year=unit_year,
            number=(last.number if last else 0) + 1,
            revision=unit_year.revision,
            disclosure=data,
            sha256=sha256_of(data),
            by=account,
        )
        return {"submission": submission.number, "sha256": submission.sha256}


def unanswered(unit_year: UnitYear) -> int:
    """Remarks that were sent to the unit and have no answer."""
    return Remark.objects.filter(unit_year=unit_year, returned_to="returned", answer="").count()
