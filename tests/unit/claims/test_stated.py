"""What a number is, by the words before it; printing and parsing are one grammar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.claims.cues import Cues
from mingzhang.claims.stated import StatedNumber, parse_stated, print_stated
from mingzhang.standard.load import Standard, load_standard

WORDING = load_standard("cn", 2024).claim_wording
VALUES = st.decimals(min_value=0, max_value=10**9, places=2).map(str) | st.integers(0, 10**6).map(str)
MONEY = st.sampled_from(WORDING.money)
DIRECTIONS = st.sampled_from(["increase", "decrease", None])
STATED = st.one_of(
    st.builds(StatedNumber, st.just("amount"), VALUES, MONEY),
    st.builds(StatedNumber, st.just("change"), VALUES, MONEY, DIRECTIONS),
    st.builds(StatedNumber, st.just("rate"), VALUES, st.just("%"), DIRECTIONS),
    st.builds(StatedNumber, st.just("share"), VALUES, st.just("%")),
    st.builds(
        StatedNumber,
        st.just("completion"),
        VALUES,
        st.just("%"),
        st.none(),
        st.sampled_from(["original", "final", "any"]),
    ),
    st.builds(StatedNumber, st.just("count"), VALUES, st.sampled_from(WORDING.measure_words)),
)


@given(STATED)
def test_what_is_printed_parses_back_to_the_same(stated: StatedNumber) -> None:
    assert parse_stated(print_stated(stated, WORDING), WORDING) == stated


@pytest.mark.parametrize(
    ("phrase", "measure", "direction"),
    [
        ("比上年减少5.00万元", "change", "decrease"),
        ("增加（减少）5.00万元", "change", None),
        ("下降（增长）5.00%", "rate", None),
        ("增幅为5.00%", "rate", "increase"),
        ("增长13.95", "rate", "increase"),
        ("占本年支出合计的5.00%", "share", None),
        ("预算执行率为5.00%", "completion", None),
        ("支出决算为5.00万元", "amount", None),
        ("新增人员增加3人", "change", "increase"),
    ],
)
def test_the_words_before_a_number_say_what_it_is(phrase: str, measure: str, direction: str | None) -> None:
    stated = parse_stated(phrase + "。", WORDING) or _without_unit(phrase)
    assert (stated.measure, stated.direction) == (measure, direction)


def _without_unit(phrase: str) -> StatedNumber:
    from mingzhang.claims.folding import fold_text
    from mingzhang.claims.numbers import find_numbers

    folded = fold_text(phrase)
    (token,) = find_numbers(folded, WORDING)
    cue = Cues(WORDING).cue(folded.text[: token.start], token)
    return StatedNumber(cue.measure, token.value, "", cue.direction)


@pytest.mark.parametrize("phrase", ["没有数字", "5.00万元和6.00万元", ""])
def test_a_phrase_that_states_no_single_number_gives_none(phrase: str) -> None:
    assert parse_stated(phrase, WORDING) is None


@pytest.mark.parametrize(
    ("words", "against"),
    [
        ("与2023年度相比，", "prior"),
        ("比上年决算数", "prior"),
        ("同比", "prior"),
        ("较年初预算", "budget"),
        ("比2023年预算", "prior_budget"),
        ("比2023年预算执行数", "prior"),
        ("支出", None),
    ],
)
def test_what_a_change_is_measured_against(standard: Standard, words: str, against: str | None) -> None:
    assert Cues(standard.claim_wording).against(words)[0] == against
