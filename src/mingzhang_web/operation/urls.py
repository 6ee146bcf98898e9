"""Addresses: operating the installation."""

from django.urls import path

from mingzhang_web.operation.health import ready

urlpatterns = [
    path("health/ready", ready, name="ready"),
]
