"""The addresses of home."""

from django.urls import URLPattern, path

from rumbo.faces.web.home import views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("entidades/", views.entities, name="home-entities"),
]
