"""The head of the unit signs."""

from mingzhang.app.workbench import Text
from mingzhang_web.review.actions.base import Action


class Sign(Action):
    """The signature that must stand before a disclosure (财预〔2016〕143号)."""

    name = "sign"
    title = Text("签批", "Sign")
    explanation = Text("单位负责人签批，报主管部门审核。", "Signed, and sent to the department for review.")
    permission = "sign"
    comes_from = frozenset({"cleared"})
    leads_to = "signed"
