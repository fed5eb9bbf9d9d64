"""The addresses of measurement."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
