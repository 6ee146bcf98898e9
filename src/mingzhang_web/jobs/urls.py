"""Addresses: long work in the background."""

from django.urls import path
from django.urls.resolvers import URLPattern

from mingzhang_web.jobs import views

urlpatterns: list[URLPattern] = [
    path("workbench/jobs/", views.jobs, name="jobs"),
    path("workbench/jobs/<uuid:key>/", views.job, name="job"),
    path("workbench/jobs/<uuid:key>/cancel/", views.cancel_job, name="cancel_job"),
]
