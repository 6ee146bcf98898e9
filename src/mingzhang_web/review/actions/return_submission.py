"""A reviewer returns the year to the unit."""

from mingzhang.app.workbench import Text
from mingzhang_web.review.actions.base import Action


class ReturnSubmission(Action):
    """Opens the records again, with the reason."""

    name = "return"
    title = Text("退回", "Return")
    explanation = Text("退回单位修改，须写明原因。", "Back to the unit, with the reason.")
    permission = "return"
    comes_from = frozenset({"submitted", "signed", "reviewed"})
    leads_to = "returned"
    needs_note = True
    needs_compiled = False
