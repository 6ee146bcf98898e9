"""The unit publishes the approved accounts."""

from __future__ import annotations

from typing import Any

from mingzhang.app.workbench import Text
from mingzhang_web.compiled.compiling import latest
from mingzhang_web.organisations.models import Account
from mingzhang_web.portal.freezing import freeze
from mingzhang_web.review.actions.base import Action, Refused
from mingzhang_web.year.models import UnitYear


class Publish(Action):
    """Freezes what was approved and shows it to everyone."""

    name = "publish"
    title = Text("公开", "Publish")
    explanation = Text("把已批复的决算冻结并在门户公开。", "Freezes the approved accounts and shows them.")
    permission = "publish"
    comes_from = frozenset({"approved"})
    leads_to = "published"

    def follow(self, account: Account, unit_year: UnitYear) -> dict[str, Any]:
        compilation = latest(unit_year)
        if compilation is None:
            raise Refused([Text("还没有编制决算。", "The accounts have not been compiled.")])
        publication = freeze(bytes(compilation.disclosure))
        return {"publication": publication.pk, "sha256": publication.sha256}
