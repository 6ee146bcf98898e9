"""The supervising department has reviewed."""

from mingzhang.app.workbench import Text
from mingzhang_web.review.actions.base import Action


class Review(Action):
    """Reviewed by the department, given to the finance bureau."""

    name = "review"
    title = Text("审核通过", "Pass the review")
    explanation = Text("主管部门审核通过，报财政部门审核。", "Reviewed, and sent to the finance bureau.")
    permission = "review"
    comes_from = frozenset({"signed"})
    leads_to = "reviewed"
    bulk = True
