"""The addresses of executions of the budget."""

from django.urls import URLPattern, path

from rumbo.faces.web.budget import deciding, files, spending, views

urlpatterns: list[URLPattern] = [
    path("", views.executions, name="budget-list"),
    path("<uuid:uid>/", views.execution, name="budget-execution"),
    path("<uuid:uid>/revisiones/", views.checks, name="budget-checks"),
    path("<uuid:uid>/proyectos/", deciding.projects, name="budget-projects"),
    path("<uuid:uid>/retirar/", deciding.withdraw, name="budget-withdraw"),
    path("<uuid:uid>/imprimir/", files.to_print, name="budget-print"),
    path("<uuid:uid>/dinero/<str:key>/<slug:which>/", spending.ratio, name="budget-ratio"),
    path("<uuid:uid>/archivo/<slug:form>/", files.download, name="budget-file"),
]
