"""What OCR engines do to tables, each as a function of a statement's lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from unicodedata import east_asian_width


def none(lines: list[str], random: Random, statement: str) -> list[str]:
    """Nothing."""
    return lines


def _figures(lines: Sequence[str]) -> list[int]:
    return [at for at, line in enumerate(lines) if "\t" in line and "." in "".join(line.split("\t"))]


def slipped_rows(lines: list[str], random: Random, statement: str) -> list[str]:
    """Two rows of the table have a cell too many or too few, or one blank cell in another place."""
    lines = list(lines)
    rows = _figures(lines)
    for at in random.sample(rows, min(2, len(rows))):
        cells = lines[at].split("\t")
        blanks = [place for place in range(2, len(cells)) if not cells[place].strip()]
        if blanks and random.random() < 0.6:
            del cells[random.choice(blanks)]
        else:
            cells.insert(random.randrange(2, len(cells) + 1), "")
        lines[at] = "\t".join(cells)
    return lines


def cut_ends(lines: list[str], random: Random, statement: str) -> list[str]:
    """Blank cells at the end of rows are gone."""
    return [line.rstrip("\t") for line in lines]


def code_grown_to_name(lines: list[str], random: Random, statement: str) -> list[str]:
    """Code and name in one cell."""
    return [
        re.sub(r"(^|\t)(\d{3,7})\t(?=[^\d\t])", r"\1\2 ", line) if random.random() < 0.3 else line
        for line in lines
    ]


def misread_codes(lines: list[str], random: Random, statement: str) -> list[str]:
    """A zero read as the letter O, or a digit not legible at all."""
    damaged = []
    for line in lines:
        cells = line.split("\t")
        if len(cells) > 1 and cells[0].isdigit() and len(cells[0]) >= 5 and random.random() < 0.2:
            at = random.randrange(1, len(cells[0]))
            wrong = cells[0][:at] + "囗" + cells[0][at + 1 :]
            cells[0] = random.choice((cells[0].replace("0", "O", 1), wrong))
        damaged.append("\t".join(cells))
    return damaged


def lost_codes(lines: list[str], random: Random, statement: str) -> list[str]:
    """The cell of the code is blank."""
    damaged = []
    for line in lines:
        cells = line.split("\t")
        known = len(cells) > 1 and len(cells[0]) >= 5 and cells[0].isdigit() and "示例" not in cells[1]
        if known and statement != "general_budget_basic" and random.random() < 0.1:
            cells[0] = ""
        damaged.append("\t".join(cells))
    return damaged


def misread_labels(lines: list[str], random: Random, statement: str) -> list[str]:
    """One character of a long label is wrong."""
    damaged = []
    for line in lines:
        cells = line.split("\t")
        for at, text in enumerate(cells):
            if len(cells) > 1 and len(text) > 7 and not text[0].isdigit() and random.random() < 0.15:
                place = random.randrange(1, len(text))
                cells[at] = text[:place] + random.choice("囗曰") + text[place + 1 :]
        damaged.append("\t".join(cells))
    return damaged


def wrapped_names(lines: list[str], random: Random, statement: str) -> list[str]:
    """A long name goes on in a row of its own."""
    damaged = []
    for line in lines:
        cells = line.split("\t")
        if len(cells) > 3 and cells[0].isdigit() and len(cells[1]) > 9 and random.random() < 0.3:
            rest = cells[1][7:]
            cells[1] = cells[1][:7]
            damaged += ["\t".join(cells), "\t".join(["", rest, *[""] * (len(cells) - 2)])]
        else:
            damaged.append(line)
    return damaged


def page_breaks(lines: list[str], random: Random, statement: str) -> list[str]:
    """Blank lines and page numbers between rows."""
    damaged = []
    for line in lines:
        damaged.append(line)
        if "\t" in line and random.random() < 0.1:
            damaged += ["", f"— {random.randrange(5, 30)} —", ""]
    return damaged


def repeated_title(lines: list[str], random: Random, statement: str) -> list[str]:
    """Title and header are printed again in the middle of the table."""
    rows = _figures(lines)
    if len(rows) < 6:
        return lines
    middle = rows[len(rows) // 2]
    return [*lines[:middle], "", *lines[: rows[0]], *lines[middle:]]


def stray_lines(lines: list[str], random: Random, statement: str) -> list[str]:
    """Words that the engine invents, between rows."""
    damaged = []
    for line in lines:
        damaged.append(line)
        if "\t" in line and random.random() < 0.03:
            damaged.append(random.choice(["藏书印鉴", "新春快乐图", "＊＊＊"]))
    return damaged


def lost_title(lines: list[str], random: Random, statement: str) -> list[str]:
    """One title in five is not there."""
    return lines if random.random() < 0.8 else lines[1:]


def split_money(lines: list[str], random: Random, statement: str) -> list[str]:
    """The unit of money broken over two lines."""
    return [part for line in lines for part in (_halves(line) if line.startswith("金额单位") else [line])]


def _halves(line: str) -> list[str]:
    return [f"{line[:-1]}  ", line[-1:]]


def number_above(lines: list[str], random: Random, statement: str) -> list[str]:
    """The form's number above the title, everything else in one line below it."""
    caption = "编制单位：云岭县水务局　　2024年度　　单位：万元"
    return [f"公开{random.randrange(1, 10):02d}表", lines[0], caption, *lines[8:]]


def lost_merged_cells(lines: list[str], random: Random, statement: str) -> list[str]:
    """The blank cells of the header are gone, so that it is shorter than the rows."""
    if statement in ("supplementary_statistics", "general_budget_basic"):
        return lines
    damaged = []
    header = True
    for line in lines:
        cells = line.split("\t")
        if len(cells) > 1:
            filled = [cell for cell in cells if cell.strip()]
            words = [cell for cell in filled if not re.fullmatch(r"[\d.]+", cell)]
            header = header and words == filled and (len(filled) > 1 or filled == ["项目"])
            if header and (filled[0] != "合计" or len(words) > 1):
                line = "\t".join(filled)
        damaged.append(line)
    return damaged


def html(lines: list[str], random: Random, statement: str) -> list[str]:
    """HTML tables with merged cells."""
    damaged: list[str] = []
    inside = False
    for line in lines:
        if ("\t" in line) is not inside:
            inside = not inside
            damaged.append("<table>" if inside else "</table>")
        damaged.append(_html_row(line.split("\t")) if inside else line)
    return damaged


def _html_row(cells: list[str]) -> str:
    head = "." not in "".join(cells)
    row = ""
    at = 0
    while at < len(cells):
        span = 1
        while head and cells[at] and at + span < len(cells) and not cells[at + span]:
            span += 1
        row += f'<td colspan="{span}">{cells[at]}</td>'
        at += span
    return f"<tr>{row}</tr>"


def spaced(lines: list[str], random: Random, statement: str) -> list[str]:
    """Cells set apart by spaces, in columns."""
    damaged: list[str] = []
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        widths = [
            max(_width(row[at]) for row in rows if at < len(row))
            for at in range(max(map(len, rows), default=0))
        ]
        for row in rows:
            padded = (cell + " " * (widths[at] - _width(cell) + 3) for at, cell in enumerate(row))
            damaged.append("".join(padded).rstrip())
        rows = []
        damaged.append(line)
    return damaged


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
