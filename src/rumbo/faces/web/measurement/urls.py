"""The addresses of figures: the follow-ups measured, the sheet of one, and how each figure came about."""

from django.urls import URLPattern, path

from rumbo.faces.web.measurement import outlooks, views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="measurement-list"),
    path("<uuid:uid>/", views.sheet, name="measurement-sheet"),
    path("<uuid:uid>/proyeccion/", outlooks.outlooks, name="measurement-outlooks"),
    path("<uuid:uid>/plan/<slug:measure>/", views.plan_figure, name="measurement-plan-figure"),
    path("<uuid:uid>/<uuid:subject>/<slug:measure>/", views.figure, name="measurement-figure"),
]
