"""The addresses of publications, for those who prepare and approve them."""

from django.urls import URLPattern, path

from rumbo.faces.web.publishing import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="publishing-list"),
    path("preparar/", views.prepare, name="publishing-prepare"),
    path("<uuid:uid>/", views.detail, name="publishing-detail"),
    path("<uuid:uid>/publicar/", views.confirm, name="publishing-publish"),
    path("<uuid:uid>/repetir/", views.resume, name="publishing-resume"),
    path("<uuid:uid>/descartar/", views.discard, name="publishing-discard"),
]
