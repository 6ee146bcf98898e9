"""Records in grids: what is saved, what is refused, and two people at one row."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from mingzhang_web.year.models import SourceRow, UnitYear


def typed(row: SourceRow, **cells: str) -> dict[str, str]:
    """The form of one row as the page sends it."""
    return {f"version-{row.pk}": str(row.version), **{f"cell-{row.pk}-{k}": v for k, v in cells.items()}}


def first(unit_year: UnitYear, table: str = "expenditure") -> SourceRow:
    return unit_year.rows.filter(table=table)[0]


def test_saving_a_changed_cell(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    row, revision = first(own), own.revision
    response = sign_in("finance").post(
        reverse("grid", args=[own.pk, "expenditure"]), typed(row, amount="1,234.50", date="2024/3/5")
    )
    assert response.status_code == 302
    row.refresh_from_db()
    own.refresh_from_db()
    assert (row.cells["amount"], row.cells["date"], row.version) == ("1234.50", "2024-03-05", 2)
    assert own.revision == revision + 1


def test_unchanged_rows_are_no_change(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    row, revision = first(own), own.revision
    response = sign_in("finance").post(
        reverse("grid", args=[own.pk, "expenditure"]),
        typed(row, amount=row.cells["amount"], nature="基本支出"),
    )
    assert response["Location"].endswith("saved=0")
    own.refresh_from_db()
    assert own.revision == revision


def test_words_are_stored_as_codes(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    form = {
        "cell-new0-date": "2024-05-01", "cell-new0-functional": "2070109", "cell-new0-economic": "30201",
        "cell-new0-nature": "基本支出", "cell-new0-source": "一般公共预算", "cell-new0-amount": "10",
    }  # fmt: skip
    sign_in("finance").post(reverse("grid", args=[own.pk, "expenditure"]), form)
    cells = own.rows.filter(table="expenditure").last().cells
    assert (cells["nature"], cells["source"]) == ("basic", "general_public_budget")
    assert cells["unit"] == "098001"


def test_one_bad_cell_keeps_everything_back(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    rows = list(own.rows.filter(table="expenditure")[:2])
    form = {**typed(rows[0], amount="1.00"), **typed(rows[1], amount="十元")}
    response = sign_in("finance").post(reverse("grid", args=[own.pk, "expenditure"]), form)
    page = response.content.decode()
    assert response.status_code == 422
    assert "应为数字" in page
    assert 'value="十元"' in page, "what was typed is still there"
    assert 'value="1.00"' in page
    rows[0].refresh_from_db()
    assert rows[0].cells["amount"] != "1.00"


def test_second_save_of_a_row_is_a_conflict(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    row = first(own)
    form, address = typed(row, amount="11.00"), reverse("grid", args=[own.pk, "expenditure"])
    client = sign_in("finance")
    assert client.post(address, form).status_code == 302
    response = client.post(address, typed(row, amount="22.00"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "11.00" in page
    assert "22.00" in page
    row.refresh_from_db()
    assert row.cells["amount"] == "11.00"
    # The page offers to save over the version that it shows.
    again = client.post(address, typed(row, amount="22.00"))
    assert again.status_code == 302
    row.refresh_from_db()
    assert row.cells["amount"] == "22.00"


def test_deleting(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    row = first(own)
    client, address = sign_in("finance"), reverse("grid", args=[own.pk, "expenditure"])
    stale = {**typed(row, amount=row.cells["amount"]), f"version-{row.pk}": "0", f"delete-{row.pk}": "on"}
    assert client.post(address, stale).status_code == 409
    form = {**typed(row, amount=row.cells["amount"]), f"delete-{row.pk}": "on"}
    assert client.post(address, form).status_code == 302
    assert not SourceRow.objects.filter(pk=row.pk).exists()
    assert client.post(address, typed(row, amount="5.00")).status_code == 409


def test_row_of_another_unit_is_not_written(
    sign_in: Callable[[str], Client], own: UnitYear, other: UnitYear
) -> None:
    row = first(other)
    response = sign_in("finance").post(
        reverse("grid", args=[own.pk, "expenditure"]), typed(row, amount="1.00")
    )
    assert response.status_code == 409
    row.refresh_from_db()
    assert row.cells["amount"] != "1.00"


def test_submitted_year_takes_no_change(sign_in: Callable[[str], Client], other: UnitYear) -> None:
    row = first(other)
    response = sign_in("other-finance").post(
        reverse("grid", args=[other.pk, "expenditure"]), typed(row, amount="1.00")
    )
    assert response.status_code == 409
    row.refresh_from_db()
    assert row.cells["amount"] != "1.00"


def test_record_page_saves_long_texts(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    row = own.rows.filter(table="projects", cells__code="P01").get()
    address = reverse("record", args=[own.pk, "projects", row.pk])
    client = sign_in("section")
    assert "年度目标" in client.get(address).content.decode()
    assert client.post(address, typed(row, goal="全年四十场。")).status_code == 302
    row.refresh_from_db()
    assert row.cells["goal"] == "全年四十场。"


def test_english_grid(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client = sign_in("finance")
    client.cookies["language"] = "en"
    page = client.get(reverse("grid", args=[own.pk, "expenditure"])).content.decode()
    assert "Basic expenditure" in page
    assert 'lang="en"' in page
    row = first(own)
    address = reverse("grid", args=[own.pk, "expenditure"])
    assert client.post(address, typed(row, nature="Project expenditure", project="P01")).status_code == 302
    row.refresh_from_db()
    assert row.cells["nature"] == "project"
