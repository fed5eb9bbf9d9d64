"""The addresses of people."""

from django.urls import URLPattern, path

from rumbo.faces.web.people import entity, members, units

urlpatterns: list[URLPattern] = [
    path("", entity.show, name="people-entity"),
    path("logo/<uuid:uid>/", entity.logo, name="people-logo"),
    path("dependencias/", units.tree, name="people-units"),
    path("personas/", members.listing, name="people-list"),
]
