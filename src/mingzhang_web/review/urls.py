"""Addresses: the way of a year through review."""

from django.urls import path

from mingzhang_web.review import views as review
from mingzhang_web.year.addresses import YEAR

urlpatterns = [
    path("workbench/trail/", review.trail, name="trail"),
    path(YEAR + "actions/<str:name>/", review.act, name="act"),
]
