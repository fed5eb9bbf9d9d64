"""Where each face stands. Addresses are Spanish, as their readers are."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from rumbo.config.health import health

urlpatterns = [
    path("", include("rumbo.faces.web.urls")),
    path("publico/", include("rumbo.faces.portal.urls")),
    path("cuenta/", include("allauth.urls")),
    path("idioma/", login_not_required(set_language), name="set_language"),
    path("healthz", health, name="healthz"),
]

if settings.DEBUG:
    # Every component with believable content, for whoever designs a screen.
    urlpatterns.append(path("_kit/", include("rumbo.faces.kit.urls")))
