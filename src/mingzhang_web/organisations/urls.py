"""Addresses: accounts and signing in. The names that begin with `account_` and `mfa_` are django-allauth's
own; of its addresses only those stand here that we want."""

from allauth.account.views import reauthenticate
from allauth.mfa.base.views import authenticate, index
from allauth.mfa.base.views import reauthenticate as reauthenticate_by_code
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from mingzhang_web.organisations import second_factor, signing_in
from mingzhang_web.organisations import views as organisations
from mingzhang_web.organisations.factors import recorded

FACTOR = "workbench/second-factor/"
CODES = FACTOR + "recovery/"

urlpatterns = [
    path("workbench/login/", signing_in.sign_in, name="login"),
    path("workbench/login/", signing_in.sign_in, name="account_login"),
    path("workbench/logout/", LogoutView.as_view(), name="logout"),
    path("workbench/password/", signing_in.change_password, name="password"),
    path("workbench/confirm/", reauthenticate, name="account_reauthenticate"),
    path(FACTOR, index, name="mfa_index"),
    path(FACTOR + "code/", authenticate, name="mfa_authenticate"),
    path(FACTOR + "confirm/", reauthenticate_by_code, name="mfa_reauthenticate"),
    path(FACTOR + "set-up/", recorded(login_required(activate_totp)), name="mfa_activate_totp"),
    path(FACTOR + "remove/", recorded(deactivate_totp), name="mfa_deactivate_totp"),
    path(CODES, login_required(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        CODES + "new/",
        recorded(login_required(codes.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path(CODES + "text/", login_required(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("workbench/accounts/", organisations.accounts, name="accounts"),
    path("workbench/accounts/second-factor/", second_factor.demands, name="second_factor_demands"),
    path("workbench/accounts/<int:account_id>/", organisations.account, name="account"),
]
