"""Who may do what: the style guide."""

from __future__ import annotations

from tests.web.matrix import EVERYONE, Address

ADDRESSES = {"style_guide": Address(EVERYONE, of="account")}
