"""Addresses: accounts and signing in."""

from django.contrib.auth.views import LogoutView, PasswordChangeView
from django.urls import path

from mingzhang_web.organisations import views as organisations

urlpatterns = [
    path("workbench/login/", organisations.SignIn.as_view(), name="login"),
    path("workbench/logout/", LogoutView.as_view(), name="logout"),
    path(
        "workbench/password/",
        PasswordChangeView.as_view(template_name="organisations/password.html", success_url="/workbench/"),
        name="password",
    ),
    path("workbench/accounts/", organisations.accounts, name="accounts"),
    path("workbench/accounts/<int:account_id>/", organisations.account, name="account"),
]
