"""Facts → the explanation (情况说明): sentences whose every number is bound to a fact."""

from mingzhang.narrate.explanation import narrate
from mingzhang.narrate.recorded import Reasons

__all__ = ["Reasons", "narrate"]
