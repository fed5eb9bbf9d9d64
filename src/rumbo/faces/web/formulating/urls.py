"""The addresses of formulations."""

from django.urls import URLPattern, path

from rumbo.faces.web.formulating import (
    answering,
    approving,
    opening,
    passing,
    proposing,
    reminding,
    targets,
    unit,
    views,
    workbook,
)

reminding.offered()

urlpatterns: list[URLPattern] = [
    path("", views.listing, name="formulating-list"),
    path("abrir/", opening.choose, name="formulating-choose"),
    path("abrir/nueva/", opening.begin, name="formulating-open"),
    path("plan/<uuid:uid>/", views.of_version, name="formulating-of-version"),
    path("<uuid:uid>/", views.board, name="formulating-board"),
    path("<uuid:uid>/acto/", approving.approve, name="formulating-approve"),
    path("dependencia/<uuid:uid>/", unit.page, name="formulating-part"),
    path("dependencia/<uuid:uid>/revision/", unit.checks, name="formulating-checks"),
    path("dependencia/<uuid:uid>/enviar/", unit.submit, name="formulating-submit"),
    path("dependencia/<uuid:uid>/enterado/", proposing.note, name="formulating-note"),
    path("dependencia/<uuid:uid>/niveles/proponer/", proposing.propose, name="formulating-propose"),
    path("niveles/<uuid:uid>/", proposing.answer, name="formulating-proposal"),
    path("dependencia/<uuid:uid>/plazo/", views.window, name="formulating-window"),
    path("dependencia/<uuid:uid>/pasar/", passing.hand_over, name="formulating-pass"),
    path("dependencia/<uuid:uid>/respuesta/", answering.answer, name="formulating-answer"),
    path("dependencia/<uuid:uid>/libro/", workbook.page, name="formulating-workbook"),
    path("dependencia/<uuid:uid>/libro.xlsx", workbook.take, name="formulating-workbook-file"),
    path("dependencia/<uuid:uid>/libro/<uuid:file>/", workbook.review, name="formulating-workbook-review"),
    path("dependencia/<uuid:uid>/metas/nueva/", targets.add, name="formulating-target-add"),
    path("dependencia/<uuid:uid>/metas/<uuid:target>/", targets.edit, name="formulating-target"),
    path("dependencia/<uuid:uid>/metas/<uuid:target>/programacion/", targets.programme, name="formulating-programme"),
    path("dependencia/<uuid:uid>/metas/<uuid:target>/hitos/", targets.milestones, name="formulating-milestones"),
    path("dependencia/<uuid:uid>/metas/<uuid:target>/retirar/", targets.withdraw, name="formulating-withdraw"),
]
