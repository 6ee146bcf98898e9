"""The unit publishes the approved accounts."""

from __future__ import annotations

from typing import Any

from mingzhang.app.workbench import Text, publication_files
from mingzhang_web.compiled.compiling import latest
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

    def prepare(self, unit_year: UnitYear) -> Any:
        """Every format of the publication, written from the compilation that was approved."""
        compilation = latest(unit_year)
        reasons = self.obstacles(unit_year)
        if compilation is None or reasons:
            raise Refused(reasons)
        data = bytes(compilation.disclosure)
        return data, publication_files(data)

    def follow(self, unit_year: UnitYear, prepared: Any) -> dict[str, Any]:
        data, files = prepared
        compilation = latest(unit_year)
        if compilation is None or bytes(compilation.disclosure) != data:
            raise Refused([Text("决算刚被重新编制。", "The accounts have just been compiled again.")])
        publication = freeze(data, files)
        return {"publication": publication.pk, "sha256": publication.sha256}
