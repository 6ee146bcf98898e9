"""The part of the policy about what people have for themselves: the files that they drop, their long work."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet
from django.http import Http404

from mingzhang_web.filecheck.models import DroppedFile
from mingzhang_web.jobs.models import Job
from mingzhang_web.organisations.models import Account


def jobs_of(account: Account) -> QuerySet[Job]:
    """The account's own jobs: nobody sees or cancels another's."""
    return Job.objects.filter(account=account)


def job_of(account: Account, key: uuid.UUID) -> Job:
    """The account's job with this key; Http404 where it has none."""
    found = jobs_of(account).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


ABOVE = frozenset({"unit_head", "department_reviewer", "finance_reviewer"})
"""Roles that see the files dropped by those who sit below their office, not beside them."""


def files_of(account: Account) -> QuerySet[DroppedFile]:
    """The account's own files and, for those above, the files of who sits below."""
    own = Q(account=account)
    if account.office is not None and account.role in ABOVE:
        own |= Q(office__path__startswith=account.office.path) & ~Q(office=account.office)
    return DroppedFile.objects.filter(own)


def file_of(account: Account, key: uuid.UUID) -> DroppedFile:
    """The file with this key; Http404 where it is not the account's to see."""
    found = files_of(account).filter(key=key).select_related("account", "job").first()
    if found is None:
        raise Http404
    return found


def own_file_of(account: Account, key: uuid.UUID) -> DroppedFile:
    """The account's own file, which nobody else may delete; Http404 where it is none."""
    found = DroppedFile.objects.filter(account=account, key=key).first()
    if found is None:
        raise Http404
    return found
