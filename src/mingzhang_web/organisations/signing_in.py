"""Signing in and out, and the own password: django-allauth's ways, behind our pages."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import LoginForm
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed, user_logged_in
from allauth.account.views import LoginView, PasswordChangeView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from mingzhang_web import policy
from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.record import record

WAIT = "too_many_login_attempts"


class Adapter(DefaultAccountAdapter):
    """Nobody signs up; an administrator lands on the accounts, everyone else on the own years."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the administrator."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Administrators keep accounts and see no year."""
        return reverse("accounts" if policy.may(request.user, "manage_accounts") else "home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to work."""
        return self.get_login_redirect_url(request)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Switched off between the password and the second factor."""
        return HttpResponseRedirect(reverse("login"))


class SignInForm(LoginForm):
    """The name of an account is called `username` in the page, as browsers and password stores expect."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        data = kwargs.get("data")
        if data is not None:
            kwargs["data"] = data = data.copy()
            data["login"] = data.get("username", "")
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """An account that was switched off is told no more than a stranger."""
        cleaned: dict[str, Any] = super().clean()
        if self.user is not None and not self.user.is_active:
            raise get_adapter().validation_error("username_password_mismatch")
        return cleaned


class SignIn(LoginView):
    """The log-in page; in a demonstration it lists an account for each role."""

    form_class = SignInForm
    template_name = "organisations/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["next"] = self.request.POST.get("next") or self.request.GET.get("next", "")
        if settings.DEMO:
            from mingzhang_web.demo.accounts import PASSWORD

            context["demo_accounts"] = Account.objects.filter(is_active=True).select_related("office")
            context["demo_password"] = PASSWORD
        return context

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """The same words whether the name or the password is wrong; 429 where it was tried too often."""
        codes = {error.code for errors in form.errors.as_data().values() for error in errors}
        context = self.get_context_data(form=form, waits=WAIT in codes)
        return self.render_to_response(context, status=429 if WAIT in codes else 200)


class ChangePassword(PasswordChangeView):
    """The own password; the old one is asked for."""

    template_name = "organisations/password.html"


sign_in = SignIn.as_view()
change_password = login_required(ChangePassword.as_view())


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: Account, **_: Any) -> None:
    """Who has just signed in need not say again who they are."""
    record_authentication(request, user, method="password", reauthenticated=True)
    record(user, "account.signed_in", user, user.username)


@receiver(password_changed)
def _password(user: Account, **_: Any) -> None:
    record(user, "account.own_password", user, user.username)
