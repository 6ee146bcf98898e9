"""Addresses: the middle of the year."""

from django.urls import path

from mingzhang_web.monitoring import views
from mingzhang_web.year.addresses import YEAR

urlpatterns = [
    path(YEAR + "monitoring/", views.monitoring, name="monitoring"),
    path(YEAR + "monitoring.csv", views.monitoring_csv, name="monitoring_csv"),
    path(YEAR + "adjustments/", views.adjustments, name="adjustments"),
    path(YEAR + "adjustments/<int:item_id>/", views.adjustment, name="adjustment"),
]
