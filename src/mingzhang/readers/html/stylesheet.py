"""Which elements the style sheets inside a page hide: as much of CSS as `display` and `visibility` need."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

MOST_BYTES = 2_000_000
MOST_RULES = 20_000
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_TOKEN = re.compile(r"[{}]")
_ON_SCREENS = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)(?:\s*,\s*[a-z]+)*\s*")
_DECLARED = re.compile(
    r"(?:^|;)\s*(display|visibility|mso-hide)\s*:\s*([a-z-]+)\s*(!\s*important)?", re.IGNORECASE
)
_HIDING = {("display", "none"), ("visibility", "hidden"), ("visibility", "collapse"), ("mso-hide", "all")}
_NAME = r"(?:[\w-]|[^\x00-\x7f])+"
_SIMPLE = re.compile(rf"(?P<tag>{_NAME}|\*)?(?P<rest>(?:[.#]{_NAME})*)")
_PIECE = re.compile(rf"([.#])({_NAME})")


@dataclass(frozen=True, slots=True)
class _Compound:
    """`td.left#first` taken apart; a tag of None is any."""

    tag: str | None
    classes: frozenset[str]
    identity: str | None

    def fits(self, element: etree._Element) -> bool:
        if self.tag is not None and self.tag != element.tag:
            return False
        if self.identity is not None and self.identity != element.get("id"):
            return False
        return self.classes <= set((element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class _Rule:
    """One selector and what it says: compounds from the outermost to the element itself."""

    path: tuple[_Compound, ...]
    property: str
    hides: bool
    rank: tuple[bool, int, int, int, int]
    """(important, identities, classes, tags, place in the sheet): the highest wins."""

    def fits(self, element: etree._Element) -> bool:
        if not self.path[-1].fits(element):
            return False
        ancestor = element.getparent()
        for compound in reversed(self.path[:-1]):
            while ancestor is not None and not compound.fits(ancestor):
                ancestor = ancestor.getparent()
            if ancestor is None:
                return False
            ancestor = ancestor.getparent()
        return True


class StyleSheet:
    """The rules of a page's `<style>` elements. What cannot be understood hides nothing."""

    def __init__(self, root: etree._Element) -> None:
        self._by_key: dict[str, list[_Rule]] = defaultdict(list)
        text = "\n".join(element.text or "" for element in root.iter("style") if _is_for_screens(element))
        for number, rule in enumerate(_rules(text[:MOST_BYTES])):
            if number >= MOST_RULES:
                break
            self._by_key[_key(rule.path[-1])].append(rule)

    def hides(self, element: etree._Element) -> bool:
        """Whether `display` or `visibility` as declared for the element hides it; its own style wins."""
        winners: dict[str, tuple[tuple[bool, int, int, int, int], bool]] = {}
        for rule in self._candidates(element):
            before = winners.get(rule.property)
            if (before is None or rule.rank > before[0]) and rule.fits(element):
                winners[rule.property] = (rule.rank, rule.hides)
        for name, hiding, important in _declarations(element.get("style") or ""):
            before = winners.get(name)
            if before is None or important or not before[0][0]:
                winners[name] = ((important, 1 << 30, 0, 0, 0), hiding)
        return any(hiding for _, hiding in winners.values())

    def _candidates(self, element: etree._Element) -> Iterator[_Rule]:
        if not self._by_key:
            return
        identity = element.get("id")
        if identity is not None:
            yield from self._by_key.get("#" + identity, ())
        for name in set((element.get("class") or "").split()):
            yield from self._by_key.get("." + name, ())
        yield from self._by_key.get(str(element.tag), ())
        yield from self._by_key.get("*", ())


def _is_for_screens(element: etree._Element) -> bool:
    medium = (element.get("media") or "all").lower()
    return medium.strip() in ("", "all", "screen") or "screen," in medium


def _key(compound: _Compound) -> str:
    if compound.identity is not None:
        return "#" + compound.identity
    if compound.classes:
        return "." + min(compound.classes)
    return compound.tag or "*"


def _rules(text: str) -> Iterator[_Rule]:
    """The rules that hold for every screen; those for small ones or for paper say nothing of the text."""
    place = 0
    for selectors, body in _blocks(_COMMENT.sub(" ", text)):
        declared = list(_declarations(body))
        if not declared:
            continue
        for selector in selectors.split(","):
            path = _path(selector)
            if path is None:
                continue
            place += 1
            classes = sum(len(compound.classes) for compound in path)
            identities = sum(compound.identity is not None for compound in path)
            tags = sum(compound.tag is not None for compound in path)
            for name, hiding, important in declared:
                yield _Rule(path, name, hiding, (important, identities, classes, tags, place))


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) outside of at-rules, and inside those for all screens."""
    begin, heads = 0, list[str]()
    for found in _TOKEN.finditer(text):
        piece = text[begin : found.start()]
        begin = found.end()
        if found.group() == "{":
            heads.append(piece.rsplit(";", 1)[-1].strip())
        elif heads:
            head = heads.pop()
            if not head.startswith("@") and all(_ON_SCREENS.fullmatch(outer) for outer in heads):
                yield head, piece


def _declarations(body: str) -> Iterator[tuple[str, bool, bool]]:
    """(property, whether it hides, whether it is important)."""
    for found in _DECLARED.finditer(body):
        name, value = found.group(1).lower(), found.group(2).lower()
        yield name, (name, value) in _HIDING, found.group(3) is not None


def _path(selector: str) -> tuple[_Compound, ...] | None:
    """The compounds of a selector, `>` taken as any depth; None where it asks for more than this knows."""
    path = []
    for piece in selector.replace(">", " ").split():
        found = _SIMPLE.fullmatch(piece)
        if found is None or not piece:
            return None
        names = _PIECE.findall(found.group("rest"))
        identities = [name for kind, name in names if kind == "#"]
        if len(identities) > 1:
            return None
        tag = found.group("tag")
        path.append(
            _Compound(
                None if tag in (None, "*") else str(tag).lower(),
                frozenset(name for kind, name in names if kind == "."),
                identities[0] if identities else None,
            )
        )
    return tuple(path) or None
