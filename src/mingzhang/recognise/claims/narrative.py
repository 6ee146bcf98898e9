"""The explanation's numbers, resolved from left to right: each to the subject its own words name."""

from __future__ import annotations

import re
from dataclasses import replace

from mingzhang.claims.cues import Against, Cue, Cues, any_of
from mingzhang.claims.folding import fold_text
from mingzhang.claims.numbers import NumberToken, find_numbers
from mingzhang.claims.zones import Zones
from mingzhang.facts.model import BoundNumber, Claim, ClaimCell, Disclosure, Section, Source
from mingzhang.recognise.claims.cells import prior_of
from mingzhang.recognise.claims.collecting import Collection, Passage, Stated, by_sentence
from mingzhang.recognise.claims.contexts import Context, Contexts, is_heading
from mingzhang.recognise.claims.grades import Grades
from mingzhang.recognise.claims.items import Item, Mention
from mingzhang.standard.load import Standard

_ONLY_JOINS = re.compile(r"^[，、和及与或]*$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_CLAUSE = re.compile(r"[，。;:、()]")


class NarrativeReader:
    """Reads paragraph after paragraph; what was spoken of last is what a bare number is said of."""

    def __init__(self, disclosure: Disclosure, standard: Standard, claims: list[Claim]) -> None:
        self._wording = standard.claim_wording
        self._cues = Cues(self._wording)
        self._contexts = Contexts(disclosure, standard)
        self._grades = Grades(self._wording)
        self._zones = Zones(self._wording)
        self._collection = Collection(claims)
        self._year = disclosure.fiscal_year
        self._of_budget = disclosure.kind == "budget"
        words = self._wording
        self._fillers = re.compile(any_of([*words.fillers, *(v for c in words.changes for v in c.verbs)]))
        self._money_noun = re.compile(any_of(words.money_nouns))
        self._lead_in = re.compile(any_of(words.lead_ins))
        self._average = re.compile(any_of(words.averages) or "(?!)")
        amounts = any_of([*words.actual_words, "支出", "收入", "总额", "同期"])
        self._of_prior = re.compile(rf"(?:{any_of(words.prior_words)})(?:{amounts})*[为是]?$")
        self._completion = re.compile(any_of(words.completions))
        self._respectively = re.compile(any_of(words.respectively))
        self._context = self._contexts.named(None)
        self._topic: Item | None = None
        self._lead: ClaimCell | None = None
        """The total that a list is a part of; `_outer` is that of the list around it."""
        self._outer: ClaimCell | None = None
        self._may_open = False
        self._listed: list[Item] = []
        self._begin_sentence()

    def read_section(self, section: Section) -> None:
        """Append the claims of a section and bind its paragraphs' numbers."""
        found = self._contexts.of_section(section.section, section.title)
        if found is not None:
            self._enter(found)
        elif section.section is not None:
            self._enter(self._contexts.named(None))
        for paragraph in section.paragraphs:
            paragraph.numbers = self._read(paragraph.text, section.section, paragraph.source)

    def _enter(self, context: Context) -> None:
        self._context = context
        self._topic = None
        self._lead = None

    def _read(self, printed: str, section: str | None, source: Source) -> list[BoundNumber]:
        folded = fold_text(printed)
        tokens = self._outside_words(folded.text, find_numbers(folded, self._wording))
        if not tokens and is_heading(printed):
            found = self._contexts.of_heading(printed)
            if found is not None and found is not self._context:
                self._enter(found)
        passage = Passage(printed, folded, section or self._context.id, source)
        self._collection.begin_passage()
        for sentence, inside in by_sentence(folded.text, tokens):
            self._may_open = sentence[0] == 0 or folded.text[sentence[0] - 1] != ";"
            if self._may_open:
                self._outer = self._lead
            self._read_sentence(passage, sentence, inside)
        return passage.numbers

    def _outside_words(self, text: str, tokens: list[NumberToken]) -> list[NumberToken]:
        """Without the numbers that belong to a name, such as 单价100万元以上设备."""
        named = {
            position
            for word in self._context.lexicon.with_digits
            for match in re.finditer(re.escape(word), text)
            for position in range(*match.span())
        }
        return [token for token in tokens if token.start not in named]

    def _begin_sentence(self) -> None:
        self._zones.close()
        self._against: Against = "prior"
        self._last_cue: Cue | None = None
        self._queue: list[Item] = []
        self._said_year: int | None = None
        self._completing = False
        """Whether the amount before was the budget that something completes: 完成预算5.00万元的98%."""

    def _read_sentence(self, passage: Passage, sentence: tuple[int, int], tokens: list[NumberToken]) -> None:
        self._begin_sentence()
        text = passage.folded.text
        cursor = sentence[0]
        for position, token in enumerate(tokens):
            following = tokens[position + 1].start if position + 1 < len(tokens) else sentence[1]
            words = text[cursor : token.start]
            after = _CLAUSE.split(text[token.unit_end : following])[0]
            stated = self._resolve(words, after, token, text[sentence[0] : sentence[1]])
            stated.year = stated.year if stated.year is not None else self._said_year or self._year
            self._collection.add(passage, token, sentence, stated)
            cursor = token.unit_end
        rest = self._zones.outside(text[cursor : sentence[1]])
        self._name_topic(rest, self._mentions(self._cues.against(rest)[1]))
        if tokens and self._lead_in.search(rest):
            self._open_list(self._topic.amount if self._topic is not None else None)
        if text[sentence[1] - 1] == ";":
            self._lead = self._outer

    def _resolve(self, words: str, after: str, token: NumberToken, sentence: str) -> Stated:
        if self._lead_in.search(words) and self._topic is not None:
            self._open_list(self._topic.amount or self._lead)
        visible = self._zones.outside(words)
        against, visible = self._cues.against(visible)
        self._against = against or self._against
        if self._zones.inside:
            visible = _clause(words)
            if not (self._zones.in_use and self._counts(visible, token)):
                cue = self._cues.cue(words, token)
                return Stated(cue.measure, direction=cue.direction)
            self._zones.close()
        mentions = self._mentions(visible)
        cue = self._cue(_masked(visible, mentions) if token.kind == "money" else visible, token)
        if cue.measure == "amount" and (stage := self._cues.budget_after(after)) is not None:
            cue = replace(cue, role="budget", stage=stage)
        self._note_year(visible)
        if self._context.id == "performance":
            graded = self._grades.item(_clause(words), after, token)
            if graded is not None:
                self._topic = graded
        if cue.share_of is not None:
            mentions = [mention for mention in mentions if mention.end <= cue.start]
        self._name_topic(visible[: max([cue.start, *(m.end for m in mentions)])], mentions)
        self._last_cue = cue
        self._completing = cue.role == "budget" and bool(self._completion.search(_clause(words)))
        topic = self._queued(words)
        if cue.measure == "amount" and self._of_prior.search(_clause(visible)) and topic and self._year:
            prior = prior_of(topic.amount)
            return Stated("amount", subject=topic.words, key=topic.key, about=prior, year=self._year - 1)
        if token.kind == "money" and not mentions and self._average.search(_clause(words)):
            return Stated(cue.measure, direction=cue.direction)
        if topic is None:
            topic = self._evaluated(after, sentence, token)
        return self._stated(cue, token, topic)

    def _counts(self, clause: str, token: NumberToken) -> bool:
        """Whether the clause itself names what is counted in the number's unit."""
        named = self._context.lexicon.mentions(clause)
        return token.kind == "count" and bool(named) and token.unit in named[-1].item.counts

    def _open_list(self, total: ClaimCell | None) -> None:
        """The first list of a sentence holds over its semicolons; one within it ends with the next."""
        self._lead = total
        if self._may_open:
            self._outer = total
            self._may_open = False

    def _cue(self, visible: str, token: NumberToken) -> Cue:
        """A number joined to the one before by 、 or 和 is what that one was."""
        cue = self._cues.cue(visible, token)
        last = self._last_cue
        if self._completing and last is not None and token.kind == "percent" and visible in ("", "的"):
            return Cue("completion", 0, stage=last.stage)
        if not cue.said and last is not None and last.said and _ONLY_JOINS.match(visible):
            fits = (last.measure in ("rate", "share", "completion")) == (token.kind == "percent")
            return replace(last, start=0) if fits and token.kind in ("money", "percent") else cue
        return cue

    def _note_year(self, visible: str) -> None:
        years = _YEAR.findall(visible)
        if years:
            self._said_year = int(years[-1])

    def _mentions(self, visible: str) -> list[Mention]:
        found = self._context.lexicon.mentions(visible)
        if self._context.names is not None:
            marked = self._context.names.marked(visible)
            found = [
                m for m in found if not any(k.start < m.end and m.start < k.end for k in marked)
            ] + marked
            found.sort(key=lambda mention: mention.end)
        return [self._of_average(mention, visible) for mention in found]

    def _of_average(self, mention: Mention, visible: str) -> Mention:
        """A subject of which an average is stated is none that a cell holds."""
        before = visible[: mention.start]
        if not any(found.end() == len(before) for found in self._average.finditer(before)):
            return mention
        return replace(mention, item=Item(mention.item.words))

    def _name_topic(self, visible: str, found: list[Mention]) -> None:
        """The last subject named is spoken of; a noun of money that no word explains is unknown."""
        rest = visible
        if found:
            self._topic = found[-1].item
            rest = visible[found[-1].end :]
            self._listed = [mention.item for mention in found]
        if self._respectively.search(visible):
            self._queue = list(self._listed)
        clause = _CLAUSE.split(rest.rstrip("，:(、"))[-1] if rest.strip("，:(、") else ""
        left = self._fillers.sub("", _YEAR.sub("", clause))
        if not (self._money_noun.search(clause) and len(left) >= 2):
            return
        phrase = self._fillers.sub("", clause[:2]) + clause[2:]
        known = None if self._average.search(clause) else self._context.lexicon.alike(phrase)
        self._topic = known or Item(clause)

    def _queued(self, words: str) -> Item | None:
        """Of `A、B分别为1和2` the next in turn, else what is spoken of."""
        if self._queue:
            self._topic = self._queue.pop(0)
        return self._topic

    def _evaluated(self, after: str, sentence: str, token: NumberToken) -> Item | None:
        """`对5个项目开展绩效自评`: the words come after the number."""
        if self._context.id != "performance" or token.kind != "count" or "项目" not in after:
            return None
        found = self._context.lexicon.mentions(sentence)
        self._topic = found[0].item if found else None
        return self._topic

    def _stated(self, cue: Cue, token: NumberToken, topic: Item | None) -> Stated:
        if topic is None or token.approximate:
            return Stated(cue.measure, direction=cue.direction)
        stated = Stated(cue.measure, direction=cue.direction, subject=topic.words, key=topic.key)
        if token.kind == "count" and cue.measure != "rate":
            stated.about = topic.counts.get(token.unit or "")
            return stated
        if cue.measure == "amount":
            return self._amount(stated, cue, topic)
        stated.about = topic.amount if cue.said else None
        if cue.measure in ("change", "rate"):
            stated.base = self._changed_from(topic) if cue.said else None
        elif cue.measure == "completion":
            stated.base = _budget(topic, cue)
        elif cue.measure == "share":
            stated.base = self._share_of(cue, topic)
        return stated

    def _amount(self, stated: Stated, cue: Cue, topic: Item) -> Stated:
        year = self._said_year
        if cue.role == "budget" or (cue.role is None and self._of_budget):
            stated.about = _budget(topic, cue)
        elif year is not None and self._year is not None and year == self._year - 1:
            stated.about = prior_of(topic.amount)
        else:
            stated.about = topic.amount
        return stated

    def _changed_from(self, topic: Item) -> ClaimCell | None:
        if self._against == "budget":
            return topic.budget
        return prior_of(topic.amount) if self._against == "prior" else None

    def _share_of(self, cue: Cue, topic: Item) -> ClaimCell | None:
        """The total that is named, else that of the list's lead-in, else the section's own."""
        if cue.share_of is not None:
            named = self._mentions(cue.share_of)
            if named:
                return named[-1].item.amount
            alike = self._context.lexicon.alike(cue.share_of)
            if alike is not None or self._money_noun.search(cue.share_of):
                return alike.amount if alike is not None else None
        if self._lead is not None and self._lead != topic.amount:
            return self._lead
        return topic.share_of or self._context.share_of


def _budget(topic: Item, cue: Cue) -> ClaimCell | None:
    """The budget's cell; the adjusted budget of a subject stands nowhere, only its original one."""
    is_figure = topic.budget is not None and topic.budget.figure is not None
    return None if is_figure and cue.stage == "final" else topic.budget


def _clause(words: str) -> str:
    """The last clause of `words`."""
    return _CLAUSE.split(words)[-1]


def _masked(words: str, mentions: list[Mention]) -> str:
    """`words` with every subject's name blanked: 预算 inside a name says nothing about the number."""
    for mention in mentions:
        words = words[: mention.start] + "□" * (mention.end - mention.start) + words[mention.end :]
    return words
