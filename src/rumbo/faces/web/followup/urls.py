"""The addresses of followup."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
