"""What a publication holds, read once: it never changes, so that it may be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString

from mingzhang.app.workbench import FormTable, IdentityIndex, Language, read_disclosure, statement_forms
from mingzhang_web.kept import Kept
from mingzhang_web.portal.charts import charts_of
from mingzhang_web.portal.models import Publication, PublicationFile
from mingzhang_web.portal.newest import newest_number


@dataclass(frozen=True, slots=True)
class Held:
    """A publication without what is heavy in it; the number of the one that corrects it; its files without
    their content."""

    publication: Publication
    newer: int | None
    files: list[PublicationFile]


_held: Kept[Held] = Kept(256)
_disclosures: Kept[Any] = Kept(64)
_forms: Kept[list[FormTable]] = Kept(128)
_charts: Kept[list[SafeString]] = Kept(128)
_identities: Kept[IdentityIndex] = Kept(16)


def held(publication_id: int) -> Held:
    """What the pages of a publication need of the database; Http404 where there is no such publication."""
    return _held.get((newest_number(), publication_id), lambda: _look_up(publication_id))


def _look_up(publication_id: int) -> Held:
    found = get_object_or_404(Publication.objects.defer("disclosure", "changes"), pk=publication_id)
    newer = Publication.objects.filter(corrects=found).values_list("pk", flat=True).first()
    return Held(found, newer, list(found.files.defer("content")))


def publication_of(publication_id: int) -> Publication:
    """The publication without what is heavy in it; Http404 where there is none."""
    return held(publication_id).publication


def read(publication: Publication) -> Any:
    """Its disclosure."""
    # The hash is part of the keys: a restored database may give a number to another publication.
    key = (publication.pk, publication.sha256)

    def decoded() -> Any:
        data = Publication.objects.values_list("disclosure", flat=True).get(pk=key[0], sha256=key[1])
        return read_disclosure(bytes(data))

    return _disclosures.get(key, decoded)


def forms(publication: Publication, language: Language) -> list[FormTable]:
    """Its statements as printed."""
    key = (publication.pk, publication.sha256, language)
    return _forms.get(key, lambda: statement_forms(read(publication), language))


def charts(publication: Publication, language: Language) -> list[SafeString]:
    """Its charts."""
    key = (publication.pk, publication.sha256, language)
    return _charts.get(key, lambda: charts_of(read(publication), language, cells_of(publication.pk)))


def cells_of(publication_id: int) -> str:
    """The address below which the pages of its figures are."""
    return reverse("disclosure", args=[publication_id]) + "cells/"


def identities(publication: Publication) -> IdentityIndex:
    """Its identities, grounded."""
    key = (publication.pk, publication.sha256)
    return _identities.get(key, lambda: IdentityIndex(read(publication)))
