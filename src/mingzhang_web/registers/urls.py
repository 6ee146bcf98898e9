"""Addresses: registers: the records of a section's own work that indicators rest on."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
