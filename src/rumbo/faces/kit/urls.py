"""The gallery, for whoever designs; config includes it at `_kit/` only when DEBUG."""

from django.urls import path

from rumbo.faces.kit.gallery import gallery

app_name = "kit"
urlpatterns = [path("", gallery, name="gallery")]
