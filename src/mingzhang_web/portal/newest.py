"""The number of the newest publication: what is worked out of publications holds as long as it."""

from __future__ import annotations

from django.db.models.signals import post_save

from mingzhang_web.kept import Lately
from mingzhang_web.portal.models import Publication


def _ask() -> int:
    return Publication.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


_newest: Lately[int] = Lately(_ask)


def newest_number() -> int:
    """As of a second ago at most: then a publication is on every page of every server process."""
    return _newest.get()


def _published(**_: object) -> None:
    _newest.forget()


post_save.connect(_published, sender=Publication, dispatch_uid="portal.newest")
