"""A dropped file checked against others: last year's, the budget, the units."""

from __future__ import annotations

import json

from django.urls import reverse

from mingzhang_web.filecheck.models import DroppedFile
from mingzhang_web.organisations.models import Account
from tests.web.documents import checked_row, disclosure_json
from tests.web.walking import SignIn


def dropped(username: str, hours: int, year: int) -> DroppedFile:
    """A checked file of the year, with what was read of it as its original."""
    file = checked_row(Account.objects.get(username=username), False, hours)
    disclosure = {**json.loads(disclosure_json(False)), "fiscal_year": year}
    file.disclosure, file.fiscal_year = json.dumps(disclosure).encode(), year
    file.save()
    (file.folder / "original").write_bytes(file.disclosure)
    return file


def test_rules_about_last_year_run(sign_in: SignIn) -> None:
    before, file = dropped("finance", 0, 2023), dropped("finance", 1, 2024)
    client = sign_in("finance")
    page = client.get(file.address).content.decode()
    assert str(before.key) in page, "it is offered"
    ran = set(file.ran)
    answer = client.post(reverse("check_against", args=[file.key]), {"prior": str(before.key)}, follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == file.address
    assert before.name in answer.content.decode()
    file.refresh_from_db()
    assert set(file.ran) - ran, "rules that ask last year's accounts have run"
    client.post(reverse("check_against", args=[file.key]), {})
    file.refresh_from_db()
    assert set(file.ran) == ran, "by itself again"


def test_files_of_others_are_not_taken(sign_in: SignIn) -> None:
    foreign, file = dropped("other-finance", 0, 2023), dropped("finance", 1, 2024)
    client = sign_in("finance")
    assert str(foreign.key) not in client.get(file.address).content.decode()
    ran = file.ran
    client.post(reverse("check_against", args=[file.key]), {"prior": str(foreign.key)})
    file.refresh_from_db()
    assert file.ran == ran
