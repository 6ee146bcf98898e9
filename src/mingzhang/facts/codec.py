"""Disclosures and reports to and from JSON; wrong input becomes one clear line."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from mingzhang.facts.findings import SCHEMA as FINDINGS_SCHEMA
from mingzhang.facts.findings import Report
from mingzhang.facts.model import SCHEMA, Disclosure, Record
from mingzhang.facts.repairs import SCHEMA as REPAIR_SCHEMA
from mingzhang.facts.repairs import RepairReport
from mingzhang.kit.errors import UnreadableInput

_OPTIONAL = frozenset((
    "inferred", "stored", "reason", "withheld", "owed", "project_code", "reviews", "printed",
    "rule", "register", "printed_year", "traces", "stamp", "unit_name", "unit_label", "notes", "labels",
    "sources", "group", "accepted", "arithmetic", "error", "basis",
    "file", "line", "page", "bbox", "cell", "headings",
))  # fmt: skip
"""Keys left out when they hold nothing; every other key of the contract is always written."""
_REFERENCE = frozenset(("code", "project", "field"))
_LONG_DIGITS = re.compile(rb"\d{400}")
# Made once, while the module is imported: msgspec lays out a type at its first use without a lock, and two
# threads of a server that do so at the same time crash the process.
_DISCLOSURE = msgspec.json.Decoder(Disclosure)
_REPORT = msgspec.json.Decoder(Report)


def to_plain(value: Any) -> Any:
    """`value` as JSON-ready dictionaries and lists, empty optional keys left out."""
    return _prune(msgspec.to_builtins(value))


def _prune(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() >= _REFERENCE:
            value = _reference(value)
        return {
            key: _prune(item)
            for key, item in value.items()
            if not (key in _OPTIONAL and (item is None or item == [] or item == {}))
            and not (item is None and "reason" in value and key in ("kind", "project"))
        }
    if isinstance(value, list | tuple):
        return [_prune(item) for item in value]
    return value


def _reference(cell: dict[str, Any]) -> dict[str, Any]:
    """A reference to a cell with the keys of its kind only: statement cell, figure or project field."""
    if cell["code"] is not None:
        unused = {"figure", "project", "field"}
    else:
        unused = {"side", "code", "column", "figure", "project", "field", "label", "statement"}
    return {key: item for key, item in cell.items() if key not in unused or item is not None}


def encode(value: Disclosure | Report | dict[str, Any]) -> bytes:
    """UTF-8 JSON with two-space indentation and a final newline."""
    return msgspec.json.format(msgspec.json.encode(to_plain(value)), indent=2) + b"\n"


def encode_record(value: Record) -> bytes:
    """Any other record of ours as JSON, every key written: a list of changes, a manifest."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def decode_disclosure(data: bytes, name: str) -> Disclosure:
    """The disclosure in `data`.

    Raises UnreadableInput (file, key and reason in one line) where it is not JSON, has a wrong type,
    an unknown field or a number without end.
    """
    if _LONG_DIGITS.search(data):
        raise UnreadableInput(
            f"{name}：含有超过400位的数字，不是金额；请检查文件。",
            f"{name}: holds a number of more than 400 digits, which is no amount; check the file.",
        )
    try:
        disclosure = _DISCLOSURE.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, OverflowError) as error:
        reason = str(error) or type(error).__name__
        raise UnreadableInput(
            f"{name}：不是有效的决算公开 JSON（{reason}）；请对照 JSON Schema 修改。",
            f"{name}: not a valid disclosure JSON ({reason}); compare it with the JSON Schema.",
        ) from None
    if disclosure.schema != SCHEMA:
        raise UnreadableInput(
            f"{name}：schema 是“{disclosure.schema[:60]}”，应为“{SCHEMA}”。",
            f"{name}: schema is “{disclosure.schema[:60]}”, expected “{SCHEMA}”.",
        )
    return disclosure


def decode_report(data: bytes) -> Report:
    """A report from the JSON that `encode` has written; what is no such JSON raises msgspec's error."""
    return _REPORT.decode(data)


def disclosure_json_schema() -> dict[str, Any]:
    """The published JSON Schema of a disclosure."""
    schema = msgspec.json.schema(Disclosure)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}


def repair_json_schema() -> dict[str, Any]:
    """The published JSON Schema of a report of repairs."""
    schema = msgspec.json.schema(RepairReport)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": REPAIR_SCHEMA, **schema}


def report_json_schema() -> dict[str, Any]:
    """The published JSON Schema of a report of findings."""
    schema = msgspec.json.schema(Report)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": FINDINGS_SCHEMA, **schema}
