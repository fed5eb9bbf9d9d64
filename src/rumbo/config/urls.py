"""Where each face stands. Addresses are Spanish, as their readers are."""

from django.conf import settings
from django.urls import include, path

from rumbo.config.health import health
from rumbo.faces.portal.files import robots
from rumbo.faces.web.home.views import language

urlpatterns = [
    path("", include("rumbo.faces.web.urls")),
    path("publico/", include("rumbo.faces.portal.urls")),
    path("api/v1/", include("rumbo.faces.api.urls")),
    path("cuenta/", include("allauth.urls")),
    path("idioma/", language, name="set_language"),
    path("healthz", health, name="healthz"),
    path("robots.txt", robots, name="robots"),
]

handler404 = "rumbo.faces.web.resuming.views.not_here"

if settings.DEBUG:
    # Every component with believable content, for whoever designs a screen.
    urlpatterns.append(path("_kit/", include("rumbo.faces.kit.urls")))
