"""The addresses of intake."""

from django.urls import URLPattern, path

from rumbo.faces.web.intake import (
    bringing,
    cancelling,
    continuity,
    execution,
    mapping,
    mappings,
    names,
    table,
    templates,
    together,
    views,
)
from rumbo.faces.web.intake.documents import bringing as parts
from rumbo.faces.web.intake.documents import changing, questions
from rumbo.faces.web.intake.documents import views as documents

urlpatterns: list[URLPattern] = [
    path("", views.documents, name="intake-list"),
    path("traer/", views.upload, name="intake-upload"),
    path("juntos/", together.review_together, name="intake-together"),
    path("juntos.<str:form>", together.report, name="intake-together-report"),
    path("correspondencias/", mappings.mappings, name="intake-mappings"),
    path("correspondencias/traer/", mappings.mapping_import, name="intake-mapping-import"),
    path("correspondencias/<uuid:uid>/", mappings.mapping_edit, name="intake-mapping-edit"),
    path("correspondencias/<uuid:uid>/archivo/", mappings.mapping_export, name="intake-mapping-export"),
    path("correspondencias/<uuid:uid>/retirar/", mappings.mapping_retire, name="intake-mapping-retire"),
    path("plantillas/<slug:key>.<slug:form>", templates.template, name="intake-template"),
    path("<uuid:uid>/", views.document, name="intake-document"),
    path("<uuid:uid>/archivo/", views.file, name="intake-file"),
    path("<uuid:uid>/columnas/", mapping.mapping, name="intake-mapping"),
    path("<uuid:uid>/columnas/usar/", mapping.use, name="intake-mapping-use"),
    path("<uuid:uid>/leida.<str:form>", execution.execution_file, name="intake-execution-file"),
    path("<uuid:uid>/guardar/", execution.record, name="intake-record"),
    path("<uuid:uid>/leida/<int:table>/<int:number>/", execution.table_row, name="intake-table-row"),
    path("<uuid:uid>/destino/", views.destination, name="intake-destination"),
    path("<uuid:uid>/tabla/", table.table, name="intake-table"),
    path("<uuid:uid>/linea/<int:number>/cancelar/", cancelling.cancel, name="intake-cancel"),
    path("<uuid:uid>/tabla/<int:number>/", table.line, name="intake-line"),
    path("<uuid:uid>/revisiones/", table.checks, name="intake-checks"),
    path("<uuid:uid>/dependencias/", names.names, name="intake-names"),
    path("<uuid:uid>/continuidad/", continuity.continuity, name="intake-continuity"),
    path("<uuid:uid>/proponer/", bringing.propose, name="intake-propose"),
    path("<uuid:uid>/repetir/", bringing.resume, name="intake-resume"),
    path("<uuid:uid>/aprobar/", bringing.approve, name="intake-approve"),
    path("<uuid:uid>/devolver/", bringing.reopen, name="intake-reopen"),
    path("<uuid:uid>/descartar/", bringing.discard, name="intake-discard"),
    path("<uuid:uid>/partes/<int:number>/", documents.part, name="intake-part"),
    path("<uuid:uid>/partes/revisiones/", documents.checks, name="intake-part-checks"),
    path("<uuid:uid>/dato/", documents.value, name="intake-value"),
    path("<uuid:uid>/agregar/", changing.add, name="intake-record-add"),
    path("<uuid:uid>/quitar/", changing.remove, name="intake-record-remove"),
    path("<uuid:uid>/reponer/", changing.restore, name="intake-record-restore"),
    path("<uuid:uid>/preguntas/", questions.questions, name="intake-questions"),
    path("<uuid:uid>/partes/destino/", parts.destination, name="intake-part-destination"),
    path("<uuid:uid>/partes/proponer/", parts.propose, name="intake-part-propose"),
    path("<uuid:uid>/partes/aprobar/", parts.approve, name="intake-part-approve"),
]
