"""Addresses: the public portal."""

from django.urls import path

from mingzhang_web.portal import views as portal
from mingzhang_web.portal.openapi import openapi

PUBLICATION = "publications/<int:publication_id>/"

urlpatterns = [
    path("", portal.units, name="units"),
    path(PUBLICATION, portal.disclosure, name="disclosure"),
    path(PUBLICATION + "statements/<str:name>/", portal.statement, name="published_statement"),
    path(PUBLICATION + "explanation/", portal.explanation, name="published_explanation"),
    path(PUBLICATION + "evaluations/", portal.evaluations, name="published_evaluations"),
    path(PUBLICATION + "evaluations/<int:index>/", portal.evaluation, name="published_evaluation"),
    path(PUBLICATION + "files/<path:name>", portal.file, name="published_file"),
    path("api/publications.json", portal.publications_json, name="publications_json"),
    path("api/openapi.json", openapi, name="openapi"),
    path("health", portal.health, name="health"),
]
