"""Elements of WordprocessingML. Text is always set as text, never parsed."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any
"""An lxml element (the library has no types)."""


def element(name: str, /, **attributes: str | int | float) -> Element:
    """`<w:name w:attribute="…"/>`; `name` without prefix."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def append(parent: Element, name: str, /, **attributes: str | int | float) -> Element:
    """A new child."""
    child = element(name, **attributes)
    parent.append(child)
    return child


def paragraph(style: str, text: str = "") -> Element:
    """A paragraph of one run in `style` (a style's id)."""
    made = element("p")
    append(append(made, "pPr"), "pStyle", val=style)
    if text:
        add_run(made, text)
    return made


def add_run(parent: Element, text: str) -> Element:
    """A run at the end of a paragraph; line ends and tabs become what Word has for them."""
    run = append(parent, "r")
    for number, line in enumerate(text.split("\n")):
        if number:
            append(run, "br")
        for at, piece in enumerate(line.split("\t")):
            if at:
                append(run, "tab")
            if piece:
                child = append(run, "t")
                child.text = piece
                child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def add_field(parent: Element, instruction: str, shown: str = "", *, dirty: bool = False) -> None:
    """A field with its present result."""
    begin = append(append(parent, "r"), "fldChar", fldCharType="begin")
    if dirty:
        begin.set(qn("w:dirty"), "true")
    code = append(append(parent, "r"), "instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    append(append(parent, "r"), "fldChar", fldCharType="separate")
    if shown:
        add_run(parent, shown)
    append(append(parent, "r"), "fldChar", fldCharType="end")
