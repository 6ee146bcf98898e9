"""The accounts and offices that an administrator keeps."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingzhang_web import policy
from mingzhang_web.access import for_account
from mingzhang_web.language import said
from mingzhang_web.organisations.confirming import confirmed
from mingzhang_web.organisations.models import KINDS, ROLES, Account, Office
from mingzhang_web.trail.record import record

PARENTS = {"department": "bureau", "unit": "department", "section": "unit"}
HOMES = {
    "section_officer": ("section",),
    "unit_finance": ("unit",),
    "confidentiality_reviewer": ("unit",),
    "unit_head": ("unit",),
    "department_reviewer": ("department",),
    "finance_reviewer": ("bureau",),
    "auditor": ("bureau", "department", "unit"),
    "administrator": ("bureau", "department", "unit"),
}
"""In which kinds of office a role has its place."""


class AccountForm(forms.ModelForm):
    """A new account of an office in the administrator's subtree."""

    password = forms.CharField(widget=forms.PasswordInput)

    class Meta:
        model = Account
        fields = ["username", "first_name", "office", "role"]

    def __init__(self, *args: Any, administrator: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = policy.offices_of(administrator)
        self.fields["office"].required = True
        self.fields["role"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        office, role = cleaned.get("office"), cleaned.get("role")
        if office is not None and role and office.kind not in HOMES[role]:
            places = "、".join(KINDS[kind].zh for kind in HOMES[role])
            raise ValidationError(f"{ROLES[role].zh}应设在{places}。")
        if cleaned.get("password"):
            validate_password(cleaned["password"])
        return cleaned


class OfficeForm(forms.ModelForm):
    """A new office below one of the administrator's subtree."""

    class Meta:
        model = Office
        fields = ["parent", "kind", "name", "code"]

    def __init__(self, *args: Any, administrator: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = policy.offices_of(administrator)
        self.fields["parent"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        parent, kind = cleaned.get("parent"), cleaned.get("kind")
        if parent is not None and kind and PARENTS.get(kind) != parent.kind:
            raise ValidationError(f"{KINDS[kind].zh}不能设在{KINDS[parent.kind].zh}之下。")
        return cleaned


@for_account("manage_accounts")
@confirmed
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts and offices of the administrator's subtree; POST adds one."""
    kind = request.POST.get("what")
    account_form = AccountForm(
        request.POST if kind == "account" else None, prefix="account", administrator=request.user
    )
    office_form = OfficeForm(
        request.POST if kind == "office" else None, prefix="office", administrator=request.user
    )
    if kind == "account" and account_form.is_valid():
        with transaction.atomic():
            account = account_form.save(commit=False)
            account.set_password(account_form.cleaned_data["password"])
            account.save()
            details = {"role": account.role, "office": str(account.office)}
            record(request.user, "account.added", account, account.username, details)
        return HttpResponseRedirect(reverse("accounts"))
    if kind == "office" and office_form.is_valid():
        with transaction.atomic():
            office = office_form.save()
            record(request.user, "office.added", office, office.name, {"kind": office.kind})
        return HttpResponseRedirect(reverse("accounts"))
    offices = policy.offices_of(request.user)
    context = {
        "accounts": Account.objects.filter(office__in=offices).select_related("office"),
        "offices": offices,
        "account_form": account_form,
        "office_form": office_form,
    }
    return render(request, "organisations/accounts.html", context, status=422 if kind else 200)


@for_account("manage_accounts")
@confirmed
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """One account; POST switches it off or on, takes its second factor off, or gives it a new
    password."""
    found = Account.objects.filter(pk=account_id, office__in=policy.offices_of(request.user)).first()
    if found is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            _change(request, found)
            return HttpResponseRedirect(reverse("accounts"))
        except ValidationError as error:
            problem = " ".join(error.messages)
    factor = Authenticator.objects.filter(user=found).exists()
    context = {"account": found, "problem": problem, "factor": factor}
    return render(request, "organisations/account.html", context, status=422 if problem else 200)


def _change(request: HttpRequest, found: Account) -> None:
    if found == request.user and "switch" in request.POST:
        raise ValidationError(
            said(request, "不能停用自己的账号。", "You cannot switch off your own account.")
        )
    with transaction.atomic():
        if "switch" in request.POST:
            found.is_active = not found.is_active
            verb = "account.on" if found.is_active else "account.off"
        elif "factor" in request.POST:
            Authenticator.objects.filter(user=found).delete()
            verb = "account.factor_reset"
        else:
            password = request.POST.get("password", "")
            validate_password(password, found)
            found.set_password(password)
            verb = "account.password"
        found.save()
        record(request.user, verb, found, found.username)
