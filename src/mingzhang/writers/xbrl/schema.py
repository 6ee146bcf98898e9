"""`taxonomy.xsd`: concepts, dimensions, members, roles, and where the linkbases are."""

from __future__ import annotations

from mingzhang.writers.xbrl.elements import Element, child, root, simple, to_bytes
from mingzhang.writers.xbrl.model import Concept, Taxonomy
from mingzhang.writers.xbrl.names import LINK, PREFIX, XBRLDT, XBRLI, XLINK, XSD

SCHEMA_NAME = "taxonomy.xsd"
LINKBASES = ("label", "presentation", "definition", "calculation")
_TYPES = {
    "monetary": "xbrli:monetaryItemType",
    "decimal": "xbrli:decimalItemType",
    "pure": "xbrli:pureItemType",
    "string": "xbrli:stringItemType",
    "abstract": "xbrli:stringItemType",
}


def table_role(taxonomy: Taxonomy, table: str) -> str:
    """The role in which a table is presented and its dimensions stand."""
    return f"{taxonomy.namespace}:role:table:{table}"


def rule_role(taxonomy: Taxonomy, rule: str) -> str:
    """The role in which the sums of an identity stand."""
    return f"{taxonomy.namespace}:role:identity:{rule}"


def role_id(uri: str) -> str:
    """The id of a role's declaration."""
    return "role_" + "".join(char if char.isalnum() else "_" for char in uri.rsplit(":role:", 1)[1])


def schema(taxonomy: Taxonomy) -> bytes:
    """The schema document."""
    prefixes: dict[str, str] = {
        "xsd": XSD, "xbrli": XBRLI, "link": LINK, "xlink": XLINK, "xbrldt": XBRLDT,
        PREFIX: taxonomy.namespace,
    }  # fmt: skip
    top = root(
        XSD,
        "schema",
        prefixes,
        targetNamespace=taxonomy.namespace,
        elementFormDefault="qualified",
        attributeFormDefault="unqualified",
    )
    _appinfo(top, taxonomy)
    for namespace, location in (
        (XBRLI, "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"),
        (LINK, "http://www.xbrl.org/2003/xbrl-linkbase-2003-12-31.xsd"),
        (XBRLDT, "http://www.xbrl.org/2005/xbrldt-2005.xsd"),
    ):
        child(top, XSD, "import", namespace=namespace, schemaLocation=location)
    for concept in taxonomy.concepts.values():
        _item(top, concept)
    for axis in taxonomy.axes.values():
        typed = {}
        if axis.typed:
            domain = axis.name.replace("Axis", "Value")
            child(top, XSD, "element", id=f"{PREFIX}_{domain}", name=domain, type="xsd:string")
            typed = {f"{{{XBRLDT}}}typedDomainRef": f"#{PREFIX}_{domain}"}
        _abstract(top, axis.name, "xbrldt:dimensionItem", **typed)
        if not axis.typed and axis.default is None:
            _abstract(top, domain_of(axis.name), "xbrli:item")
    for table in taxonomy.tables:
        _abstract(top, f"{table.id}Abstract", "xbrli:item")
        if table.axes:
            _abstract(top, f"{table.id}Table", "xbrldt:hypercubeItem")
            _abstract(top, f"{table.id}LineItems", "xbrli:item")
    return to_bytes(top)


def domain_of(axis: str) -> str:
    """The domain of an axis without a default."""
    return axis.replace("Axis", "Domain")


def _appinfo(top: Element, taxonomy: Taxonomy) -> None:
    appinfo = child(child(top, XSD, "annotation"), XSD, "appinfo")
    for table in taxonomy.tables:
        used = ("presentationLink", "definitionLink") if table.axes else ("presentationLink",)
        _role(appinfo, table_role(taxonomy, table.id), f"{table.zh} / {table.en}", *used)
    for rule, (zh, en) in taxonomy.rules.items():
        _role(appinfo, rule_role(taxonomy, rule), f"{zh} / {en}", "calculationLink")
    for name in LINKBASES:
        if name == "calculation" and not taxonomy.sums:
            continue
        link = simple(appinfo, "linkbaseRef", f"{name}.xml")
        link.set(f"{{{XLINK}}}arcrole", "http://www.w3.org/1999/xlink/properties/linkbase")
        link.set(f"{{{XLINK}}}role", f"http://www.xbrl.org/2003/role/{name}LinkbaseRef")


def _role(appinfo: Element, uri: str, definition: str, *used_on: str) -> None:
    role = child(appinfo, LINK, "roleType", roleURI=uri, id=role_id(uri))
    child(role, LINK, "definition").text = definition
    for name in used_on:
        child(role, LINK, "usedOn").text = f"link:{name}"


def _item(top: Element, concept: Concept) -> None:
    if concept.type == "abstract":
        _abstract(top, concept.name, "xbrli:item")
        return
    element = child(
        top,
        XSD,
        "element",
        id=f"{PREFIX}_{concept.name}",
        name=concept.name,
        type=_TYPES[concept.type],
        substitutionGroup="xbrli:item",
        nillable="true",
    )
    element.set(f"{{{XBRLI}}}periodType", "duration")


def _abstract(top: Element, name: str, group: str, **attributes: str) -> None:
    element = child(
        top,
        XSD,
        "element",
        id=f"{PREFIX}_{name}",
        name=name,
        type="xbrli:stringItemType",
        substitutionGroup=group,
        abstract="true",
        nillable="true",
    )
    element.set(f"{{{XBRLI}}}periodType", "duration")
    for key, value in attributes.items():
        element.set(key, value)
