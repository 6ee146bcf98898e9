"""Which data file holds what: the types of every file of a standard, and their JSON Schemas.

The schemas are published under `docs/reference/schema/standard/`; a test validates every file.
"""

from __future__ import annotations

from typing import Any

import msgspec

from mingzhang.standard.deadlines import Deadlines
from mingzhang.standard.forms import FormLabels
from mingzhang.standard.headings import Headings
from mingzhang.standard.identities import Condition, Identity
from mingzhang.standard.monitoring import Monitoring
from mingzhang.standard.narrative import Narrative
from mingzhang.standard.paper import PaperWording
from mingzhang.standard.registers.types import RegisterType
from mingzhang.standard.review import Contents, Leftovers, Privacy
from mingzhang.standard.rules import Miniatures, Rule
from mingzhang.standard.scheme import Scheme
from mingzhang.standard.slips import Slips
from mingzhang.standard.statements import StatementForm
from mingzhang.standard.subjects import Families, Natures, Renamed
from mingzhang.standard.variants import Variant
from mingzhang.standard.wording import ClaimTerms, ClaimWording

FILES: dict[str, tuple[str, Any]] = {
    "rule": ("rules/*/*.yaml", Rule),
    "identity": ("identities/*/*.yaml", Identity),
    "conditions": ("identities/conditions.yaml", dict[str, list[Condition]]),
    "statement": ("statements/*.yaml", StatementForm),
    "variant": ("variants/*.yaml", Variant),
    "scheme": ("evaluation/scheme.yaml", Scheme),
    "slips": ("repair/slips.yaml", Slips),
    "monitoring": ("evaluation/monitoring.yaml", Monitoring),
    "deadlines": ("deadlines.yaml", Deadlines),
    "form-labels": ("evaluation/form_labels.yaml", FormLabels),
    "register": ("registers/*.yaml", RegisterType),
    "families": ("subjects/families.yaml", Families),
    "natures": ("subjects/natures.yaml", Natures),
    "renamed": ("subjects/renamed.yaml", Renamed),
    "headings": ("wording/headings.yaml", Headings),
    "claims": ("wording/claims.yaml", ClaimWording),
    "claim-terms": ("wording/claim_terms.yaml", ClaimTerms),
    "narrative": ("wording/narrative.yaml", Narrative),
    "paper": ("wording/paper.yaml", PaperWording),
    "leftovers": ("wording/leftovers.yaml", Leftovers),
    "privacy": ("wording/privacy.yaml", Privacy),
    "contents": ("wording/structure.yaml", Contents),
}
"""Kind → (files below the standard's folder, type of their first YAML document)."""


def data_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of every kind of data file, and of the miniatures in a rule's second document."""
    kinds = {kind: type_ for kind, (_, type_) in FILES.items()} | {"miniatures": Miniatures}
    return {
        kind: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"mingzhang/standard/{kind}/1",
            **msgspec.json.schema(type_),
        }
        for kind, type_ in kinds.items()
    }
