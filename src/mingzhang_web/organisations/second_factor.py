"""A second factor at sign-in, which the administrator of the whole installation can demand of roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingzhang_web.access import for_account
from mingzhang_web.kept import Lately
from mingzhang_web.organisations.confirming import confirmed
from mingzhang_web.organisations.models import ROLES, SecondFactorDemand
from mingzhang_web.trail.record import record

OPEN = frozenset({"mfa_activate_totp", "account_reauthenticate", "mfa_view_recovery_codes",
                  "mfa_download_recovery_codes", "mfa_index", "login", "account_login", "logout",
                  "language"})  # fmt: skip
"""What somebody may do who has not set up the second factor that is demanded."""
REMEMBERED = "second_factor"


class Demanded:
    """Sends who lacks the second factor that the role demands to set it up, before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, values: Any
    ) -> HttpResponse | None:
        """Before the view is called."""
        if not request.path.startswith("/workbench/") or not request.user.is_authenticated:
            return None
        if request.resolver_match is None or request.resolver_match.url_name in OPEN:
            return None
        if request.session.get(REMEMBERED) or not _is_demanded(request.user.role):
            return None
        if is_mfa_enabled(request.user):
            request.session[REMEMBERED] = True
            return None
        return HttpResponseRedirect(reverse("mfa_activate_totp"))


demanded = Demanded


def _is_demanded(role: str) -> bool:
    return role in _demanding.get()


def _ask() -> frozenset[str]:
    return frozenset(SecondFactorDemand.objects.values_list("role", flat=True))


_demanding: Lately[frozenset[str]] = Lately(_ask)


@for_account("manage_accounts")
@confirmed
def demands(request: HttpRequest) -> HttpResponse:
    """The roles of which a second factor is demanded; it holds for the whole installation, so that the
    administrator of the uppermost office alone may change it."""
    if request.method == "POST":
        if request.user.office is None or request.user.office.parent_id is not None:
            raise PermissionDenied("office")
        chosen = {role for role in request.POST.getlist("role") if role in ROLES}
        with transaction.atomic():
            SecondFactorDemand.objects.exclude(role__in=chosen).delete()
            for role in sorted(chosen):
                SecondFactorDemand.objects.get_or_create(role=role)
            record(
                request.user, "account.factor_demanded", request.user.office, request.user.office.name,
                {"roles": sorted(chosen)},
            )  # fmt: skip
        _demanding.forget()
        return HttpResponseRedirect(reverse("accounts"))
    demanded_of = set(SecondFactorDemand.objects.values_list("role", flat=True))
    roles = [(role, text, role in demanded_of) for role, text in ROLES.items()]
    return render(request, "organisations/second_factor.html", {"roles": roles})
