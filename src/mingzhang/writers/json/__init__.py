"""The disclosure JSON with its schema."""

from __future__ import annotations

import json
from copy import copy
from pathlib import Path

from mingzhang.facts.codec import disclosure_json_schema, encode
from mingzhang.writers.publication import Publication

NAME = "disclosure.json"


class JsonWriter:
    """Writes `disclosure.json` and `disclosure.schema.json`."""

    name = "json"

    def write(self, publication: Publication, folder: Path) -> list[Path]:
        """Both files below `folder`."""
        disclosure = copy(publication.disclosure)
        disclosure.stamp = publication.stamp
        content, schema = folder / NAME, folder / "disclosure.schema.json"
        content.write_bytes(encode(disclosure))
        text = json.dumps(disclosure_json_schema(), ensure_ascii=False, indent=2) + "\n"
        schema.write_text(text, encoding="utf-8", newline="\n")
        return [content, schema]


WRITER = JsonWriter()
