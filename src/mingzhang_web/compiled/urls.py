"""Addresses: what is compiled of a year."""

from django.urls import path

from mingzhang_web.compiled import views_evaluations, views_explanation, views_statements
from mingzhang_web.year.addresses import YEAR

FORM = YEAR + "evaluations/<str:project>/"

urlpatterns = [
    path(YEAR + "compile/", views_statements.compile_click, name="compile"),
    path(YEAR + "compile/<uuid:key>/", views_statements.compile_problems, name="compile_problems"),
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
]
