"""The addresses of processes."""

from django.urls import URLPattern, path

from rumbo.faces.web.processes import views
from rumbo.faces.web.reviewing import records

urlpatterns: list[URLPattern] = [
    path("", views.listing, name="processes-list"),
    path("lista.<str:form>", views.printed_list, name="processes-list-print"),
    path("nuevo/", views.new, name="processes-new"),
    path("<uuid:uid>/", views.process, name="processes-process"),
    path("<uuid:uid>/revision/", records.of_process, name="processes-review"),
    path("<uuid:uid>/revision.<str:form>", records.process_report, name="processes-review-report"),
    path("<uuid:uid>/editar/", views.edit, name="processes-edit"),
    path("<uuid:uid>/otro-nombre/", views.alias, name="processes-alias"),
    path("<uuid:uid>/cerrar/", views.close, name="processes-close"),
    path("nombres/<uuid:uid>/quitar/", views.remove_alias, name="processes-alias-remove"),
]
