"""A checked file to be looked at: its sheets, the recognised cells marked on them, the findings with the
cells that they name, so that a page leads from one to the other."""

from mingzhang.app.marking.model import MarkedFile
from mingzhang.app.marking.view import marked_file

__all__ = ["MarkedFile", "marked_file"]
