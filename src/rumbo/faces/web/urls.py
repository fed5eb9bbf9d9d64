"""The addresses of this face, by subject. Each subject keeps its own; addresses carry a random uid."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "web"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rumbo.faces.web.home.urls")),
    path("tablero/", include("rumbo.faces.web.directing.urls")),
    path("planes/", include("rumbo.faces.web.plans.urls")),
    path("formulacion/", include("rumbo.faces.web.formulating.urls")),
    path("cambios/", include("rumbo.faces.web.changing.urls")),
    path("proyectos/", include("rumbo.faces.web.projects.urls")),
    path("presupuesto/", include("rumbo.faces.web.budget.urls")),
    path("documentos/", include("rumbo.faces.web.intake.urls")),
    path("seguimiento/", include("rumbo.faces.web.followup.urls")),
    path("calendario/", include("rumbo.faces.web.calendar.urls")),
    path("avisos/", include("rumbo.faces.web.notices.urls")),
    path("riesgos/", include("rumbo.faces.web.risks.urls")),
    path("indicadores/", include("rumbo.faces.web.indicators.urls")),
    path("procesos/", include("rumbo.faces.web.processes.urls")),
    path("cifras/", include("rumbo.faces.web.measurement.urls")),
    path("revision/", include("rumbo.faces.web.reviewing.urls")),
    path("publicaciones/", include("rumbo.faces.web.publishing.urls")),
    path("primer-dia/", include("rumbo.faces.web.founding.urls")),
    path("entidad/", include("rumbo.faces.web.people.urls")),
]
