"""The unit opens what is published for a correction."""

from mingzhang.app.workbench import Text
from mingzhang_web.review.actions.base import Action


class Correct(Action):
    """A correction goes the whole way again and becomes a publication of its own."""

    name = "correct"
    title = Text("更正已公开的决算", "Correct what is published")
    explanation = Text(
        "更正须写明原因，重新走完全部审核；原公开保留，新公开列出更正内容。",
        "A correction needs its reason and the whole review again; the old publication stays, the new one "
        "lists what was corrected.",
    )
    permission = "submit"
    comes_from = frozenset({"published"})
    leads_to = "correcting"
    needs_note = True
    needs_compiled = False
