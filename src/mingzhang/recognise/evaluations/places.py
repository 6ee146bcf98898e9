"""Finding the places of forms: title, year line, table and footnotes that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from mingzhang.recognise.evaluations.lines import Line
from mingzhang.recognise.evaluations.words import Words, bare, similarity


class Kind(Enum):
    """What a line is to a form."""

    TITLE = "title"
    YEAR = "year"
    HEAD = "head"
    TABLE = "table"
    FOOTNOTE = "footnote"
    STRAY = "stray"
    """A short paragraph that says nothing known: what is left of a damaged title, or nothing."""
    OTHER = "other"


@dataclass(slots=True)
class FormPlace:
    """The lines of one form. `stray` is an unknown line where the title should stand."""

    title: Line | None = None
    stray: Line | None = None
    year: Line | None = None
    table: list[Line] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)
    last_item: int = 0
    closed: bool = False

    def lines(self) -> list[Line]:
        """All its lines in reading order."""
        head = [line for line in (self.title, self.stray, self.year) if line is not None]
        return head + self.table + self.footnotes

    @property
    def begins(self) -> Line:
        """Its first line."""
        return self.lines()[0]


def find_places(lines: Sequence[Line], words: Words) -> list[FormPlace]:
    """Every form place in reading order, damaged and lost ones among them."""
    finder = _Finder(words)
    for line in lines:
        finder.take(line)
    finder.close()
    return _confirmed(finder.places, words)


class _Finder:
    """Walks through the lines and opens and closes places."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.places: list[FormPlace] = []
        self.current: FormPlace | None = None
        self.stray: Line | None = None

    def take(self, line: Line) -> None:
        kind = kind_of(line, self.words)
        current = self.current
        if kind is Kind.TITLE:
            self.open().title = line
        elif kind is Kind.YEAR:
            if current is None or current.year or current.table or current.footnotes:
                current = self.open()
            current.year = line
        elif kind is Kind.HEAD:
            if current is None or current.table or current.footnotes or current.closed:
                current = self.open()
            current.table.append(line)
        elif kind is Kind.TABLE:
            self.take_row(line)
        elif kind is Kind.FOOTNOTE:
            self.take_footnote(line)
        elif current is not None and kind is Kind.STRAY:
            self.stray = line
        elif kind is Kind.OTHER:
            self.stray = None
            if current is not None:
                current.closed = True

    def take_row(self, line: Line) -> None:
        """A row: of the open table, or of one whose head is lost."""
        current = self.current
        follows = current is not None and not current.footnotes and not current.closed
        if is_form_header(line, self.words) and (
            current is None or current.footnotes or (current.closed and not current.table)
        ):
            current, follows = self.open(), True
        if current is not None and follows:
            if not current.table and not (current.year or current.title or is_form_header(line, self.words)):
                return
            self.stray = None
            current.table.append(line)

    def take_footnote(self, line: Line) -> None:
        number = footnote_number(line, self.words)
        current = self.current
        restarts = current is not None and bool(current.footnotes) and number <= current.last_item
        if current is None or restarts:
            if footnote_terms(line, self.words) < 2:
                self.stray = None
                return
            current = self.open()
        if self.stray is not None:
            current.footnotes.append(self.stray)
            self.stray = None
        current.footnotes.append(line)
        current.last_item = max(number, current.last_item)

    def open(self) -> FormPlace:
        """A new place; a stray line just before it is what is left of its title."""
        self.current = FormPlace(stray=self.stray)
        self.stray = None
        self.places.append(self.current)
        return self.current

    def close(self) -> None:
        self.stray = None
        self.current = None


def kind_of(line: Line, words: Words) -> Kind:
    """What a line is, by its own words."""
    text = line.text
    single = len(line.items) == 1
    if single and words.year_line.match(text):
        return Kind.YEAR
    if single and is_title(text, words):
        return Kind.TITLE
    if single and is_footnote(text, words):
        return Kind.FOOTNOTE
    if line.table:
        if is_head(line, words):
            return Kind.OTHER if is_list_header(line, words) else Kind.HEAD
        return Kind.TABLE
    if len(text) <= words.labels.matching.longest_title // 2 and not text.startswith("#"):
        return Kind.STRAY if not text.endswith(("。", "；", "：", ":")) else Kind.OTHER
    return Kind.OTHER


def is_title(text: str, words: Words) -> bool:
    """Whether a line is the title of a form: it ends like one."""
    plain = bare(text.strip("#* "))
    if not plain or len(plain) > words.labels.matching.longest_title:
        return False
    if any(plain.endswith(ending) for ending in words.labels.title):
        return True
    for ending in words.labels.title_endings:
        tail = plain[-len(ending) :]
        if len(ending) >= 7 and similarity(tail, ending) >= words.labels.matching.strict:
            return True
    return False


def is_footnote(text: str, words: Words) -> bool:
    """Whether a line is one of the notes under a form."""
    return bool(words.footnote_start.match(text) or words.footnote_item.match(text))


def footnote_number(line: Line, words: Words) -> int:
    """The number of a note; 1 where it has none."""
    found = words.footnote_item.match(line.text)
    return int(found.group(1)) if found else 1


def footnote_terms(line: Line, words: Words) -> int:
    """How many terms of the forms' notes a line holds."""
    text = bare(line.text)
    return sum(term in text for term in words.labels.footnote_terms)


def is_head(line: Line, words: Words) -> bool:
    """Whether a row opens a form: it names the project."""
    return any(
        words.role(item.text, "head", words.labels.matching.strict) == "project" for item in line.items[:2]
    )


def is_list_header(line: Line, words: Words) -> bool:
    """Whether a row heads a list of projects, one a row: a form's head has no columns of money."""
    roles = {words.role(item.text, "funds_header", words.labels.matching.strict) for item in line.items}
    return len(roles - {None}) >= 2


def is_form_header(line: Line, words: Words) -> bool:
    """Whether a row can only be a header of a form: three of its funds or indicator columns."""
    for group in ("funds_header", "indicators_header"):
        roles = {words.role(item.text, group) for item in line.items} - {None}
        if len(roles) >= 4 and roles & {"execution_rate", "level1", "level2", "level3"}:
            return True
    return False


def _confirmed(places: list[FormPlace], words: Words) -> list[FormPlace]:
    """Places that are forms; titles that only name one (in a list, say) and lone year lines go.

    Between two forms a year line, a title or notes are the rest of a lost form; elsewhere only notes
    that speak of a form's columns are.
    """
    tables = [index for index, place in enumerate(places) if place.table and _is_form(place, words)]
    kept = []
    for index, place in enumerate(places):
        between = bool(tables) and tables[0] < index < tables[-1]
        terms = sum(footnote_terms(line, words) for line in place.footnotes)
        if index in tables or (not place.table and (between or terms >= 2)):
            kept.append(place)
    return kept


def _is_form(place: FormPlace, words: Words) -> bool:
    """Whether a table is a form: at least two of its parts are there."""
    parts = 0
    parts += is_head(place.table[0], words)
    parts += any(is_form_header(line, words) for line in place.table)
    names = 0
    for line in place.table:
        names += any(words.role(item.text, "level2", 0.8) for item in line.items[:3])
    parts += names >= 2
    parts += place.title is not None
    return parts >= 2
