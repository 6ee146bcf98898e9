"""The finance bureau has examined."""

from mingzhang.app.workbench import Text
from mingzhang_web.review.actions.base import Action


class Examine(Action):
    """Examined by the finance bureau; the approval with its document follows."""

    name = "examine"
    title = Text("财政审核通过", "Pass the examination")
    explanation = Text("财政部门审核通过，等待批复。", "Examined; the approval follows.")
    permission = "examine"
    comes_from = frozenset({"reviewed"})
    leads_to = "examined"
    bulk = True
