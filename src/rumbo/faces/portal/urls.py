"""The addresses of this face: they stay, as people and documents cite them."""

from django.urls import URLPattern, URLResolver, path

from rumbo.faces.portal import files, views

app_name = "portal"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.entities, name="entities"),
    path("como-leer-las-cifras/", views.reading, name="reading"),
    path("esquema/expediente.json", files.dossier_schema, name="schema"),
    path("mapa.xml", files.sitemap, name="sitemap"),
    path("<slug:slug>/", views.entity, name="entity"),
    path("<slug:slug>/<int:year>/<int:number>/", views.publication, name="publication"),
    path("<slug:slug>/<int:year>/<int:number>/publicacion.<slug:form>", files.published_file, name="file"),
]
