"""XML as XBRL writes it."""

from __future__ import annotations

from lxml import etree

from mingzhang.writers.xbrl.names import LINK, XLINK

Element = etree._Element


def child(parent: Element, namespace: str, name: str, /, **attributes: str) -> Element:
    """A new child with plain attributes."""
    return etree.SubElement(parent, f"{{{namespace}}}{name}", dict(attributes))


def root(namespace: str, name: str, prefixes: dict[str, str], /, **attributes: str) -> Element:
    """A root element with its namespace prefixes."""
    return etree.Element(f"{{{namespace}}}{name}", dict(attributes), nsmap=prefixes)


def set_xlink(element: Element, /, **attributes: str) -> Element:
    """Attributes of XLink; a trailing underscore is left out (`from_`)."""
    for name, value in attributes.items():
        element.set(f"{{{XLINK}}}{name.rstrip('_')}", value)
    return element


def simple(parent: Element, name: str, href: str, /, **attributes: str) -> Element:
    """A simple link of the linkbase namespace (`schemaRef`, `roleRef`, …)."""
    return set_xlink(child(parent, LINK, name, **attributes), type="simple", href=href)


def to_bytes(element: Element) -> bytes:
    """The document, indented, in UTF-8."""
    etree.indent(element, space="  ")
    data: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"
