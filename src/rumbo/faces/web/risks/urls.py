"""The addresses of maps of risks."""

from django.urls import URLPattern, path

from rumbo.faces.web.risks import (
    controls,
    deciding,
    events,
    files,
    overruling,
    reviewing,
    sheet,
    treatments,
    views,
    writing,
)

urlpatterns: list[URLPattern] = [
    path("", views.maps, name="risks-list"),
    path("mapas/nuevo/", deciding.create, name="risks-create"),
    path("mapas/<uuid:uid>/version-nueva/", deciding.next_version, name="risks-next"),
    path("version/<uuid:uid>/", views.version, name="risks-version"),
    path("version/<uuid:uid>/mapa-de-calor/", views.heat, name="risks-heat"),
    path("version/<uuid:uid>/revision/", reviewing.review, name="risks-review"),
    path("version/<uuid:uid>/revision.<str:form>", reviewing.report, name="risks-review-report"),
    path("version/<uuid:uid>/sobre/", views.about, name="risks-about"),
    path("version/<uuid:uid>/imprimir/", files.to_print, name="risks-print"),
    path("version/<uuid:uid>/archivo/<slug:form>/", files.download, name="risks-file"),
    path("version/<uuid:uid>/proponer/", deciding.propose, name="risks-propose"),
    path("version/<uuid:uid>/aprobar/", deciding.approve, name="risks-approve"),
    path("version/<uuid:uid>/devolver/", deciding.give_back, name="risks-return"),
    path("version/<uuid:uid>/nuevo/", writing.add, name="risks-add"),
    path("<uuid:uid>/", sheet.risk, name="risks-risk"),
    path("<uuid:uid>/editar/", writing.edit, name="risks-edit"),
    path("<uuid:uid>/dejar-asi/<str:code>/", overruling.leave, name="risks-leave"),
    path("<uuid:uid>/retirar-razon/<str:code>/", overruling.take_back, name="risks-take-back"),
    path("<uuid:uid>/quitar/", writing.remove, name="risks-remove"),
    path("<uuid:uid>/controles/nuevo/", controls.add, name="risks-control-add"),
    path("<uuid:uid>/controles/<uuid:control>/", controls.edit, name="risks-control"),
    path("<uuid:uid>/controles/<uuid:control>/quitar/", controls.remove, name="risks-control-remove"),
    path("<uuid:uid>/tratamiento/", treatments.option, name="risks-option"),
    path("<uuid:uid>/acciones/nueva/", treatments.add, name="risks-treatment-add"),
    path("<uuid:uid>/acciones/<uuid:treatment>/", treatments.edit, name="risks-treatment"),
    path("<uuid:uid>/acciones/<uuid:treatment>/quitar/", treatments.remove, name="risks-treatment-remove"),
    path("<uuid:uid>/materializacion/", events.tell, name="risks-event"),
    path("<uuid:uid>/materializacion/<uuid:event>/retirar/", events.withdraw, name="risks-event-withdraw"),
]
