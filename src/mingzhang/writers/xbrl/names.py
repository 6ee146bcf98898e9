"""Namespaces, roles and names of XBRL."""

from __future__ import annotations

import re

XBRLI = "http://www.xbrl.org/2003/instance"
LINK = "http://www.xbrl.org/2003/linkbase"
XLINK = "http://www.w3.org/1999/xlink"
XBRLDT = "http://xbrl.org/2005/xbrldt"
XBRLDI = "http://xbrl.org/2006/xbrldi"
ISO4217 = "http://www.xbrl.org/2003/iso4217"
XSD = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"

DIMENSION = "http://xbrl.org/int/dim/arcrole/"
DIMENSION_SCHEMA = "http://www.xbrl.org/2005/xbrldt-2005.xsd"
SUMMATION = "https://xbrl.org/2023/arcrole/summation-item"
SUMMATION_SCHEMA = "https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"
PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
CONCEPT_LABEL = "http://www.xbrl.org/2003/arcrole/concept-label"
LABEL_ROLE = "http://www.xbrl.org/2003/role/label"
LINK_ROLE = "http://www.xbrl.org/2003/role/link"

PREFIX = "mz"
ENTITY_SCHEME = "urn:mingzhang:unit"

_FORBIDDEN = re.compile(r"[^A-Za-z0-9]")


def taxonomy_namespace(standard: str) -> str:
    """`urn:mingzhang:cn:2024:final-accounts` for the standard `cn/2024`."""
    return f"urn:mingzhang:{standard.replace('/', ':')}:final-accounts"


def camel(words: str) -> str:
    """`general_public_budget` → `GeneralPublicBudget`; characters that names lack become their number."""
    parts = [part for part in words.split("_") if part]
    plain = "".join(part[:1].upper() + part[1:] for part in parts)
    return _FORBIDDEN.sub(lambda match: f"x{ord(match.group()):04X}", plain)


def spoken(words: str) -> str:
    """`general_public_budget` → `General public budget`."""
    return words.replace("_", " ").strip().capitalize()
