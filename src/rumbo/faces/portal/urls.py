"""The addresses of the portal. They last: whoever cites a publication finds it there."""

from django.urls import URLPattern, URLResolver, path

from rumbo.faces.portal import lists

app_name = "portal"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", lists.entities, name="entities"),
    path("<slug:slug>/", lists.publications, name="publications"),
]
