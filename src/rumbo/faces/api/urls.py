"""The addresses of this face: `/api/v1/`, its description as OpenAPI 3.1, and a page to try it, all from here."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from rumbo.apps.publishing.queries import Damaged
from rumbo.faces.api import inside, public, sides
from rumbo.faces.api.asking import speak

API = NinjaAPI(
    title="Rumbo",
    version="1",
    description=(
        "Plans, follow-ups and figures of public entities, each figure with the trace from which it can be computed "
        "again. Figures are integers of 10⁻¹² (10¹² is 100 %); `written` is what the screens show. It only reads. A "
        "session of the site opens what its person may see; what is published needs none."
    ),
    urls_namespace="api",
    docs_url="docs/",
    openapi_url="openapi.json",
)
API.add_router("entities/", inside.router)
API.add_router("entities/", sides.router)
API.add_router("public/", public.router)


def _problem(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    return API.create_response(request, {"detail": detail}, status=status)


@API.exception_handler(Http404)
def nothing(request: HttpRequest, error: Http404) -> HttpResponse:
    """What is unknown and what is forbidden are answered alike."""
    return _problem(request, 404, _("No hay nada en esta dirección."))


@API.exception_handler(AuthenticationError)
def stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Whoever is not signed in."""
    return _problem(request, 401, _("Inicie sesión para leer esto."))


@API.exception_handler(ValidationError)
def misread(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What was asked for is not of the form that the description says."""
    speak(request)
    wrong = ", ".join(sorted({str(each["loc"][-1]) for each in error.errors}))
    return _problem(request, 422, _("Lo que se pide no tiene la forma esperada: {names}.").format(names=wrong))


@API.exception_handler(Damaged)
def damaged(request: HttpRequest, error: Damaged) -> HttpResponse:
    """What was published can no longer be read."""
    return _problem(request, 503, _("Lo publicado no se puede leer en este momento."))


def _opened(patterns: list[Any]) -> list[URLPattern]:
    """The addresses answer strangers themselves, with 401 and not with a page to sign in; the root has nothing."""
    return [
        path(str(each.pattern), login_not_required(each.callback), name=each.name)
        for each in patterns
        if each.name != "api-root"
    ]


app_name = "api"
urlpatterns = _opened(API.urls[0])
