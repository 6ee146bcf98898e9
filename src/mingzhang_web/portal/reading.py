"""What a publication holds, read once: it never changes, so that it may be kept."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.shortcuts import get_object_or_404

from mingzhang.app.workbench import FormTable, IdentityIndex, Language, read_disclosure, statement_forms
from mingzhang_web.portal.models import Publication


def publication_of(publication_id: int) -> Publication:
    """The publication without what is heavy in it; Http404 where there is none."""
    return get_object_or_404(Publication.objects.defer("disclosure", "changes"), pk=publication_id)


def read(publication: Publication) -> Any:
    """Its disclosure."""
    return _read(publication.pk, publication.sha256)


def forms(publication: Publication, language: Language) -> list[FormTable]:
    """Its statements as printed."""
    return _forms(publication.pk, publication.sha256, language)


def identities(publication: Publication) -> IdentityIndex:
    """Its identities, grounded."""
    return _identities(publication.pk, publication.sha256)


# The hash is part of the key: a restored database may give a number to another publication.
@lru_cache(maxsize=64)
def _read(publication_id: int, sha256: str) -> Any:
    data = Publication.objects.values_list("disclosure", flat=True).get(pk=publication_id, sha256=sha256)
    return read_disclosure(bytes(data))


@lru_cache(maxsize=128)
def _forms(publication_id: int, sha256: str, language: Language) -> list[FormTable]:
    return statement_forms(_read(publication_id, sha256), language)


@lru_cache(maxsize=16)
def _identities(publication_id: int, sha256: str) -> IdentityIndex:
    return IdentityIndex(_read(publication_id, sha256))
