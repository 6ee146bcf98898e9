"""Who may do what: operating the installation."""

from __future__ import annotations

from tests.web.matrix import EVERYONE, Address

ADDRESSES = {"ready": Address(EVERYONE, of="public")}
