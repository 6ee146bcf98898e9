"""Every address: the portal at the root, the workbench below `/workbench/`; each app lists its own."""

from django.urls import include, path

from mingzhang_web.language import switch

urlpatterns = [
    path("language/", switch, name="language"),
    path("", include("mingzhang_web.portal.urls")),
    path("", include("mingzhang_web.organisations.urls")),
    path("", include("mingzhang_web.look.urls")),
    path("", include("mingzhang_web.year.urls")),
    path("", include("mingzhang_web.compiled.urls")),
    path("", include("mingzhang_web.review.urls")),
    path("", include("mingzhang_web.assessment.urls")),
    path("", include("mingzhang_web.monitoring.urls")),
    path("", include("mingzhang_web.registers.urls")),
    path("", include("mingzhang_web.jobs.urls")),
    path("", include("mingzhang_web.filecheck.urls")),
    path("", include("mingzhang_web.operation.urls")),
]
handler403 = "mingzhang_web.refusals.refused"
handler404 = "mingzhang_web.refusals.not_found"
handler500 = "mingzhang_web.refusals.failed"
