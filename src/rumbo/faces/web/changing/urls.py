"""The addresses of the requests to change a plan."""

from django.urls import URLPattern, path

from rumbo.faces.web.changing import asking, deciding, views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="changing-list"),
    path("pedir/<uuid:target>/", asking.choose, name="changing-choose"),
    path("pedir/<uuid:target>/<slug:what>/", asking.ask, name="changing-ask"),
    path("desde-reporte/<uuid:uid>/", asking.from_report, name="changing-from-report"),
    path("nueva/<uuid:version>/", asking.add, name="changing-add"),
    path("decidir/<uuid:version>/", deciding.decide, name="changing-decide"),
    path("<uuid:uid>/", views.request_page, name="changing-request"),
    path("<uuid:uid>/pasar/", views.hand_over, name="changing-hand-over"),
    path("<uuid:uid>/retirar/", views.withdraw, name="changing-withdraw"),
]
