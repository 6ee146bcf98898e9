"""Addresses: operating the installation: back-up, restore, health, logs."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
