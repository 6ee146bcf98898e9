"""The app: its receivers are there from the start."""

from importlib import import_module

from django.apps import AppConfig


class Organisations(AppConfig):
    """Offices, accounts, signing in."""

    name = "mingzhang_web.organisations"

    def ready(self) -> None:
        """What listens to django's and django-allauth's signals."""
        for module in ("sessions", "signing_in"):
            import_module(f"{self.name}.{module}")
