"""Addresses: check a file: documents dropped by anyone signed in, marked page by page."""

from django.urls import path
from django.urls.resolvers import URLPattern

from mingzhang_web.filecheck import views, views_bureau, views_sheet

urlpatterns: list[URLPattern] = [
    path("workbench/files/", views.files, name="files"),
    path("workbench/files/checklist/", views_bureau.files_checklist, name="files_checklist"),
    path("workbench/files/notices/", views_bureau.files_notices, name="files_notices"),
    path("workbench/files/<uuid:key>/", views.file, name="file"),
    path("workbench/files/<uuid:key>/sheets/<int:number>/", views_sheet.file_sheet, name="file_sheet"),
    path("workbench/files/<uuid:key>/pages/<int:number>.png", views_sheet.file_picture, name="file_picture"),
    path("workbench/files/<uuid:key>/download/<slug:form>/", views.file_download, name="file_download"),
    path("workbench/files/<uuid:key>/against/", views.check_against, name="check_against"),
    path("workbench/files/<uuid:key>/accept/", views.accept_finding, name="accept_finding"),
    path("workbench/files/<uuid:key>/delete/", views.delete_file, name="delete_file"),
    path("workbench/files/<uuid:key>/history/", views_bureau.file_history, name="file_history"),
]
