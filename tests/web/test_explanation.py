"""The explanation: words are edited, numbers stay bound."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from mingzhang_web.compiled.compiling import disclosure_of, latest
from mingzhang_web.compiled.models import ParagraphEdit
from mingzhang_web.year.models import UnitYear

PLACE = (0, 0)


def words_of(unit_year: UnitYear) -> list[str]:
    compilation = latest(unit_year)
    assert compilation is not None
    paragraph = disclosure_of(compilation).explanation[PLACE[0]].paragraphs[PLACE[1]]
    pieces, position = [], 0
    for number in paragraph.numbers:
        pieces.append(paragraph.text[position : number.span[0]])
        position = number.span[1]
    return [*pieces, paragraph.text[position:]]


def form(pieces: list[str], version: int = 0) -> dict[str, str]:
    return {"version": str(version), **{f"piece-{index}": text for index, text in enumerate(pieces)}}


def test_edited_words_keep_the_numbers(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client, address = sign_in("finance"), reverse("paragraph", args=[own.pk, *PLACE])
    pieces = words_of(own)
    pieces[-1] += "本年收支平衡。"
    assert client.post(address, form(pieces)).status_code == 302
    page = client.get(reverse("explanation", args=[own.pk])).content.decode()
    assert "重新编制后生效" in page
    assert client.post(reverse("compile", args=[own.pk])).status_code == 302
    compilation = latest(own)
    assert compilation is not None
    disclosure = disclosure_of(compilation)
    paragraph = disclosure.explanation[PLACE[0]].paragraphs[PLACE[1]]
    assert paragraph.text.endswith("本年收支平衡。")
    for number in paragraph.numbers:
        claim = disclosure.claims[number.claim]
        shown = paragraph.text[number.span[0] : number.span[1]]
        assert shown.replace(",", "") == claim.value
        assert (claim.text, tuple(claim.span)) == (paragraph.text, tuple(number.span))


def test_figures_move_and_the_words_stay(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client, address = sign_in("finance"), reverse("paragraph", args=[own.pk, *PLACE])
    pieces = words_of(own)
    pieces[-1] += "本年收支平衡。"
    client.post(address, form(pieces))
    for table in ("income", "expenditure"):
        row = own.rows.filter(table=table, cells__functional="2210201").get()
        row.cells["amount"] = "99999.00"
        row.save()
    client.post(reverse("compile", args=[own.pk]))
    compilation = latest(own)
    assert compilation is not None
    assert compilation.lost == []
    text = disclosure_of(compilation).explanation[PLACE[0]].paragraphs[PLACE[1]].text
    assert text.endswith("本年收支平衡。")


def test_number_bound_to_nothing_is_refused(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    pieces = words_of(own)
    pieces[-1] += "另有结余777.77万元。"
    response = sign_in("finance").post(reverse("paragraph", args=[own.pk, *PLACE]), form(pieces))
    assert response.status_code == 422
    assert "777.77" in response.content.decode()
    assert not ParagraphEdit.objects.exists()


def test_two_editors(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client, address = sign_in("finance"), reverse("paragraph", args=[own.pk, *PLACE])
    pieces = words_of(own)
    assert client.post(address, form([*pieces[:-1], "。甲写的。"])).status_code == 302
    second = client.post(address, form([*pieces[:-1], "。乙写的。"]))
    assert second.status_code == 409
    page = second.content.decode()
    assert "乙写的" in page, "what was typed is not lost"
    assert "甲写的" in page, "what stands is shown beside it"
    assert ParagraphEdit.objects.get().pieces[-1] == "。甲写的。"


def test_restoring(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client, address = sign_in("finance"), reverse("paragraph", args=[own.pk, *PLACE])
    client.post(address, form([*words_of(own)[:-1], "。甲写的。"]))
    client.post(address, {**form(words_of(own), 1), "restore": "1"})
    assert not ParagraphEdit.objects.exists()
