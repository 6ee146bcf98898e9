"""What chance and malice do to a file: always the same mutation for the same seed."""

from __future__ import annotations

import io
import json
import re
import zipfile
from copy import deepcopy
from random import Random
from typing import Any

from lxml import etree

_NUMBER = re.compile(rb"\d+(?:\.\d+)?")
_EXTREMES = (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"99999999999999", b"1e400", b"0.0000001")
_TAG = re.compile(rb"<[^<>]{1,200}>")


def mutation(data: bytes, random: Random) -> bytes:
    """`data` changed: its bytes, or where it is an archive every other time one of its parts."""
    if data.startswith(b"PK") and random.random() < 0.8:
        return _inside(data, random)
    if data.startswith(b"{") and random.random() < 0.8:
        return _values_changed(data, random)
    return _changed(data, random)


def _changed(data: bytes, random: Random) -> bytes:
    kind = random.randrange(10)
    if kind > 7:
        return _characters_changed(data, random)
    if kind > 4:
        return _overwritten(data, random)
    if kind == 0:
        return data[: random.randrange(1, len(data))]
    if kind == 1:
        return _extreme(data, random)
    if kind == 2:
        return _tags_moved(data, random)
    return _bytes_changed(data, random)


def _overwritten(data: bytes, random: Random) -> bytes:
    """A few bytes become others; everything stays where it is."""
    pieces = bytearray(data)
    for _ in range(random.choice((1, 2, 8, 40))):
        pieces[random.randrange(len(pieces))] = random.choice((0, 1, 32, 127, 255, random.randrange(256)))
    return bytes(pieces)


def _characters_changed(data: bytes, random: Random) -> bytes:
    """A text's bytes changed, and what then is no character left out; other content by its bytes alone."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return _overwritten(data, random)
    return _bytes_changed(data, random).decode("utf-8", "ignore").encode() or b"x"


def _bytes_changed(data: bytes, random: Random) -> bytes:
    """Pieces cut out, said twice, swapped or overwritten."""
    pieces = bytearray(data)
    for _ in range(random.randint(1, 12)):
        if not pieces:
            break
        at, length = random.randrange(len(pieces)), random.choice((1, 1, 3, 20, 64, 400))
        kind = random.randrange(5)
        if kind == 0:
            del pieces[at : at + length]
        elif kind == 1:
            pieces[at:at] = pieces[at : at + length]
        elif kind == 2:
            other = random.randrange(len(pieces))
            pieces[at : at + length] = pieces[other : other + length]
        elif kind == 3:
            pieces[at] = random.randrange(256)
        else:
            pieces[at] = random.choice((0, 9, 10, 32, 48, 60, 124, 255, 0xE5))
    return bytes(pieces) or b"x"


def _extreme(data: bytes, random: Random) -> bytes:
    """Some numbers made zero, negative or huge: spans, sizes, references, lengths."""
    share = random.choice((0.02, 0.1, 0.5))

    def put(found: re.Match[bytes]) -> bytes:
        return random.choice(_EXTREMES) if random.random() < share else found.group()

    return _NUMBER.sub(put, data)


def _tags_moved(data: bytes, random: Random) -> bytes:
    """Tags of markup said again, left out or moved: what is inside what becomes another."""
    tags = _TAG.findall(data)
    if not tags:
        return _bytes_changed(data, random)

    def put(found: re.Match[bytes]) -> bytes:
        tag: bytes = found.group()
        chance = random.random()
        if chance < 0.02:
            return b""
        if chance < 0.04:
            return tag * random.choice((2, 3, 40))
        return random.choice(tags) if chance < 0.06 else tag

    return _TAG.sub(put, data)


def _inside(data: bytes, random: Random) -> bytes:
    """One part of an archive changed, left out or exchanged for another, the archive itself sound."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        names = source.namelist()
        chosen = random.choice(names if random.random() < 0.5 else _of_content(names))
        for part in names:
            content = source.read(part)
            if part == chosen and content:
                chance = random.random()
                if chance < 0.05:
                    continue
                content = source.read(random.choice(names)) if chance < 0.1 else _part(content, random)
            target.writestr(part, content)
    return stream.getvalue()


def _part(content: bytes, random: Random) -> bytes:
    return _tree_changed(content, random) if random.random() < 0.7 else _changed(content, random)


def _tree_changed(content: bytes, random: Random) -> bytes:
    """Well-formed XML still: elements left out, doubled, moved, their attributes and texts exchanged."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return _bytes_changed(content, random)
    for _ in range(random.randint(1, 10)):
        elements = [
            item for item in root.iter() if isinstance(item.tag, str) and item.getparent() is not None
        ]
        if not elements:
            break
        chosen, other = random.choice(elements), random.choice(elements)
        parent = chosen.getparent()
        assert parent is not None
        kind = random.randrange(6)
        if kind == 0:
            parent.remove(chosen)
        elif kind == 1:
            parent.insert(parent.index(chosen), deepcopy(chosen))
        elif kind == 2:
            other.append(deepcopy(chosen))
        elif kind == 3:
            chosen.text = random.choice(
                [*map(bytes.decode, _EXTREMES), other.text or "", "\u202e一", "x" * 5000]
            )
        elif kind == 4 and chosen.attrib:
            chosen.attrib[random.choice(list(chosen.attrib))] = random.choice(_EXTREMES).decode()
        else:
            chosen.tag = other.tag
    changed: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return changed


_VALUES = (
    0,
    -1,
    2**31,
    1e300,
    "",
    "1.00",
    "-",
    "99999999999999.99",
    "\u202e一",
    "x" * 5000,
    None,
    True,
    [],
    {},
)


def _values_changed(data: bytes, random: Random) -> bytes:
    """JSON still: values left out, doubled, exchanged for one another or for extremes."""
    whole = json.loads(data)
    for _ in range(random.choice((1, 1, 2, 6))):
        holder, key = random.choice(_places(whole))
        kind = random.randrange(4)
        if kind == 0:
            del holder[key]
        elif kind == 1 and isinstance(holder, list):
            holder.insert(key, deepcopy(holder[key]))
        else:
            others = [other[place] for other, place in _places(whole)] if kind == 2 else list(_VALUES)
            # Mostly of the same kind: what has the wrong one is refused before anything is done with it.
            alike = [other for other in others if type(other) is type(holder[key])]
            holder[key] = deepcopy(random.choice(alike if alike and random.random() < 0.9 else others))
    return json.dumps(whole, ensure_ascii=False).encode()


def _places(whole: Any) -> list[tuple[Any, Any]]:
    """(holder, key or index) of every value, the outermost first."""
    found: list[tuple[Any, Any]] = []
    waiting = [whole]
    for holder in waiting:
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
    return found or [({"": None}, "")]


def _of_content(names: list[str]) -> list[str]:
    parts = ("document.xml", "sheet1.xml", "sheet2.xml", "styles.xml", "sharedStrings.xml", "workbook.xml")
    return [name for name in names if name.endswith(parts)] or names
