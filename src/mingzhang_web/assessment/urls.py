"""Addresses: second scores, rectifications, the list for next year's budget."""

from django.urls import path

from mingzhang_web.assessment import views, views_budget
from mingzhang_web.year.addresses import YEAR

FORM = YEAR + "evaluations/<str:project>/"

urlpatterns = [
    path(FORM + "assessment/", views.assessment, name="assessment"),
    path(FORM + "advice/", views.advice, name="advice"),
    path(YEAR + "rectifications/", views.rectifications, name="rectifications"),
    path(YEAR + "rectifications/<int:item_id>/", views.rectification, name="rectification"),
    path("workbench/budget-list/<int:fiscal_year>/", views_budget.budget_list, name="budget_list"),
    path("workbench/budget-list/<int:fiscal_year>/list.xlsx", views_budget.budget_xlsx, name="budget_xlsx"),
]
