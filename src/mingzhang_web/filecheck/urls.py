"""Addresses: check a file: documents dropped by anyone signed in, marked page by page."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
