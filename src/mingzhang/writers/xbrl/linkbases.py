"""The linkbases: labels in two languages, presentation, dimensions, sums (Calculations 1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mingzhang.writers.xbrl.elements import Element, child, root, set_xlink, simple, to_bytes
from mingzhang.writers.xbrl.model import Axis, Concept, Table, Taxonomy
from mingzhang.writers.xbrl.names import (
    CONCEPT_LABEL,
    DIMENSION,
    DIMENSION_SCHEMA,
    LABEL_ROLE,
    LINK,
    LINK_ROLE,
    PARENT_CHILD,
    PREFIX,
    SUMMATION,
    SUMMATION_SCHEMA,
    XBRLDT,
    XLINK,
    XML,
)
from mingzhang.writers.xbrl.schema import SCHEMA_NAME, domain_of, role_id, rule_role, table_role

_DIMENSION_ARCS = ("all", "hypercube-dimension", "dimension-domain", "domain-member", "dimension-default")


class _Link:
    """One extended link: locators made when first needed, arcs in order."""

    def __init__(self, linkbase: Element, kind: str, role: str) -> None:
        self._kind = kind
        self._link = set_xlink(child(linkbase, LINK, f"{kind}Link"), type="extended", role=role)
        self._located: set[str] = set()
        self._orders: dict[str, int] = {}

    def locate(self, name: str) -> str:
        """A locator of the element; gives its label."""
        if name not in self._located:
            self._located.add(name)
            href = f"{SCHEMA_NAME}#{PREFIX}_{name}"
            set_xlink(child(self._link, LINK, "loc"), type="locator", href=href, label=name)
        return name

    def arc(self, arcrole: str, begin: str, end: str, **attributes: str) -> Element:
        """An arc between two elements of the schema."""
        labels = self.locate(begin), self.locate(end)
        self._orders[begin] = self._orders.get(begin, 0) + 1
        arc = child(self._link, LINK, f"{self._kind}Arc", order=str(self._orders[begin]), **attributes)
        return set_xlink(arc, type="arc", arcrole=arcrole, from_=labels[0], to=labels[1])

    def label(self, name: str, language: str, text: str) -> None:
        """A label of the element."""
        label = child(self._link, LINK, "label")
        set_xlink(label, type="resource", label=f"label_{name}", role=LABEL_ROLE)
        label.set(f"{{{XML}}}lang", language)
        label.text = text

    def label_arc(self, name: str) -> None:
        """Ties the element to its labels."""
        arc = child(self._link, LINK, "labelArc")
        set_xlink(arc, type="arc", arcrole=CONCEPT_LABEL, from_=self.locate(name), to=f"label_{name}")


def _linkbase() -> Element:
    return root(LINK, "linkbase", {"link": LINK, "xlink": XLINK, "xbrldt": XBRLDT})


def labels(taxonomy: Taxonomy) -> bytes:
    """Chinese and English labels of everything that the schema declares."""
    linkbase = _linkbase()
    link = _Link(linkbase, "label", LINK_ROLE)
    for name, zh, en in _labelled(taxonomy):
        link.label_arc(name)
        link.label(name, "zh", zh)
        link.label(name, "en", en)
    return to_bytes(linkbase)


def _labelled(taxonomy: Taxonomy) -> Iterator[tuple[str, str, str]]:
    for concept in taxonomy.concepts.values():
        yield concept.name, concept.zh, concept.en
    for axis in taxonomy.axes.values():
        yield axis.name, axis.zh, axis.en
        if not axis.typed and axis.default is None:
            yield domain_of(axis.name), axis.zh, axis.en
    for table in taxonomy.tables:
        yield f"{table.id}Abstract", table.zh, table.en
        if table.axes:
            yield f"{table.id}Table", f"{table.zh}（表）", f"{table.en} (table)"
            yield f"{table.id}LineItems", f"{table.zh}（行）", f"{table.en} (line items)"


def _roles(linkbase: Element, roles: Iterable[str]) -> None:
    for role in roles:
        simple(linkbase, "roleRef", f"{SCHEMA_NAME}#{role_id(role)}", roleURI=role)


def presentation(taxonomy: Taxonomy) -> bytes:
    """Each table with its axes, members and rows, rows below the row that they are part of."""
    linkbase = _linkbase()
    _roles(linkbase, [table_role(taxonomy, table.id) for table in taxonomy.tables])
    for table in taxonomy.tables:
        link = _Link(linkbase, "presentation", table_role(taxonomy, table.id))
        head = f"{table.id}Abstract"
        link.locate(head)
        if table.axes:
            cube, lines = f"{table.id}Table", f"{table.id}LineItems"
            link.arc(PARENT_CHILD, head, cube)
            for axis in table.axes:
                link.arc(PARENT_CHILD, cube, axis.name)
                _present_members(link, axis)
            link.arc(PARENT_CHILD, head, lines)
            head = lines
        for name, above in table.lines.items():
            link.arc(PARENT_CHILD, above or head, name)
    return to_bytes(linkbase)


def _present_members(link: _Link, axis: Axis) -> None:
    if axis.typed:
        return
    top = _domain(axis)
    link.arc(PARENT_CHILD, axis.name, top)
    for member in axis.members.values():
        link.arc(PARENT_CHILD, top, member.name)


def _domain(axis: Axis) -> str:
    return axis.default.name if axis.default is not None else domain_of(axis.name)


def definition(taxonomy: Taxonomy) -> bytes:
    """Which dimensions the rows of each table have; a closed table for each that has any."""
    linkbase = _linkbase()
    tables = [table for table in taxonomy.tables if table.axes]
    _roles(linkbase, [table_role(taxonomy, table.id) for table in tables])
    for name in _DIMENSION_ARCS:
        simple(linkbase, "arcroleRef", f"{DIMENSION_SCHEMA}#{name}", arcroleURI=DIMENSION + name)
    for table in tables:
        _define(_Link(linkbase, "definition", table_role(taxonomy, table.id)), table)
    # A default holds everywhere; an arc beside dimension-domain between the same two would repeat it.
    link = _Link(linkbase, "definition", LINK_ROLE)
    for axis in taxonomy.axes.values():
        if axis.default is not None:
            link.arc(DIMENSION + "dimension-default", axis.name, axis.default.name)
    return to_bytes(linkbase)


def _define(link: _Link, table: Table) -> None:
    lines, cube = f"{table.id}LineItems", f"{table.id}Table"
    arc = link.arc(DIMENSION + "all", lines, cube)
    arc.set(f"{{{XBRLDT}}}contextElement", "scenario")
    arc.set(f"{{{XBRLDT}}}closed", "true")
    for axis in table.axes:
        link.arc(DIMENSION + "hypercube-dimension", cube, axis.name)
        if axis.typed:
            continue
        top = _domain(axis)
        usable = {} if axis.default is not None else {f"{{{XBRLDT}}}usable": "false"}
        domain = link.arc(DIMENSION + "dimension-domain", axis.name, top)
        for key, value in usable.items():
            domain.set(key, value)
        for member in _unique(axis.members.values()):
            link.arc(DIMENSION + "domain-member", top, member.name)
    for name in table.lines:
        link.arc(DIMENSION + "domain-member", lines, name)


def _unique(members: Iterable[Concept]) -> list[Concept]:
    return list({member.name: member for member in members}.values())


def calculation(taxonomy: Taxonomy) -> bytes:
    """The identities that add up within one context, each family in a role of its own."""
    linkbase = _linkbase()
    _roles(linkbase, [rule_role(taxonomy, rule) for rule in taxonomy.rules])
    simple(linkbase, "arcroleRef", SUMMATION_SCHEMA, arcroleURI=SUMMATION)
    for rule in taxonomy.rules:
        link = _Link(linkbase, "calculation", rule_role(taxonomy, rule))
        for item in taxonomy.sums:
            if item.rule == rule:
                link.arc(SUMMATION, item.total, item.part, weight=str(item.weight))
    return to_bytes(linkbase)
