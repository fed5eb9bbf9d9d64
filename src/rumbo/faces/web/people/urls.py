"""The addresses of the entity: its data, units, people, settings, catalogues and trail."""

from django.urls import URLPattern, path

from rumbo.faces.web.people import (
    catalogues,
    entity,
    measuring,
    members,
    parts,
    steps,
    succession,
    trail,
    trail_files,
    units,
)

urlpatterns: list[URLPattern] = [
    path("", entity.show, name="people-entity"),
    path("datos/", entity.describe, name="people-describe"),
    path("logo/<uuid:uid>/", entity.logo, name="people-logo"),
    path("dependencias/", units.tree, name="people-units"),
    path("dependencias/nueva/", units.new, name="people-unit-new"),
    path("dependencias/fusionar/", succession.merge, name="people-units-merge"),
    path("dependencias/<uuid:uid>/dividir/", succession.split, name="people-unit-split"),
    path("dependencias/<uuid:uid>/", units.unit, name="people-unit"),
    path("dependencias/<uuid:uid>/nombre/", units.rename, name="people-unit-rename"),
    path("dependencias/<uuid:uid>/lugar/", units.move, name="people-unit-move"),
    path("dependencias/<uuid:uid>/otro-nombre/", units.alias, name="people-unit-alias"),
    path("dependencias/<uuid:uid>/cerrar/", units.close, name="people-unit-close"),
    path("personas/", members.listing, name="people-list"),
    path("personas/invitar/", members.invite, name="people-invite"),
    path("personas/<uuid:uid>/", members.person, name="people-person"),
    path("personas/<uuid:uid>/rol/", members.grant, name="people-grant"),
    path("personas/<uuid:uid>/correo/", members.mail, name="people-mail"),
    path("roles/<uuid:uid>/terminar/", members.end, name="people-end"),
    path("ajustes/", measuring.listing, name="people-settings"),
    path("ajustes/pasos/", steps.steps, name="people-steps"),
    path("ajustes/partes/", parts.parts, name="people-parts"),
    path("ajustes/<slug:key>/", measuring.setting, name="people-setting"),
    path("catalogos/", catalogues.listing, name="people-catalogues"),
    path("catalogos/<uuid:uid>/", catalogues.catalogue, name="people-catalogue"),
    path("rastro/", trail.trail, name="people-trail"),
    path("rastro/exportar.<slug:form>", trail_files.trail, name="people-trail-file"),
    path("rastro/<uuid:uid>/", trail.deed, name="people-deed"),
    path("rastro/registros/<slug:kind>/<uuid:uid>/", trail.record, name="people-record"),
    path("rastro/registros/<slug:kind>/<uuid:uid>/historia.<slug:form>", trail_files.record, name="people-record-file"),
]
