"""Addresses: registers: the records of a section's own work that indicators rest on."""

from django.urls import path

from mingzhang_web.registers import views_files, views_lists, views_records, views_reports
from mingzhang_web.year.addresses import YEAR

REGISTERS = YEAR + "registers/"
ONE = REGISTERS + "<slug:register>/"

urlpatterns = [
    path(REGISTERS, views_lists.overview, name="registers"),
    path(REGISTERS + "overdue", views_lists.overdue, name="registers_overdue"),
    path(ONE, views_lists.records, name="register"),
    path(ONE + "add/", views_records.add, name="register_add"),
    path(ONE + "records/<int:record_id>/", views_records.record_page, name="register_record"),
    path(ONE + "lists/<slug:name>/", views_reports.report, name="register_report"),
    path(ONE + "measures/<slug:name>/", views_reports.behind, name="register_measure"),
    path(ONE + "import/", views_files.import_file, name="register_import"),
    path(ONE + "import/<str:token>/", views_files.import_preview, name="register_preview"),
    path(ONE + "register.xlsx", views_files.export, name="register_export"),
]
