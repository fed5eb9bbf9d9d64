"""What an installation must not be in production. Each answer says which variable to change."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
SHORTEST_KEY = 32


@register(Tags.security)
def secure_production(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Everything wrong with a production installation; nothing for development."""
    return [] if settings.DEBUG else list(_weaknesses())


def refuse_insecure() -> None:
    """Raise ImproperlyConfigured with every error of `secure_production`; the WSGI entry calls it."""
    errors = [message for message in secure_production() if message.is_serious()]
    if errors:
        raise ImproperlyConfigured("\n".join(f"{error.msg} {error.hint}" for error in errors))


def _weaknesses() -> Iterator[CheckMessage]:
    local = set(settings.ALLOWED_HOSTS) <= LOOPBACK
    if settings.SECRET_KEY_IS_INVENTED or len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield Error(
            "The secret key is missing or too short.",
            hint=f"Set RUMBO_SECRET_KEY to at least {SHORTEST_KEY} random characters and keep it.",
            id="rumbo.E001",
        )
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "Any host name is accepted.", hint="Set RUMBO_ALLOWED_HOSTS to the names of this site.", id="rumbo.E002"
        )
    if not settings.HTTPS and not local:
        yield Error(
            "Passwords would travel in the clear.",
            hint="Leave RUMBO_HTTPS at 1 and put a TLS proxy in front, or serve this machine only.",
            id="rumbo.E003",
        )
    if settings.STATIC_COLLECTED and not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        yield Error(
            "Static files are not collected.",
            hint="Run `python -m django collectstatic`, or set RUMBO_STATIC_COLLECTED=0.",
            id="rumbo.E004",
        )
    if not local and settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        yield checks.Warning(
            "Nobody can recover a password: mail only goes to the log.", hint="Set RUMBO_EMAIL_URL.", id="rumbo.W001"
        )
