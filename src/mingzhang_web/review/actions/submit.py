"""The unit's finance submits the year."""

from mingzhang.app.workbench import Text
from mingzhang_web.review.actions.base import Action


class Submit(Action):
    """Closes the records and gives them to the unit's head."""

    name = "submit"
    title = Text("提交", "Submit")
    explanation = Text(
        "提交后数据不能再改，等待单位负责人签批。", "Closes the records for the head's signature."
    )
    permission = "submit"
    comes_from = frozenset({"draft", "returned"})
    leads_to = "submitted"
