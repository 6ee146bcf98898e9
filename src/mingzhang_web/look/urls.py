"""Addresses: the style guide."""

from django.urls import path

from mingzhang_web.look.views import style_guide

urlpatterns = [
    path("workbench/style/", style_guide, name="style_guide"),
]
