"""The addresses of the first day."""

from django.urls import URLPattern, path

from rumbo.faces.web.founding import path as first_day
from rumbo.faces.web.founding import results, workbook

urlpatterns: list[URLPattern] = [
    path("", first_day.show, name="founding-path"),
    path("libro/", workbook.page, name="founding-workbook"),
    path("libro/archivo/", workbook.take, name="founding-workbook-file"),
    path("libro/<uuid:file>/", workbook.review, name="founding-workbook-review"),
    path("resultados/", results.listing, name="founding-results"),
    path("resultados/<uuid:plan>/", results.page, name="founding-results-plan"),
    path("resultados/<uuid:plan>/archivo/", results.take, name="founding-results-file"),
    path("resultados/<uuid:plan>/<uuid:file>/", results.review, name="founding-results-review"),
    path("resultados/carga/<uuid:uid>/", results.load, name="founding-load"),
]
