"""The addresses of follow-up: rounds, reports and their evidence."""

from django.urls import URLPattern, path

from rumbo.faces.web.followup import (
    board,
    bulk,
    closing,
    days,
    evidence,
    owed,
    reports,
    returning,
    reviewing,
    rounds,
    several_rounds,
    workbook,
)
from rumbo.faces.web.reviewing import records

urlpatterns: list[URLPattern] = [
    path("", rounds.index, name="followup-rounds"),
    path("abrir/", rounds.open_round, name="followup-open"),
    path("por-revisar/", reviewing.awaiting, name="followup-awaiting"),
    path("mis-reportes/", owed.owed, name="followup-owed"),
    path("tablero/", board.board, name="followup-board"),
    path("tablero/reportes/", board.reports, name="followup-board-reports"),
    path("tablero/seguimientos/", several_rounds.rounds, name="followup-several"),
    path("tablero/varios/<slug:verb>/", bulk.act, name="followup-bulk"),
    path("tablero/resultado/", bulk.told, name="followup-bulk-told"),
    path("sin-responsable/", board.nobody, name="followup-unanswered"),
    path("sin-responsable/<uuid:uid>/", several_rounds.reassign_one, name="followup-reassign"),
    path("libro/<uuid:unit>/<uuid:period>/", workbook.page, name="followup-workbook"),
    path("libro/<uuid:unit>/<uuid:period>.xlsx", workbook.take, name="followup-workbook-file"),
    path("libro/<uuid:unit>/<uuid:period>/<uuid:file>/", workbook.review, name="followup-workbook-review"),
    path("reportes/<uuid:uid>/", reports.report, name="followup-report"),
    path("reportes/<uuid:uid>/revision/", reviewing.review, name="followup-review"),
    path("reportes/<uuid:uid>/evaluacion/", reviewing.evaluate, name="followup-evaluate"),
    path("reportes/<uuid:uid>/devolver/", returning.send_back, name="followup-send-back"),
    path("reportes/<uuid:uid>/soportes/<uuid:evidence>/quitar/", evidence.detach, name="followup-detach"),
    path("reportes/<uuid:uid>/soportes/usar/", evidence.use_again, name="followup-use-again"),
    path("reportes/<uuid:uid>/soportes/<uuid:evidence>/", evidence.preview, name="followup-preview"),
    path("soportes/<uuid:uid>/ver/", evidence.inline, name="followup-inline"),
    path("soportes/<uuid:uid>/", evidence.download, name="followup-evidence"),
    path("soportes/<uuid:uid>/publico/", evidence.publicity, name="followup-publicity"),
    path("<uuid:uid>/", rounds.round_page, name="followup-round"),
    path("<uuid:uid>/revision/", records.of_round, name="followup-round-review"),
    path("<uuid:uid>/revision.<str:form>", records.round_report, name="followup-round-report"),
    path("<uuid:uid>/sin-reporte/", rounds.unowed, name="followup-unowed"),
    path("<uuid:uid>/fechas/", days.reschedule, name="followup-reschedule"),
    path("<uuid:uid>/cerrar/", rounds.close, name="followup-close"),
    path("<uuid:uid>/acta-de-cierre.<str:form>", closing.act, name="followup-closing"),
]
