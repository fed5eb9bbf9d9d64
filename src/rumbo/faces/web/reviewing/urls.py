"""The addresses of the review of an entity. That of a record stands among the addresses of its kind."""

from django.urls import URLPattern, path

from rumbo.faces.web.reviewing import views

urlpatterns: list[URLPattern] = [
    path("", views.entity, name="reviewing-entity"),
    path("informe.<str:form>", views.report, name="reviewing-report"),
]
