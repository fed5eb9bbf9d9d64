"""The addresses of the calendar."""

from django.urls import URLPattern, path

from rumbo.faces.web.calendar import exceptions, rules, year

urlpatterns: list[URLPattern] = [
    path("", year.show, name="calendar-year"),
    path("plazos/", rules.listing, name="calendar-rules"),
    path("plazos/fuera-de-plazo/", rules.lateness, name="calendar-lateness"),
    path("plazos/<slug:periodicity>/", rules.rule, name="calendar-rule"),
    path("excepciones/", exceptions.listing, name="calendar-exceptions"),
    path("excepciones/nueva/", exceptions.give, name="calendar-give"),
    path("excepciones/<uuid:uid>/retirar/", exceptions.withdraw, name="calendar-withdraw"),
]
