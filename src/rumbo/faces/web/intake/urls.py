"""The addresses of intake."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
