"""Self-evaluation forms: from paragraphs and grids to evaluations."""

from mingzhang.recognise.evaluations.recognise import FormsRead, recognise_forms

__all__ = ["FormsRead", "recognise_forms"]
