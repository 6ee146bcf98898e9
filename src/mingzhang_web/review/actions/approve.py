"""The finance bureau approves the accounts."""

from mingzhang.app.workbench import Text
from mingzhang_web.review.actions.base import Action


class Approve(Action):
    """Approved: from here the days until publication count."""

    name = "approve"
    title = Text("批复", "Approve")
    explanation = Text(
        "财政部门批复决算；批复后二十日内公开。", "Approves; to be published within twenty days."
    )
    permission = "approve"
    comes_from = frozenset({"reviewed"})
    leads_to = "approved"
