"""The addresses of indicators and their variables."""

from django.urls import URLPattern, path

from rumbo.faces.web.indicators import closing, counting, deciding, editing, printed, variables, views
from rumbo.faces.web.reviewing import records

urlpatterns: list[URLPattern] = [
    path("", views.listing, name="indicators-list"),
    path("lista.<str:form>", views.printed_list, name="indicators-list-print"),
    path("nuevo/", editing.new, name="indicators-new"),
    path("cierre/<int:year>/", closing.close_all, name="indicators-close-all"),
    path("variables/", variables.listing, name="indicators-variables"),
    path("variables/nueva/", variables.new, name="indicators-variable-new"),
    path("variables/<uuid:uid>/", variables.variable, name="indicators-variable"),
    path("variables/<uuid:uid>/editar/", variables.edit, name="indicators-variable-edit"),
    path("variables/<uuid:uid>/plan/", counting.take, name="indicators-variable-counts"),
    path("variables/<uuid:uid>/plan/dejar/", counting.leave, name="indicators-variable-leave"),
    path("variables/<uuid:uid>/<int:year>/<int:ordinal>/conteo/", counting.count, name="indicators-count"),
    path("variables/<uuid:uid>/<int:year>/<int:ordinal>/", variables.report, name="indicators-value"),
    path("<uuid:uid>/", views.sheet, name="indicators-sheet"),
    path("<uuid:uid>/revision/", records.of_indicator, name="indicators-review"),
    path("<uuid:uid>/revision.<str:form>", records.indicator_report, name="indicators-review-report"),
    path("<uuid:uid>/editar/", editing.edit, name="indicators-edit"),
    path("<uuid:uid>/archivo/<slug:form>/", views.printed, name="indicators-file"),
    path("<uuid:uid>/variables/agregar/", editing.place, name="indicators-place"),
    path("<uuid:uid>/variables/<uuid:used>/quitar/", editing.take, name="indicators-take"),
    path("<uuid:uid>/analisis/<int:year>/<int:ordinal>/", editing.analyse, name="indicators-analyse"),
    path("<uuid:uid>/cierre/<int:year>/<int:ordinal>/", closing.close, name="indicators-close"),
    path("<uuid:uid>/resultados-anteriores/", printed.settle, name="indicators-printed"),
    path("<uuid:uid>/metas/", closing.link, name="indicators-link"),
    path("<uuid:uid>/proponer/", deciding.propose, name="indicators-propose"),
    path("<uuid:uid>/aprobar/", deciding.approve, name="indicators-approve"),
    path("<uuid:uid>/devolver/", deciding.give_back, name="indicators-return"),
    path("<uuid:uid>/revision-nueva/", deciding.proceed, name="indicators-next"),
]
