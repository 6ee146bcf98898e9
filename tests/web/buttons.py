"""Every button of a page, as somebody presses it who has filled in what is asked for."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import BinaryField
from django.test import Client
from django.urls import resolve
from lxml import html

ELSEWHERE = ("/workbench/logout/", "/language/", "/workbench/login/")
"""What does nothing to anybody's work."""
UNSEEN = {"Done", "Session", "Job"}
"""Rows that are no effect: the memory of forms, who is signed in, and the list of work, which is looked at by
what it does."""
TEXTS = {"date": datetime.date.today().isoformat(), "number": "1", "password": "a-Long-Password-7"}
FILES = {"a.csv": b"code,name\n1,2\n", "签到表.txt": "签到表".encode()}
AMOUNT = re.compile(r"\d+\.\d\d")


@dataclass
class Button:
    """A button of a form: where it sends what."""

    page: str
    action: str
    name: str
    fields: dict[str, list[str]]
    files: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, ...]:
        """What it is, whichever row it stands beside."""
        match = resolve(self.action)
        inner = {name.rstrip("0123456789").split("-")[0] for name in self.fields}
        return (str(match.url_name), str(match.kwargs.get("name", "")), self.name, *sorted(inner))

    def press(self, client: Client) -> Any:
        """Sends the form; a file is made anew each time, as a browser reads it anew."""
        files = {name: SimpleUploadedFile(title, FILES[title]) for name, title in self.files.items()}
        from_page = {"referer": f"http://testserver{self.page}"}
        return client.post(self.action, {**self.fields, **files}, headers=from_page)


def buttons_of(page: str, content: str) -> Iterator[Button]:
    """The buttons of a page's forms that are posted."""
    for form in html.fromstring(content).forms:
        action = urlsplit(form.action or page).path or page
        if (form.method or "").upper() != "POST" or action in ELSEWHERE:
            continue
        fields: dict[str, list[str]] = {}
        files: dict[str, str] = {}
        for item in form.iter("input", "select", "textarea"):
            _fill(item, fields, files)
        for button in form.iter("button"):
            if button.get("type") == "button" or button.get("disabled") is not None:
                continue
            chosen = {button.get("name"): [button.get("value") or ""]} if button.get("name") else {}
            where = urlsplit(button.get("formaction") or action).path
            yield Button(page, where, button.get("name") or "", {**fields, **chosen}, files)


def _fill(item: Any, fields: dict[str, list[str]], files: dict[str, str]) -> None:
    name, kind = item.get("name"), item.get("type", "text")
    if not name or item.get("disabled") is not None:
        return
    if item.tag == "select":
        options = sorted(item.iter("option"), key=lambda option: option.get("selected") is None)
        values = [option.get("value", option.text) for option in options]
        fields[name] = [next((value for value in values if value), "")]
    elif item.tag == "textarea":
        fields[name] = [item.text or "已补充说明。"]
    elif kind == "file":
        files[name] = "签到表.txt" if name in ("file", "evidence") else "a.csv"
    elif kind in ("checkbox", "radio"):
        if kind == "checkbox" and not name.startswith("delete"):
            fields.setdefault(name, []).append(item.get("value") or "on")
        elif kind == "radio":
            fields.setdefault(name, [item.get("value") or "on"])
    else:
        fields[name] = [_typed(name, kind, item.get("value") or "")]


def _typed(name: str, kind: str, shown: str) -> str:
    """What stands in a field of one line; a cell of a grid stays empty, and an amount becomes another."""
    if name.startswith(("cell-", "result-")):
        return "1.00" if AMOUNT.fullmatch(shown) else shown
    return shown or ("" if kind == "hidden" else TEXTS.get(kind, "测试"))


def state() -> dict[str, str]:
    """A hash of every table's rows, without what is only stored."""
    found = {}
    for model in apps.get_models():
        if model.__name__ not in UNSEEN and model._meta.managed:
            columns = [item.name for item in model._meta.concrete_fields if not isinstance(item, BinaryField)]
            rows = sorted(map(repr, model._default_manager.values_list(*columns)))
            found[model.__name__] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found
