"""Every action by its name, in the order of the straight way."""

from mingzhang_web.review.actions.amend import Amend
from mingzhang_web.review.actions.approve import Approve
from mingzhang_web.review.actions.base import Action
from mingzhang_web.review.actions.clear import Clear
from mingzhang_web.review.actions.correct import Correct
from mingzhang_web.review.actions.examine import Examine
from mingzhang_web.review.actions.publish import Publish
from mingzhang_web.review.actions.return_submission import ReturnSubmission
from mingzhang_web.review.actions.review import Review
from mingzhang_web.review.actions.sign import Sign
from mingzhang_web.review.actions.submit import Submit

ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        Submit(), Clear(), Sign(), Review(), Examine(), Approve(), Publish(), Amend(), Correct(),
        ReturnSubmission(),
    )
}  # fmt: skip
