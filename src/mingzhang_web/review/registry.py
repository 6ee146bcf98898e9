"""Every action by its name, in the order of the straight way."""

from mingzhang_web.review.actions.approve import Approve
from mingzhang_web.review.actions.base import Action
from mingzhang_web.review.actions.publish import Publish
from mingzhang_web.review.actions.return_submission import ReturnSubmission
from mingzhang_web.review.actions.review import Review
from mingzhang_web.review.actions.sign import Sign
from mingzhang_web.review.actions.submit import Submit

ACTIONS: dict[str, Action] = {
    action.name: action for action in (Submit(), Sign(), Review(), Approve(), Publish(), ReturnSubmission())
}
