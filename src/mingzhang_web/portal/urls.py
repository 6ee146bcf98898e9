"""Addresses: the public portal. A unit's and a year's stay; a publication's is the frozen one."""

from django.urls import path

from mingzhang_web.portal import health, views_cells, views_compare, views_units
from mingzhang_web.portal import views as portal
from mingzhang_web.portal.api import api
from mingzhang_web.portal.feeds import Publications
from mingzhang_web.portal.views_api import api_page

PUBLICATION = "publications/<int:publication_id>/"
UNIT = "units/<str:unit>/"

urlpatterns = [
    path("", views_units.units, name="units"),
    path("compare/", views_compare.compare, name="compare"),
    path("feed.atom", Publications(), name="feed"),
    path(UNIT, views_units.unit, name="unit"),
    path(UNIT + "feed.atom", Publications(), name="unit_feed"),
    path(UNIT + "<int:year>/", views_units.unit_year, name="unit_year"),
    path(UNIT + "<int:year>/<path:rest>", views_units.unit_year, name="unit_year_part"),
    path(PUBLICATION, portal.disclosure, name="disclosure"),
    path(PUBLICATION + "statements/<str:name>/", portal.statement, name="published_statement"),
    path(PUBLICATION + "cells/<path:address>", views_cells.cell, name="published_cell"),
    path(PUBLICATION + "explanation/", portal.explanation, name="published_explanation"),
    path(PUBLICATION + "evaluations/", portal.evaluations, name="published_evaluations"),
    path(PUBLICATION + "evaluations/<int:index>/", portal.evaluation, name="published_evaluation"),
    path(PUBLICATION + "history/", portal.history, name="history"),
    path(PUBLICATION + "files/<path:name>", portal.file, name="published_file"),
    path("api/", api_page, name="api_page"),
    path("api/", api.urls),
    path("health", health.health, name="health"),
]
