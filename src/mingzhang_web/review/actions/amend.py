"""The unit opens approved accounts for a change before they are published."""

from mingzhang.app.workbench import Text
from mingzhang_web.review.actions.base import Action


class Amend(Action):
    """Open again although approved: what is then published differently is shown and explained."""

    name = "amend"
    title = Text("公开前修改", "Amend before publication")
    explanation = Text(
        "批复之后还要改，须写明原因；公开时列出与批复数的全部差异并说明。",
        "A change after the approval, with its reason; every difference is listed and explained when it is "
        "published.",
    )
    permission = "publish"
    comes_from = frozenset({"approved"})
    leads_to = "amending"
    needs_note = True
    needs_compiled = False
