"""Every address: the portal at the root, the workbench below `/workbench/`."""

from django.contrib.auth.views import LogoutView, PasswordChangeView
from django.urls import path

from mingzhang_web.compiled import views_evaluations, views_explanation, views_statements
from mingzhang_web.language import switch
from mingzhang_web.look.views import style_guide
from mingzhang_web.organisations import views as organisations
from mingzhang_web.portal import views as portal
from mingzhang_web.portal.openapi import openapi
from mingzhang_web.review import views as review
from mingzhang_web.year import views_import, views_records, views_year

YEAR = "workbench/years/<int:year_id>/"
PUBLICATION = "publications/<int:publication_id>/"
FORM = YEAR + "evaluations/<str:project>/"

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
    path("language/", switch, name="language"),
    path("workbench/login/", organisations.SignIn.as_view(), name="login"),
    path("workbench/logout/", LogoutView.as_view(), name="logout"),
    path(
        "workbench/password/",
        PasswordChangeView.as_view(template_name="organisations/password.html", success_url="/workbench/"),
        name="password",
    ),
    path("workbench/", views_year.home, name="home"),
    path("workbench/style/", style_guide, name="style_guide"),
    path("workbench/accounts/", organisations.accounts, name="accounts"),
    path("workbench/accounts/<int:account_id>/", organisations.account, name="account"),
    path("workbench/trail/", review.trail, name="trail"),
    path("workbench/years/open/", views_year.open_year, name="open_year"),
    path(YEAR, views_year.overview, name="year"),
    path(YEAR + "tables/<str:table>/", views_records.grid, name="grid"),
    path(YEAR + "tables/<str:table>/<int:row_id>/", views_records.record_page, name="record"),
    path(YEAR + "import/", views_import.import_files, name="import"),
    path(YEAR + "import/<str:token>/", views_import.import_preview, name="import_preview"),
    path(YEAR + "workbook.xlsx", views_import.workbook, name="workbook"),
    path(YEAR + "records.zip", views_import.export, name="export"),
    path(YEAR + "compile/", views_statements.compile_click, name="compile"),
    path(YEAR + "statements/", views_statements.statements, name="statements"),
    path(YEAR + "statements/<str:statement>/", views_statements.statements, name="statement"),
    path(YEAR + "cells/<path:address>/", views_statements.cell, name="cell"),
    path(YEAR + "findings/", views_statements.findings, name="findings"),
    path(YEAR + "explanation/", views_explanation.explanation, name="explanation"),
    path(YEAR + "explanation/<int:section>/<int:place>/", views_explanation.paragraph, name="paragraph"),
    path(YEAR + "evaluations/", views_evaluations.evaluations, name="evaluations"),
    path(FORM, views_evaluations.evaluation, name="evaluation"),
    path(FORM + "scores/", views_evaluations.live_scores, name="live_scores"),
    path(FORM + "evidence/", views_evaluations.attach_evidence, name="attach_evidence"),
    path(YEAR + "evidence/<int:evidence_id>/", views_evaluations.download_evidence, name="evidence"),
    path(
        YEAR + "evidence/<int:evidence_id>/remove/",
        views_evaluations.remove_evidence,
        name="remove_evidence",
    ),
    path(YEAR + "actions/<str:name>/", review.act, name="act"),
]
handler403 = "mingzhang_web.refusals.refused"
handler404 = "mingzhang_web.refusals.not_found"
handler500 = "mingzhang_web.refusals.failed"
