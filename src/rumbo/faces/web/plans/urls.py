"""The addresses of plans."""

from django.urls import URLPattern, path

from rumbo.faces.web.plans import deciding, document, editing, integrated, levels, measuring, reviewing, views

urlpatterns: list[URLPattern] = [
    path("", views.plans, name="plans-list"),
    path("nuevo/", deciding.create, name="plans-create"),
    path("<uuid:uid>/version-nueva/", deciding.next_version, name="plans-next"),
    path("version/<uuid:uid>/", views.version, name="plans-version"),
    path("version/<uuid:uid>/documento/", document.document, name="plans-document"),
    path("version/<uuid:uid>/documento.<str:form>", document.printed, name="plans-printed"),
    path("version/<uuid:uid>/base/", document.basis, name="plans-basis"),
    path("version/<uuid:uid>/revision/", reviewing.review, name="plans-review"),
    path("version/<uuid:uid>/revision.<str:form>", reviewing.report, name="plans-review-report"),
    path("version/<uuid:uid>/conteo/", document.rule, name="plans-rule"),
    path("version/<uuid:uid>/integrados/", integrated.integrated, name="plans-integrated"),
    path("version/<uuid:uid>/integrados.<str:form>", integrated.printed, name="plans-integrated-print"),
    path("version/<uuid:uid>/integrados/nuevo/", integrated.add, name="plans-integrated-add"),
    path("version/<uuid:uid>/integrados/<uuid:node_uid>/", integrated.plan, name="plans-integrated-plan"),
    path("version/<uuid:uid>/integrados/<uuid:node_uid>/traer/", integrated.show, name="plans-integrated-show"),
    path("version/<uuid:uid>/niveles/", levels.tree, name="plans-tree"),
    path("version/<uuid:uid>/niveles/nuevo/", levels.add, name="plans-node-add"),
    path("version/<uuid:uid>/niveles/<uuid:node_uid>/", levels.edit, name="plans-node"),
    path("version/<uuid:uid>/niveles/<uuid:node_uid>/quitar/", levels.remove, name="plans-node-remove"),
    path("version/<uuid:uid>/sobre/", views.about, name="plans-about"),
    path("version/<uuid:uid>/cambios/", views.changes, name="plans-changes"),
    path("version/<uuid:uid>/proponer/", deciding.propose, name="plans-propose"),
    path("version/<uuid:uid>/aprobar/", deciding.approve, name="plans-approve"),
    path("version/<uuid:uid>/devolver/", deciding.give_back, name="plans-return"),
    path("version/<uuid:uid>/reporte-y-pesos/", editing.settle, name="plans-settle"),
    path("version/<uuid:uid>/metas/nueva/", editing.add, name="plans-target-add"),
    path("version/<uuid:uid>/hojas-de-vida/", measuring.begin_all, name="plans-sheets"),
    path("meta/<uuid:uid>/hoja-de-vida/", measuring.link, name="plans-target-link"),
    path("meta/<uuid:uid>/hoja-de-vida/nueva/", measuring.begin, name="plans-target-sheet"),
    path("meta/<uuid:uid>/", views.target, name="plans-target"),
    path("meta/<uuid:uid>/editar/", editing.edit, name="plans-target-edit"),
    path("meta/<uuid:uid>/programacion/", editing.programme, name="plans-target-programme"),
    path("meta/<uuid:uid>/hitos/", editing.milestones, name="plans-target-milestones"),
    path("meta/<uuid:uid>/quitar/", editing.remove, name="plans-target-remove"),
]
