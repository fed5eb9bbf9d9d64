"""What the settings of an installation lack, in plain words: what Django's checks of a deployment and ours answer, and
what no check of settings sees."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.core.checks import CheckMessage, Tags, run_checks

from rumbo.apps.people.models import Entity
from rumbo.findings import Finding, Sentences, Severity, declare, marked


def lack(code: str, severity: Severity, title: str, what: str, why: str, how: str) -> Sentences:
    """The sentences of something that an installation lacks."""
    return declare(Sentences(f"keeping.{code}", severity, title, what, why, how))


DEBUG = lack(
    "debug_on",
    Severity.ERROR,
    marked("Está en modo de desarrollo"),
    marked("RUMBO_DEBUG está encendida."),
    marked("Cada error muestra a cualquiera el programa por dentro, y no se exige https ni clave propia."),
    marked("Quite RUMBO_DEBUG del entorno, o déjela en 0, y arranque de nuevo."),
)
KEY = lack(
    "weak_key",
    Severity.ERROR,
    marked("Falta la clave secreta"),
    marked("RUMBO_SECRET_KEY no está, o es corta o fácil de adivinar."),
    marked("Con ella se firman las sesiones y los enlaces de los correos: quien la adivine entra como cualquiera."),
    marked(
        "Genere 50 letras al azar, por ejemplo con «python3 -c 'import secrets; print(secrets.token_urlsafe(50))'»."
    ),
)
HOSTS = lack(
    "any_host",
    Severity.ERROR,
    marked("Se acepta cualquier nombre de sitio"),
    marked("RUMBO_ALLOWED_HOSTS no dice cómo se llama este sitio."),
    marked("Los correos para recuperar la contraseña podrían llevar a un sitio ajeno."),
    marked("Ponga en RUMBO_ALLOWED_HOSTS los nombres del sitio, separados por comas."),
)
HTTPS = lack(
    "without_https",
    Severity.ERROR,
    marked("Las contraseñas viajan sin cifrar"),
    marked("RUMBO_HTTPS está apagada."),
    marked("Cualquiera en la misma red puede leer las contraseñas y entrar con ellas."),
    marked("Deje RUMBO_HTTPS en 1 y ponga delante un servidor con certificado, o sirva solo a este mismo equipo."),
)
STATIC = lack(
    "static_missing",
    Severity.ERROR,
    marked("Faltan los estilos de las páginas"),
    marked("En «{folder}» no están reunidos los archivos fijos de esta edición: falta {name}."),
    marked("Las páginas salen sin su forma, o no salen."),
    marked("Ejecute «python -m django collectstatic --noinput» después de instalar y de cada actualización."),
)
MAIL = lack(
    "without_mail",
    Severity.WARNING,
    marked("No sale ningún correo"),
    marked("RUMBO_EMAIL_URL no nombra un servidor de correo."),
    marked("Nadie puede recuperar su contraseña, y los avisos de lo que se debe solo se leen en pantalla."),
    marked("Ponga en RUMBO_EMAIL_URL el servidor de la entidad: smtp://usuario:clave@servidor:587/?tls=1."),
)
ZONE = lack(
    "zone_unknown",
    Severity.ERROR,
    marked("No se conoce la zona horaria de una entidad"),
    marked("El equipo no conoce «{zone}», la zona horaria de {entity}."),
    marked("El último día de un plazo dura hasta la medianoche de la entidad, y sin zona no se sabe cuándo es."),
    marked("Corrija la zona en los datos de la entidad; si está bien escrita, instale el paquete «tzdata»."),
)
NOT_SAFE = lack(
    "not_safe",
    Severity.ERROR,
    marked("La configuración no es segura"),
    marked("{detail}"),
    marked("La instalación se niega a arrancar, o dejaría ver lo que no debe."),
    marked("{hint}"),
)
SAID = {
    "rumbo.E001": KEY,
    "rumbo.E002": HOSTS,
    "rumbo.E003": HTTPS,
    "rumbo.E004": STATIC,
    "rumbo.W001": MAIL,
    "security.W004": HTTPS,
    "security.W008": HTTPS,
    "security.W009": KEY,
    "security.W012": HTTPS,
    "security.W016": HTTPS,
    "security.W018": DEBUG,
}
CHOSEN = frozenset({"security.W005", "security.W021"})
"""What browsers remember of subdomains is a choice of whoever runs the site, not a lack."""


def configuration() -> Iterator[Finding]:
    """What the settings lack, each once and as grave as the gravest check that says so."""
    found: dict[str, Finding] = {}
    for message in run_checks(include_deployment_checks=True, tags=[Tags.security]):
        if message.id in CHOSEN or (settings.DEBUG and SAID.get(message.id or "") is HTTPS):
            continue
        told = _told(message)
        key = told.code if told.code != NOT_SAFE.code else str(message.id)
        if key not in found or told.severity == Severity.ERROR:
            found[key] = told
    yield from found.values()
    if STATIC.code not in found:
        yield from _static()


def zones() -> Iterator[Finding]:
    """Entities whose time zone this machine does not know. One query."""
    for name, zone in Entity.objects.order_by("name").values_list("name", "time_zone"):
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            yield Finding(ZONE.code, ZONE.severity, facts={"zone": zone, "entity": name})


def _told(message: CheckMessage) -> Finding:
    sentences = SAID.get(message.id or "")
    if sentences is None:
        severity = Severity.ERROR if message.is_serious() else Severity.WARNING
        return Finding(
            NOT_SAFE.code, severity, facts={"detail": f"{message.msg} ({message.id})", "hint": message.hint or ""}
        )
    grave = message.is_serious() or sentences is DEBUG
    facts = {"folder": str(settings.STATIC_ROOT), "name": "staticfiles.json"} if sentences is STATIC else {}
    return Finding(sentences.code, Severity.ERROR if grave else Severity.WARNING, facts=facts)


def _static() -> Iterator[Finding]:
    """A file of this edition that was not collected, as after an update; the first is enough."""
    if not isinstance(staticfiles_storage, ManifestStaticFilesStorage):
        return
    for finder in get_finders():
        for path, _storage in finder.list([]):
            if path.replace("\\", "/") not in staticfiles_storage.hashed_files:
                yield Finding(STATIC.code, STATIC.severity, facts={"folder": str(settings.STATIC_ROOT), "name": path})
                return
