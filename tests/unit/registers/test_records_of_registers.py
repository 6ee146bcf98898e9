"""Records: how far they have come, what they count on a day, what is wrong with them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.kit.language import Text
from mingzhang.registers.checking import faults_of
from mingzhang.registers.ledger import MASK, Ledger, Record, masked
from mingzhang.registers.measures import Asked, Owner, asked_of, measured
from mingzhang.registers.reports import report_lines, stock_lines
from mingzhang.registers.steps import next_of, states_of
from mingzhang.standard.load import Standard

END = date(2024, 12, 31)
FOUND = {"number": "1", "unit": "001", "inspected": "2024-05-14", "enterprise": "甲厂", "hazard": "无罩",
         "level": "general"}  # fmt: skip
NOTIFIED = {**FOUND, "notified": "2024-05-15", "due": "2024-06-14", "person": "科长", "plan": "加罩"}
RECTIFIED = {**NOTIFIED, "rectified": "2024-06-20", "measures": "已加"}
CLOSED = {**RECTIFIED, "rechecked": "2024-06-25", "result": "passed"}


def ledger(standard: Standard, **registers: list[dict[str, str]]) -> Ledger:
    """A ledger of these records; their keys are their rows."""
    records = {
        name: [Record(row, cells) for row, cells in enumerate(rows, 1)] for name, rows in registers.items()
    }
    return Ledger(standard.registers, records, 2024)


def statuses(standard: Standard, cells: dict[str, str], day: date = END) -> list[str]:
    """The steps of a hazard as `name:status`, `!` where late."""
    books = ledger(standard, hazard=[cells])
    found = states_of(standard.registers["hazard"], books.get("hazard", books.records("hazard")[0]), day)
    return [f"{state.step.name}:{state.status}{'!' if state.late else ''}" for state in found]


def test_one_step_is_next_and_the_deadline_makes_it_late(standard: Standard) -> None:
    assert statuses(standard, FOUND, date(2024, 5, 17)) == [
        "notified:next",
        "rectified:later",
        "rechecked:later",
    ]
    assert statuses(standard, FOUND, date(2024, 5, 18))[0] == "notified:next!"
    assert statuses(standard, RECTIFIED)[1:] == ["rectified:done!", "rechecked:next!"]
    assert statuses(standard, CLOSED) == ["notified:done", "rectified:done!", "rechecked:done"]


def test_a_major_hazard_has_a_step_more_and_a_failed_recheck_does_not_close(standard: Standard) -> None:
    assert "supervised:next!" in statuses(standard, {**NOTIFIED, "level": "major"})
    assert statuses(standard, {**CLOSED, "result": "failed"})[-1] == "rechecked:next!"


def test_a_refused_application_ends(standard: Standard) -> None:
    cells = {"number": "1", "unit": "001", "applied": "2024-07-01", "discussed": "2024-07-02",
             "opinion": "同意", "publicised": "2024-07-09", "objections": "无", "reviewed": "2024-07-10",
             "proposed": "500", "decided": "2024-07-12", "decision": "refused"}  # fmt: skip
    books = ledger(standard, relief=[cells])
    states = states_of(standard.registers["relief"], books.get("relief", books.records("relief")[0]), END)
    assert next_of(states) is None
    assert [state.status for state in states[-2:]] == ["ended", "ended"]


def ask(books: Ledger, text: str, owner: Owner | None = None) -> str | None:
    """What a register answers."""
    asked = asked_of(text, books.types)
    assert isinstance(asked, Asked), asked
    return measured(books, asked, owner or Owner()).value


def test_as_of_a_day_what_came_later_is_not_there(standard: Standard) -> None:
    books = ledger(standard, hazard=[CLOSED, {**FOUND, "number": "2", "inspected": "2024-09-01"}])
    assert ask(books, "hazard:rate") == "50"
    june = books.as_of(date(2024, 6, 22))
    assert ask(june, "hazard:found") == "1"
    assert ask(june, "hazard:rate") == "0"
    assert ask(books.as_of(date(2024, 6, 25)), "hazard:rate") == "100"
    assert ask(books.as_of(date(2024, 1, 1)), "hazard:rate") is None, "no hazard, no rate"


def test_a_record_of_a_project_counts_for_it_alone(standard: Standard) -> None:
    books = ledger(
        standard,
        hazard=[
            {**FOUND, "project": "P1"}, {**FOUND, "number": "2", "section": "甲科"},
            {**FOUND, "number": "3"}, {**FOUND, "number": "4", "unit": "002"},
        ],
    )  # fmt: skip
    assert ask(books, "hazard:found", Owner("001", "P1", "甲科")) == "3"
    assert ask(books, "hazard:found", Owner("001", "P2", "乙科")) == "1"
    assert ask(books, "hazard:found", Owner("002", "P9", None)) == "1"
    assert ask(books, "hazard:found") == "4"


def test_a_part_is_asked_by_code_or_word(standard: Standard) -> None:
    survey = {"number": "1", "unit": "001", "date": "2024-10-01", "closed": "2024-10-20", "issued": "10"}
    books = ledger(
        standard,
        survey=[
            {**survey, "audience": "residents", "returned": "9", "satisfied": "7"},
            {**survey, "number": "2", "audience": "enterprises", "returned": "3", "satisfied": "3"},
        ],
    )
    assert ask(books, "survey:rate") == "83.33"
    assert ask(books, "survey:rate:residents") == ask(books, "满意度调查台账：满意率:群众") == "77.78"


@pytest.mark.parametrize(
    ("text", "said"),
    [("hazard:nothing", "no such measure"), ("hazard", "no such measure"), ("survey:rate:鱼", "has no"),
     ("payment:paid:x", "no parts")],
)  # fmt: skip
def test_asking_for_what_is_not_there(standard: Standard, text: str, said: str) -> None:
    answer = asked_of(text, standard.registers)
    assert isinstance(answer, Text)
    assert said in answer.en


@pytest.mark.parametrize("text", [None, "", "见检查记录", "纸质台账:第三册"])
def test_words_of_ones_own_ask_nothing(standard: Standard, text: str | None) -> None:
    assert asked_of(text, standard.registers) is None


@pytest.mark.parametrize(
    ("cells", "field", "said"),
    [
        ({**NOTIFIED, "notified": "2024-05-10"}, None, None),
        ({**NOTIFIED, "plan": ""}, "plan", "must not be blank"),
        ({**RECTIFIED, "rectified": "2024-05-14"}, "rectified", "earlier than the step before"),
        ({**FOUND, "rectified": "2024-06-01", "measures": "x"}, "rectified", "not done yet"),
        ({**FOUND, "plan": "加罩"}, "plan", "no date yet"),
        ({**NOTIFIED, "due": "2024-05-01"}, "due", "before the notice"),
        (CLOSED, None, None),
    ],
)
def test_faults_of_a_hazard(standard: Standard, cells: dict[str, str], field: str | None, said: str) -> None:
    faults = faults_of(ledger(standard, hazard=[cells]), "hazard")
    assert [fault.field for fault in faults] == ([] if field is None else [field])
    assert all(said in fault.reason.en for fault in faults)


def test_payments_never_exceed_the_contract_and_what_is_unpaid_is_listed(standard: Standard) -> None:
    contract = {"number": "C1", "unit": "001", "required": "2024-01-02", "procured": "2024-02-01",
                "method": "inquiry", "signed": "2024-02-10", "supplier": "甲公司", "amount": "100.10",
                "accepted": "2024-11-15", "accepted_by": "甲"}  # fmt: skip
    pay = {"unit": "001", "contract": "C1", "stage": "progress", "invoiced": "2024-03-01", "voucher": "1"}
    first = {**pay, "number": "1", "amount": "60.05", "paid": "2024-03-09"}
    second = {**pay, "number": "2", "amount": "40.06", "invoiced": "2024-12-01"}
    books = ledger(standard, contract=[contract], payment=[first, second])
    report = standard.registers["contract"].reports[0]
    [line] = report_lines(books, "contract", report, END)
    assert (line.values, line.sum, line.age) == (("甲公司",), "40.05", 1)
    assert [fault for fault in faults_of(books, "contract") if fault.field == "amount"] == []
    paid = ledger(standard, contract=[contract], payment=[first, {**second, "paid": "2024-12-05"}])
    assert [fault.field for fault in faults_of(paid, "contract")] == ["amount"]
    assert report_lines(paid, "contract", report, END) == []


MOVEMENTS = st.lists(
    st.tuples(
        st.sampled_from(["purchase", "dispatch", "return", "loss"]), st.integers(0, 9), st.integers(1, 28)
    ),
    max_size=25,
)


@given(MOVEMENTS)
def test_a_stock_below_zero_is_found_exactly_where_it_falls(moves: list[tuple[str, int, int]]) -> None:
    from mingzhang.standard.load import load_standard

    standard = load_standard("cn", 2024)
    rows = [
        {"number": str(place), "unit": "001", "date": f"2024-02-{day:02d}", "item": "被", "measure": "床",
         "movement": kind, "quantity": str(count)}
        for place, (kind, count, day) in enumerate(moves)
    ]  # fmt: skip
    books = ledger(standard, supplies=rows)
    level, expected = 0, []
    order = sorted(
        range(len(rows)), key=lambda at: (rows[at]["date"], moves[at][0] in ("dispatch", "loss"), at)
    )
    for at in order:
        level += moves[at][1] if moves[at][0] in ("purchase", "return") else -moves[at][1]
        if level < 0:
            expected.append(at + 1)
    assert [fault.record.key for fault in faults_of(books, "supplies")] == expected
    balance = standard.registers["supplies"].balance
    assert balance is not None
    lines = stock_lines(books, "supplies", balance)
    assert [line.sum for line in lines] == ([str(level)] if rows else [])


def test_private_cells_are_masked(standard: Standard) -> None:
    cells = {"name": "某人", "account": "", "village": "甲村"}
    assert masked(standard.registers["relief"], cells) == {"name": MASK, "account": "", "village": "甲村"}
