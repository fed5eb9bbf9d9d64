"""The addresses of projects."""

from django.urls import URLPattern, path

from rumbo.faces.web.projects import changes, deciding, editing, following, pictures, printing, trees, views
from rumbo.faces.web.reviewing import records

urlpatterns: list[URLPattern] = [
    path("", views.listing, name="projects-list"),
    path("lista.<str:form>", printing.printed_list, name="projects-list-print"),
    path("nuevo/", editing.create, name="projects-create"),
    path("<uuid:uid>/", views.sheet, name="projects-sheet"),
    path("<uuid:uid>/arboles/", trees.trees, name="projects-trees"),
    path("<uuid:uid>/revision/", records.of_project, name="projects-review"),
    path("<uuid:uid>/revision.<str:form>", records.project_report, name="projects-review-report"),
    path("<uuid:uid>/seguimiento/", following.following, name="projects-following"),
    path("<uuid:uid>/cambios/", changes.changes, name="projects-changes"),
    path("<uuid:uid>/cronograma/", views.schedule, name="projects-schedule"),
    path("<uuid:uid>/banco/", views.bank, name="projects-bank"),
    path("<uuid:uid>/imprimir/<slug:form>/", printing.printed, name="projects-print"),
    path("<uuid:uid>/decidir/<slug:slug>/", deciding.decide_on_project, name="projects-decide"),
    path("<uuid:uid>/editar/identificacion/", editing.identity, name="projects-identity"),
    path("<uuid:uid>/editar/periodos/", editing.periods, name="projects-periods"),
    path("<uuid:uid>/editar/<slug:slug>/", editing.section, name="projects-edit"),
    path("<uuid:uid>/actividades/<uuid:activity_uid>/meta/", editing.goal_add, name="projects-goal-add"),
    path("<uuid:uid>/cronograma/traer/", editing.bring, name="projects-bring"),
    path("<uuid:uid>/cronograma/<uuid:line_uid>/", editing.marks, name="projects-marks"),
    path("<uuid:uid>/imagenes/<slug:slug>/nueva/", pictures.add, name="projects-picture-add"),
    path("imagenes/<uuid:uid>/", pictures.edit, name="projects-picture"),
    path("imagenes/<uuid:uid>/quitar/", pictures.remove, name="projects-picture-remove"),
    path("imagenes/<uuid:uid>/archivo/", pictures.show, name="projects-picture-file"),
    path("metas/<uuid:uid>/", editing.goal_edit, name="projects-goal"),
    path("metas/<uuid:uid>/quitar/", editing.goal_remove, name="projects-goal-remove"),
]
