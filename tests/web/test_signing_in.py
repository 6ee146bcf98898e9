"""Signing in: lock-out, password rules, the second factor, sessions that end, acts that ask again."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mingzhang_web.organisations.models import Account, SecondFactorDemand
from mingzhang_web.trail.models import Entry

PASSWORD = "demo-mingzhang"
MOST = 10
"""Wrong passwords in a quarter of an hour (settings.ACCOUNT_RATE_LIMITS)."""


@pytest.fixture(autouse=True)
def _nobody_tried_before(db: None) -> None:
    cache.clear()


def sign(client: Client, username: str, password: str = PASSWORD) -> int:
    """The status of signing in by the page."""
    return client.post(reverse("login"), {"username": username, "password": password}).status_code


def code_of(secret: str) -> str:
    """What an authenticator shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up(client: Client) -> list[str]:
    """Sets up the second factor by the pages; the key and the recovery codes."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "启用两步验证" in page
    found = re.search(r"<code>([A-Z2-7]{16,})</code>", page)
    assert found is not None
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(found[1])})
    assert answer.status_code == 302, answer.content.decode()
    codes = re.findall(r"<li><code>(\d+)</code>", client.get(answer["Location"]).content.decode())
    assert len(codes) == 10
    return [found[1], *codes]


def test_too_many_wrong_passwords(client: Client) -> None:
    for _ in range(MOST):
        assert sign(client, "head", "nonsense") == 200
    assert sign(client, "head") == 429, "not even the right one helps"
    assert "sessionid" not in client.cookies
    assert sign(client, "finance") == 302, "others are not kept out"


def test_one_answer_for_every_mistake(client: Client) -> None:
    def words(username: str, password: str) -> str:
        page = client.post(reverse("login"), {"username": username, "password": password}).content.decode()
        found = re.search(r'role="alert">([^<]*)<', page)
        assert found is not None
        return found[1]

    Account.objects.filter(username="auditor").update(is_active=False)
    assert words("finance", "x") == words("nobody", "x") == words("auditor", PASSWORD)


def test_where_signing_in_leads(client: Client) -> None:
    form = {"username": "finance", "password": PASSWORD, "next": reverse("style_guide")}
    assert client.post(reverse("login"), form)["Location"] == reverse("style_guide")
    client = Client()
    assert (
        client.post(reverse("login"), {**form, "next": "https://example.org/"})["Location"] == "/workbench/"
    )
    client = Client()
    assert client.post(reverse("login"), {**form, "username": "admin", "next": ""})["Location"] == reverse(
        "accounts"
    )


@pytest.mark.parametrize("new", ["short1!", "1234567890123", "password123", "finance-01"])
def test_poor_passwords(new: str, sign_in: Callable[[str], Client]) -> None:
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    page = sign_in("finance").post(reverse("password"), form)
    assert page.status_code == 200
    assert "密码" in page.content.decode()
    assert Account.objects.get(username="finance").check_password(PASSWORD)


def test_new_password(client: Client) -> None:
    other = Client()
    assert sign(client, "finance") == sign(other, "finance") == 302
    new = "a quite long phrase"
    form = {"oldpassword": "wrong", "password1": new, "password2": new}
    assert client.post(reverse("password"), form).status_code == 200, "the old one is asked for"
    assert client.post(reverse("password"), {**form, "oldpassword": PASSWORD}).status_code == 302
    assert client.get(reverse("home")).status_code == 200
    assert other.get(reverse("home")).status_code == 302, "signed out everywhere else"
    assert sign(Client(), "finance", new) == 302


def test_second_factor(client: Client) -> None:
    assert sign(client, "finance") == 302
    secret, *codes = set_up(client)
    again = Client()
    answer = again.post(reverse("login"), {"username": "finance", "password": PASSWORD})
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert again.get(reverse("home")).status_code == 302, "the password alone opens nothing"
    assert again.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    cache.clear()  # the same code is taken once; this is a later one as far as the tests go
    assert again.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 302
    assert again.get(reverse("home")).status_code == 200
    for expected in (302, 200):  # a recovery code works once
        without = Client()
        sign(without, "finance")
        answer = without.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert answer.status_code == expected
    added = Entry.objects.filter(verb="account.factor_added", object_kind="Account")
    assert {entry.details["factor"] for entry in added} == {"totp", "recovery_codes"}


def test_secrets_of_second_factors_are_no_use_without_the_key(client: Client, settings: Any) -> None:
    sign(client, "finance")
    secret, *codes = set_up(client)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert [word for word in (secret, *codes) if word in kept] == []
    settings.SECRET_KEY = "of another installation" * 3
    copy = Client()
    sign(copy, "finance")
    for code in (code_of(secret), codes[0]):
        cache.clear()
        assert copy.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200, "not taken"


def test_a_second_factor_and_its_entry_are_one_transaction(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(client, "finance")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r"<code>([A-Z2-7]{16,})</code>", page)
    assert found is not None

    def broken(*_: Any) -> None:
        raise OSError("no trail")

    monkeypatch.setattr("mingzhang_web.organisations.factors.record", broken)
    with pytest.raises(OSError, match="no trail"):
        client.post(reverse("mfa_activate_totp"), {"code": code_of(found[1])})
    assert not Authenticator.objects.exists()


def test_guessing_codes_is_stopped(client: Client) -> None:
    sign(client, "finance")
    secret, *_ = set_up(client)
    guesser = Client()
    sign(guesser, "finance")
    for _ in range(MOST):
        guesser.post(reverse("mfa_authenticate"), {"code": "000000"})
    guesser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert guesser.get(reverse("home")).status_code == 302


def test_demanded_of_a_role(sign_in: Callable[[str], Client]) -> None:
    admin = sign_in("admin")
    assert (
        admin.post(reverse("second_factor_demands"), {"role": ["unit_finance", "nonsense"]}).status_code
        == 302
    )
    assert [item.role for item in SecondFactorDemand.objects.all()] == ["unit_finance"]
    assert sign_in("head").get(reverse("home")).status_code == 200, "others work on"
    client = sign_in("finance")
    for name in ("home", "password", "trail"):
        assert client.get(reverse(name))["Location"] == reverse("mfa_activate_totp")
    assert client.post(reverse("open_year"))["Location"] == reverse("mfa_activate_totp")
    set_up(client)
    assert client.get(reverse("home")).status_code == 200


def test_administrator_below_demands_nothing(sign_in: Callable[[str], Client]) -> None:
    below = Account.objects.get(username="admin")
    below.office = Account.objects.get(username="department").office
    below.save()
    assert sign_in("admin").post(reverse("second_factor_demands"), {"role": "auditor"}).status_code == 403
    assert not SecondFactorDemand.objects.exists()


def test_lost_telephone(client: Client, sign_in: Callable[[str], Client]) -> None:
    sign(client, "finance")
    set_up(client)
    account = Account.objects.get(username="finance")
    page = reverse("account", args=[account.pk])
    assert sign_in("admin").post(page, {"factor": "1"}).status_code == 302
    assert not Authenticator.objects.filter(user=account).exists()
    assert sign(Client(), "finance") == 302
    assert Entry.objects.filter(verb="account.factor_reset", object_id=account.pk).exists()


def test_sessions_end(client: Client, monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    assert sign(client, "finance") == 302
    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == "", "it ends with the browser"
    started = time.time()

    def at(hours: float) -> int:
        monkeypatch.setattr("mingzhang_web.organisations.sessions.time.time", lambda: started + hours * 3600)
        return client.get(reverse("home")).status_code

    assert [at(1.9), at(3.7), at(5.5), at(7.3), at(9.1), at(10.9)] == [200] * 6, "at work all day"
    assert at(12.1) == 302, "a day is over"
    assert sign(client, "finance") == 302
    started = time.time()
    assert at(12.2) == 302


def test_idle_session(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sign(client, "finance")
    later = time.time() + 2.1 * 3600
    monkeypatch.setattr("mingzhang_web.organisations.sessions.time.time", lambda: later)
    answer = client.get(reverse("home"))
    assert answer["Location"] == f"{reverse('login')}?next={reverse('home')}"


def test_sensitive_acts_ask_again(client: Client) -> None:
    sign(client, "admin")
    session = client.session
    old = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**item, "at": item["at"] - 3600} for item in old]
    session.save()
    account = Account.objects.get(username="finance")
    page = reverse("account", args=[account.pk])
    assert client.get(page).status_code == 200, "looking needs no more"
    answer = client.post(page, {"switch": "1"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    account.refresh_from_db()
    assert account.is_active
    wrong = client.post(answer["Location"], {"password": "nonsense", "next": page})
    assert wrong.status_code == 200
    done = client.post(answer["Location"], {"password": PASSWORD, "next": page})
    assert done["Location"] == reverse("accounts"), "what was asked is done"
    account.refresh_from_db()
    assert not account.is_active


def test_pages_are_ours_and_bilingual(client: Client) -> None:
    sign(client, "finance")
    for name in ("mfa_index", "mfa_activate_totp", "account_reauthenticate", "password"):
        chinese = client.get(reverse(name), follow=True).content.decode()
        english = client.get(reverse(name), {"language": "en"}, follow=True).content.decode()
        client.cookies.pop("language", None)
        assert 'lang="zh-CN"' in chinese
        assert 'class="brand"' in chinese
        assert 'lang="en"' in english
