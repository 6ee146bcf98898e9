"""The texts of a disclosure one by one, each with its place, and how a finding quotes them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from mingzhang.checks.documents.passages import Passage, form_passages, quote
from mingzhang.checks.outcome import Breach
from mingzhang.checks.persons import personal_strings
from mingzhang.checks.registry import Case
from mingzhang.facts.model import Disclosure, Source
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard


class Texts:
    """Everything that a disclosure says in words, in printed order."""

    def __init__(self, case: Case, standard: Standard) -> None:
        self.case = case
        self.disclosure: Disclosure = case.disclosure
        self.standard = standard

    @cached_property
    def every(self) -> list[Passage]:
        """All passages."""
        found = [*self._profile(), *self._statements(), *self.explanation, *self._glossary(), *self.forms]
        return found + [
            Passage(item.text, item.source, "unread", Text("未识别内容", "unread material"))
            for item in self.disclosure.unread
        ]

    def _profile(self) -> Iterator[Passage]:
        profile = self.disclosure.profile
        for index, duty in enumerate(profile.duties):
            source = profile.sources.get(f"duties.{index}") or profile.sources.get("duties") or Source()
            yield Passage(duty, source, "profile", Text("单位职责", "duties"), field=f"duties.{index}")
        told = {claim.text: claim for claim in self.disclosure.claims if claim.section == "profile"}
        for text, claim in told.items():
            yield Passage(text, claim.source, "profile", Text("单位概况", "profile"))

    def _statements(self) -> Iterator[Passage]:
        for statement in self.disclosure.statements:
            title = statement.title or statement.id
            for note in statement.notes:
                yield Passage(
                    note, statement.source, "statement", Text(f"《{title}》说明", f"notes of {title}")
                )

    def _glossary(self) -> Iterator[Passage]:
        for entry in self.disclosure.glossary:
            yield Passage(
                entry.text,
                entry.source,
                "glossary",
                Text(f"名词解释“{entry.term}”", f"glossary, {entry.term}"),
                field=entry.term,
            )

    @cached_property
    def explanation(self) -> list[Passage]:
        """The paragraphs of the explanation."""
        return [
            Passage(
                paragraph.text,
                paragraph.source,
                "explanation",
                Text(f"情况说明“{section.title}”", f"explanation, {section.title}"),
                section=section,
            )
            for section in self.disclosure.explanation
            for paragraph in section.paragraphs
        ]

    @cached_property
    def forms(self) -> list[Passage]:
        """The texts of the evaluation forms: goal, completion, analyses, reasons."""
        return [passage for form in self.disclosure.evaluations for passage in form_passages(form)]

    @cached_property
    def whole(self) -> str:
        """Titles and texts of the explanation and what was left unread, joined by line ends."""
        titles = [section.title for section in self.disclosure.explanation]
        unread = [item.text for item in self.disclosure.unread]
        return "\n".join([*titles, *(passage.text for passage in self.explanation), *unread])

    @cached_property
    def _personal(self) -> dict[str, str]:
        texts = [passage.text for passage in self.every]
        return personal_strings(texts, self.standard.review.privacy)

    def masked(self, text: str) -> str:
        """The text with what is personal in this disclosure masked: no output of ours repeats it."""
        for raw, mask in self._personal.items():
            text = text.replace(raw, mask)
        return text

    def excerpt(self, passage: Passage, start: int, end: int, around: int = 14) -> str:
        """The words from `start` to `end` with a little of what stands around them, masked."""
        low, high = max(0, start - around), min(len(passage.text), end + around)
        head, tail = "…" if low else "", "…" if high < len(passage.text) else ""
        return self.masked(head + passage.text[low:high].strip() + tail)

    def shown(self, text: str, limit: int = 60) -> str:
        """The beginning of a text, masked."""
        return self.masked(text if len(text) <= limit else text[:limit] + "…")

    def breach(self, passage: Passage, quoted: str, **values: str | Text) -> Breach:
        """A breach at a passage. `quoted` is already masked; the places `where` and `quoted` are filled."""
        return Breach(
            values={"where": passage.place, "quoted": quoted, **values},
            facts=[quote(passage, quoted)],
            printed=quoted,
            source=passage.source,
        )


_last: list[tuple[Case, Texts]] = []


def texts_of(case: Case, standard: Standard) -> Texts:
    """The texts of the case; the last case is remembered, because many rules read one after another."""
    if not _last or _last[0][0] is not case:
        _last[:] = [(case, Texts(case, standard))]
    return _last[0][1]
