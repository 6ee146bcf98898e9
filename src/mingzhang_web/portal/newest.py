"""The number of the newest publication: what is worked out of publications holds as long as it."""

from __future__ import annotations

import time

from django.conf import settings
from django.db.models.signals import post_save

from mingzhang_web.portal.models import Publication

_seen: tuple[float, int] = (0.0, 0)


def newest_number() -> int:
    """Asked of the database at most once in `PORTAL_SECONDS` and process, so that a publication is on every
    page of every server process that much later."""
    global _seen
    now = time.monotonic()
    if now - _seen[0] >= settings.PORTAL_SECONDS:
        _seen = (now, Publication.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)
    return _seen[1]


def _published(**_: object) -> None:
    global _seen
    _seen = (0.0, 0)


post_save.connect(_published, sender=Publication, dispatch_uid="portal.newest")
