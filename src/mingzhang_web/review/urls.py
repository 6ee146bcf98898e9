"""Addresses: the way of a year through review."""

from django.urls import path

from mingzhang_web.review import views, views_overview, views_remarks
from mingzhang_web.year.addresses import YEAR

urlpatterns = [
    path("workbench/trail/", views.trail, name="trail"),
    path("workbench/review/", views_overview.overview, name="review_overview"),
    path("workbench/review/bulk/", views_overview.bulk, name="bulk"),
    path("workbench/review/milestones/", views_overview.milestone, name="milestone"),
    path(YEAR + "actions/<str:name>/", views.act, name="act"),
    path(YEAR + "changes/", views.changes, name="changes"),
    path(YEAR + "remarks/", views_remarks.remark, name="remark"),
    path(YEAR + "remarks/<int:remark_id>/", views_remarks.answer, name="remark_answer"),
    path(YEAR + "findings/<str:finding>/waiver/", views_remarks.waiver, name="waiver"),
]
