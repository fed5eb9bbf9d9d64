"""The addresses of this face: they stay, as people and documents cite them.

Pages of the portal itself have two parts, so that no entity can be called like one of them.
"""

from django.urls import URLPattern, URLResolver, path

from rumbo.faces.portal import figures, files, views

app_name = "portal"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.entities, name="entities"),
    path("ayuda/como-leer-las-cifras/", views.reading, name="reading"),
    path("ayuda/datos-abiertos/", views.open_data, name="open_data"),
    path("esquema/expediente.json", files.dossier_schema, name="schema"),
    path("mapa.xml", files.sitemap, name="sitemap"),
    path("<slug:slug>/", views.entity, name="entity"),
    path("<slug:slug>/logo.svg", files.logo, name="logo"),
    path("<slug:slug>/<int:year>/<int:number>/", views.publication, name="publication"),
    path("<slug:slug>/<int:year>/<int:number>/cifras/<uuid:subject>/<slug:measure>/", figures.figure, name="figure"),
    path(
        "<slug:slug>/<int:year>/<int:number>/cifras/<uuid:subject>/<slug:measure>/explicacion.json",
        figures.trace,
        name="trace",
    ),
    path("<slug:slug>/<int:year>/<int:number>/publicacion.<slug:form>", files.published_file, name="file"),
]
