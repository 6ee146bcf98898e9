"""The unit publishes the approved accounts."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from mingzhang.app.workbench import Text, UsageError, differences_json, publication_files
from mingzhang_web.compiled.compiling import latest
from mingzhang_web.organisations.models import Account
from mingzhang_web.portal.freezing import Correction, freeze
from mingzhang_web.portal.models import Publication
from mingzhang_web.review.actions.base import Action, Refused
from mingzhang_web.review.actions.given import Given
from mingzhang_web.review.presenting import (
    clearance_of,
    decree_of,
    presented_of,
    sha256_of,
    since_approval,
    to_publish,
)
from mingzhang_web.review.process import process_json
from mingzhang_web.review.waiving import waived_in
from mingzhang_web.year.models import UnitYear

CHANGED = Text("决算刚被重新编制。", "The accounts have just been compiled again.")


class Publish(Action):
    """Freezes what was approved and shows it to everyone; a difference from it is explained first."""

    name = "publish"
    title = Text("公开", "Publish")
    explanation = Text("把已批复的决算冻结并在门户公开。", "Freezes the approved accounts and shows them.")
    permission = "publish"
    comes_from = frozenset({"approved", "amending"})
    leads_to = "published"
    takes_long = True
    form = "review/forms/publish.html"

    def obstacles(self, unit_year: UnitYear) -> list[Text]:
        found = super().obstacles(unit_year)
        clearance = clearance_of(unit_year)
        if clearance is None or clearance.decision == "not_published":
            reason = clearance.basis if clearance else ""
            found.append(
                Text(
                    f"保密审查结论为不予公开：{reason}", f"The confidentiality review withholds it: {reason}"
                )
            )
        if decree_of(unit_year) is None:
            found.append(Text("还没有批复。", "There is no approval."))
        return found

    def context(self, account: Account, unit_year: UnitYear) -> dict[str, Any]:
        return {"differences": since_approval(unit_year, "zh"), "decree": decree_of(unit_year)}

    def refusals(self, account: Account, unit_year: UnitYear, given: Given) -> list[Text]:
        if since_approval(unit_year, "zh") and not given.text("note"):
            return [
                Text(
                    "将公开的内容与批复的不一致，请对照差异写明原因。",
                    "What would be published differs from what was approved: explain the differences.",
                )
            ]
        return []

    def prepare(self, account: Account, unit_year: UnitYear, given: Given) -> Any:
        """Every format of the publication, written from what is presented now."""
        data = presented_of(unit_year)
        reasons = [*self.obstacles(unit_year), *self.refusals(account, unit_year, given)]
        if data is None or reasons:
            raise Refused(reasons)
        whole = to_publish(unit_year, data)
        try:
            files = publication_files(whole, waived_in(unit_year))
        except UsageError as error:
            raise Refused([error.message]) from None
        return data, whole, files

    def follow(self, account: Account, unit_year: UnitYear, given: Given, prepared: Any) -> dict[str, Any]:
        data, whole, files = prepared
        decree, compilation = decree_of(unit_year), latest(unit_year)
        if decree is None or compilation is None or presented_of(unit_year) != data:
            raise Refused([CHANGED])
        same = sha256_of(data) == decree.sha256
        process = process_json(unit_year, "" if same else given.text("note"))
        stem = files[0][0].removesuffix(".json")
        written = [*files, (f"{stem}-process.json", "办理经过与豁免 JSON", process)]
        publication = freeze(whole, written, _correction(unit_year, whole))
        unit_year.published_as = publication.pk
        unit_year.save(update_fields=["published_as"])
        return {
            "publication": publication.pk, "sha256": publication.sha256, "approved_sha256": decree.sha256,
            "as_approved": same, "days_after_approval": (timezone.localdate() - decree.date).days,
        }  # fmt: skip


def _correction(unit_year: UnitYear, data: bytes) -> Correction | None:
    """What the publication corrects, where the year was published before."""
    known = Publication.objects.filter(
        fiscal_year=unit_year.fiscal_year, unit_code=unit_year.office.code, corrected_by=None
    )
    before = known.order_by("-version").first()
    if before is None:
        return None
    names = f"v{before.version}", f"v{before.version + 1}"
    return Correction(before, differences_json(bytes(before.disclosure), data, *names))
