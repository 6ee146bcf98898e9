"""Every number stated in prose becomes a claim: profile, explanation, glossary, evaluations' texts."""

from __future__ import annotations

from collections.abc import Iterable

from mingzhang.facts.model import Disclosure, ExplanationParagraph, Section
from mingzhang.recognise.claims.evaluations import read_evaluations
from mingzhang.recognise.claims.figures import stated_figures
from mingzhang.recognise.claims.narrative import NarrativeReader
from mingzhang.standard.load import Standard


def recognise_claims(disclosure: Disclosure, standard: Standard, profile: Iterable[Section] = ()) -> None:
    """Appends the claims of a recognised disclosure in reading order and fills its figures.

    `disclosure.explanation` gets its numbers bound (`paragraph.numbers`). A claim's `span` is the digits'
    place in its paragraph's text (or the evaluation's text), `text` the sentence. `profile` holds the texts
    of the profile, which the disclosure keeps as lists only. What cannot be resolved has `about` None.
    """
    reader = NarrativeReader(disclosure, standard, disclosure.claims)
    for section in (*profile, *disclosure.explanation):
        reader.read_section(section)
    for entry in disclosure.glossary:
        text = ExplanationParagraph(text=entry.text, source=entry.source)
        reader.read_section(Section(section="glossary", title="", paragraphs=[text]))
    read_evaluations(disclosure, standard, disclosure.claims)
    known = {(fact.code, fact.column) for fact in disclosure.figures}
    disclosure.figures += [
        fact for fact in stated_figures(disclosure.claims) if (fact.code, fact.column) not in known
    ]
