"""Projects, indicators and results: the published forms, their texts told anew, scores left blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gaoping_case.basic import BUREAU
from gaoping_case.published import Published
from mingzhang.facts.model import Analysis

TEXTS = ("goal", "completion", *Analysis.__struct_fields__)
RESULT = ("actual", "variance")


def told(project: dict[str, Any], texts: list[dict[str, Any]]) -> dict[str, Any]:
    """The texts of a project: those told of the publication, overruled where they contradict."""
    form = texts[int(project["form"][1:]) - 1] if "form" in project else {}
    own = project.get("texts", {})
    merged = {**{key: form.get(key) for key in TEXTS[:2]}, **form.get("analysis", {}), **own}
    return {**merged, "variance": form.get("variance", {})}


def project_rows(
    case: dict[str, Any], published: Published, texts: list[dict[str, Any]]
) -> Iterator[dict[str, str]]:
    """One row a project, in the published order."""
    for project in case["projects"]:
        form = published.forms.get(project.get("form", ""))
        words = told(project, texts)
        yield {
            "code": project["code"],
            "name": project.get("name") or (form.project if form else None) or "",
            "unit": BUREAU,
            "section": project["section"],
            **{key: words.get(key) or "" for key in TEXTS},
            "category": "specific_target",
            "carried_from": project.get("carried_from", ""),
        }


def indicators(
    case: dict[str, Any], published: Published, texts: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, str], dict[str, str] | None]]:
    """Each indicator with its result (None in a blank form), in the forms' order."""
    for project in case["projects"]:
        form = published.forms.get(project.get("form", ""))
        words = told(project, texts)
        order = 0
        for place, printed in enumerate(form.indicators if form else ()):
            reason = words.get(f"variance_{place}") or words["variance"].get(str(place))
            cells = {
                **{key: getattr(printed, key) or "" for key in _FIELDS},
                "variance": reason or "",
                **project.get("indicators", {}).get(place, {}),
            }
            added = [entry for entry in project.get("added", ()) if entry["after"] == place]
            for entry in [cells, *added]:
                order += 1
                yield _pair(project["code"], order, entry)
        if form is not None and form.status == "complete":
            yield {}, {"project": project["code"], "order": "0", "variance": words["variance"]["funds"]}


_FIELDS = ("level1", "level2", "level3", "operator", "unit", "target", "actual", "weight")


def _pair(project: str, order: int, cells: dict[str, Any]) -> tuple[dict[str, str], dict[str, str] | None]:
    key = {"project": project, "order": str(order)}
    indicator = {**key, **{name: str(cells.get(name) or "") for name in _FIELDS if name != "actual"}}
    if not cells.get("actual"):
        return indicator, None
    return indicator, {
        **key,
        **{name: str(cells.get(name) or "") for name in RESULT},
        "evidence": "公开自评表",
    }
