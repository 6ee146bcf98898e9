"""Addresses: a unit's year: its records."""

from django.urls import path

from mingzhang_web.year import views_import, views_records, views_year
from mingzhang_web.year.addresses import YEAR

urlpatterns = [
    path("workbench/", views_year.home, name="home"),
    path("workbench/years/open/", views_year.open_year, name="open_year"),
    path(YEAR, views_year.overview, name="year"),
    path(YEAR + "tables/<str:table>/", views_records.grid, name="grid"),
    path(YEAR + "tables/<str:table>/<int:row_id>/", views_records.record_page, name="record"),
    path(YEAR + "import/", views_import.import_files, name="import"),
    path(YEAR + "import/<str:token>/", views_import.import_preview, name="import_preview"),
    path(YEAR + "workbook.xlsx", views_import.workbook, name="workbook"),
    path(YEAR + "records.zip", views_import.export, name="export"),
]
