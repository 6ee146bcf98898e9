"""A form that is sent twice is done once; one that comes after the session has ended finds back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from mingzhang_web.trail.models import Entry
from mingzhang_web.year.models import Done, UnitYear
from tests.web.walking import SignIn

TOKEN = "t" * 24


def staff(own: UnitYear, count: str, version: int) -> dict[str, str]:
    row = own.rows.filter(table="staff")[0]
    return {f"cell-{row.pk}-count": count, f"version-{row.pk}": str(version), "once": TOKEN}


def test_twice_is_once(sign_in: SignIn, own: UnitYear) -> None:
    client, where = sign_in("finance"), reverse("grid", args=[own.pk, "staff"])
    first = client.post(where, staff(own, "13", 1))
    assert first.status_code == 302
    assert first.cookies["confirmed"].value == TOKEN
    entries = Entry.objects.count()
    second = client.post(where, staff(own, "13", 1))
    assert (second.status_code, second["Location"]) == (302, first["Location"]), "the first one's answer"
    assert Entry.objects.count() == entries, "nothing was done twice"


def test_other_content_is_another_form(sign_in: SignIn, own: UnitYear) -> None:
    """A page that the browser's Back brings back has its old token."""
    client, where = sign_in("finance"), reverse("grid", args=[own.pk, "staff"])
    client.post(where, staff(own, "13", 1))
    assert client.post(where, staff(own, "14", 2)).status_code == 302
    assert own.rows.filter(table="staff")[0].cells["count"] == "14"


def test_what_was_refused_may_be_sent_again(sign_in: SignIn, own: UnitYear) -> None:
    client, where = sign_in("finance"), reverse("grid", args=[own.pk, "staff"])
    refused = client.post(where, staff(own, "many", 1))
    assert refused.status_code == 422
    assert "confirmed" not in refused.cookies
    assert not Done.objects.exists()
    assert client.post(where, staff(own, "many", 1)).status_code == 422


def test_a_claim_whose_answer_was_lost_is_let_go(
    sign_in: SignIn, own: UnitYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database took the row and died before it said so: the form may be sent again, and is not told that
    somebody else is doing it."""
    client, where = sign_in("finance"), reverse("grid", args=[own.pk, "staff"])
    client.raise_request_exception = False
    create = Done.objects.create

    def cut_off(**values: Any) -> Done:
        create(**values)
        raise OperationalError("the connection is lost")

    with monkeypatch.context() as patch:
        patch.setattr(Done.objects, "create", cut_off)
        answer = client.post(where, staff(own, "13", 1))
    assert answer.status_code == 503
    assert "没有收到保存成功的确认" in answer.content.decode()
    assert client.post(where, staff(own, "13", 1)).status_code == 302
    assert own.rows.filter(table="staff")[0].cells["count"] == "13"


def test_a_page_that_did_not_come_does_not_speak_of_saving(sign_in: SignIn, own: UnitYear) -> None:
    client, where = sign_in("finance"), reverse("grid", args=[own.pk, "staff"])
    client.raise_request_exception = False

    def away(*arguments: Any, **named: Any) -> None:
        raise OperationalError("the connection is lost")

    with connection.execute_wrapper(away):
        answer = client.get(where)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "没有收到保存成功的确认" not in page
    assert f'href="{where}"' in page


def test_anothers_token_is_anothers(sign_in: SignIn, own: UnitYear) -> None:
    where = reverse("grid", args=[own.pk, "results"])
    row = own.rows.filter(table="results", cells__project="P01", cells__order="1").get()
    form = {f"cell-{row.pk}-variance": "与计划一致", f"version-{row.pk}": "1", "once": TOKEN}
    assert sign_in("finance").post(where, form).status_code == 302
    assert sign_in("section").post(where, form).status_code == 302
    assert Done.objects.count() == 2


@pytest.mark.parametrize(
    "name", ["year", "review_overview", "rectifications", "adjustments", "evaluation", "findings"]
)
def test_every_form_carries_a_token(name: str, sign_in: SignIn, own: UnitYear) -> None:
    arguments = {"review_overview": [], "evaluation": [own.pk, "P01"]}.get(name, [own.pk])
    for username in ("finance", "bureau"):
        answer = sign_in(username).get(reverse(name, args=arguments))
        page = re.sub(r"(?s)<header.*?</header>", "", answer.content.decode())
        forms = re.findall(r'(?s)<form method="post".*?</form>', page)
        assert answer.status_code in (200, 403)
        assert [form[:120] for form in forms if 'name="once"' not in form] == []


def test_a_form_after_the_session_has_ended(client: Client, own: UnitYear) -> None:
    """After signing in again the person is on the page that the form stands on, not on an address that
    takes posts alone."""
    page = reverse("year", args=[own.pk])
    where = reverse("act", args=[own.pk, "submit"])
    answer = client.post(where, {"version": "1"}, headers={"referer": f"http://testserver{page}"})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("login"))
    assert answer["Location"].endswith(f"?next={page}")
    foreign = client.post(where, {"version": "1"}, headers={"referer": "http://elsewhere.example/workbench/"})
    assert foreign["Location"].endswith(f"?next={reverse('home')}")


def test_a_form_of_an_earlier_sign_in_says_so(own: UnitYear) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("act", args=[own.pk, "submit"]), {"version": "1"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


def test_being_asked_who_one_is_is_no_answer(sign_in: SignIn) -> None:
    """A sensitive act that first asks for the password again was not done."""
    client = sign_in("admin")
    form = {"what": "office", "once": TOKEN}
    for _ in range(2):
        answer = client.post(reverse("accounts"), form)
        asked = answer.status_code == 302 and reverse("account_reauthenticate") in answer["Location"]
        assert asked or answer.status_code == 422
    assert not Done.objects.exists()
