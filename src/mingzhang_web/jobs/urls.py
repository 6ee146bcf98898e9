"""Addresses: long work in the background."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
