"""Every button of every page, pressed twice as a browser without script does: nothing is done twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from mingzhang_web.year.models import UnitYear
from tests.web.buttons import Button, buttons_of, state
from tests.web.matrix import addresses
from tests.web.walking import SignIn, walk

WITHOUT_TOKEN = {"login", "logout", "language"}
"""What one may do as often as one likes."""
SAME_FOR_ALL = re.compile(r"password|confirm|second-factor|style|monitoring")
"""Pages that are looked at with one account only."""
STANDS = {
    ("finance", ""): {"act submit", "compile", "grid", "record", "attach_evidence", "paragraph", "files"},
    ("section", ""): {"register_record"},
    ("admin", ""): {"account", "second_factor_demands"},
    ("confidentiality", "submit"): {"act return", "remark"},
    ("head", "clear"): {"act sign"},
    ("department", "sign"): {"act review", "bulk", "waiver", "rectifications"},
    ("bureau", "examine"): {"act approve", "milestone", "accept_finding"},
    ("finance", "approve"): {"act publish", "act amend"},
    ("finance", "publish"): {"act correct"},
}
"""Who sits there after which step of the way, and buttons that must have had an effect."""


def pages_of(own: UnitYear, username: str) -> list[str]:
    """The pages that the account may see, of its own unit."""
    found = [
        reverse(name, kwargs=address.arguments(own))
        for name, address in addresses()
        if address.method == "get" and username in address.who and address.of != "public"
    ]
    return [page for page in dict.fromkeys(found) if username == "admin" or not SAME_FOR_ALL.search(page)]


@pytest.mark.parametrize(("username", "until"), STANDS)
def test_pressed_twice(username: str, until: str, sign_in: SignIn, own: UnitYear) -> None:
    if until:
        walk(sign_in, own, until)
    client = sign_in(username)
    seen: set[tuple[str, ...]] = set()
    effective = set()

    def press(button: Button) -> None:
        before = state()
        first = button.press(client)
        once = state()
        second = button.press(client)
        assert state() == once, f"{button.key}: something was done twice"
        assert second.status_code == first.status_code, button.key
        if first.status_code == 302:
            assert second["Location"] == first["Location"], button.key
        if once != before:
            effective.add(" ".join(word for word in button.key[:2] if word))

    for page in pages_of(own, username):
        answer = client.get(page)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        for button in buttons_of(page, answer.content.decode()):
            if button.key not in seen:
                seen.add(button.key)
                with transaction.atomic():
                    press(button)
                    transaction.set_rollback(True)
    assert STANDS[username, until] <= effective


def test_every_form_of_the_templates_has_its_token(repository: Path) -> None:
    lacking = []
    for path in (repository / "src/mingzhang_web/templates").rglob("*.html"):
        for form in re.findall(r'(?s)<form method="post".*?</form>', path.read_text(encoding="utf-8")):
            named = re.search(r"{% url '(\w+)'", form[:200])
            name = named[1] if named else path.stem
            if "{% once %}" not in form and name not in WITHOUT_TOKEN and path.name != "outage.html":
                lacking.append(f"{path.name}: {name}")
    assert lacking == []
