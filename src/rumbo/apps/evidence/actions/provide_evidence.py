"""Somebody provides evidence: a file or a link, each with a title and a date of its own."""

from datetime import date
from typing import IO

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.evidence.actions.store_file import store_file
from rumbo.apps.evidence.models import Evidence
from rumbo.apps.people.models import Entity
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, without_refused

LINK_UNFIT = declare(
    Sentences(
        code="evidence.link_unfit",
        severity=Severity.ERROR,
        title=marked("El enlace no sirve"),
        what=marked("«{link}» no es una dirección de internet que se pueda abrir."),
        why=marked("Quien revisa necesita llegar al soporte; otras clases de enlace pueden ser peligrosas."),
        how=marked("Copie la dirección completa, que empieza por https:// o http://."),
    )
)

DATED_IN_FUTURE = declare(
    Sentences(
        code="evidence.dated_in_future",
        severity=Severity.ERROR,
        title=marked("Soporte con fecha futura"),
        what=marked("El soporte «{title}» está fechado el {day}, que todavía no ha llegado."),
        why=marked("Un soporte muestra algo que ya ocurrió."),
        how=marked("Escriba la fecha que lleva el documento."),
    )
)

LONGEST_TITLE = 300
LONGEST_LINK = 1000


@doorway("evidence.evidence.attach")
def provide_file(
    actor: Actor, entity: Entity, name: str, content: bytes | IO[bytes], *, own_date: date, title: str = ""
) -> Evidence:
    """Evidence that is a file. Without a title the name of the file is its title."""
    file = store_file(actor, entity, name, content)
    called = _title(title) or file.name
    _refuse_future(called, own_date)
    return Evidence.objects.create(
        entity=entity, title=called, own_date=own_date, file=file, provided_by=actor.name[:200]
    )


@doorway("evidence.evidence.link")
def provide_link(actor: Actor, entity: Entity, link: str, *, own_date: date, title: str = "") -> Evidence:
    """Evidence that is an address on the web; only http and https."""
    address = link.strip()
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise _unfit(address) from error
    if len(address) > LONGEST_LINK:
        raise _unfit(address)
    called = _title(title) or address[:LONGEST_TITLE]
    _refuse_future(called, own_date)
    return Evidence.objects.create(
        entity=entity, title=called, own_date=own_date, link=address, provided_by=actor.name[:200]
    )


def _title(title: str) -> str:
    return clean_text(without_refused(title)).replace("\n", " ")[:LONGEST_TITLE]


def _unfit(address: str) -> Refused:
    return Refused(Finding(LINK_UNFIT.code, LINK_UNFIT.severity, facts={"link": without_refused(address)[:80]}))


def _refuse_future(title: str, day: date) -> None:
    if day > timezone.localdate():
        facts = {"title": title, "day": day.isoformat()}
        raise Refused(Finding(DATED_IN_FUTURE.code, DATED_IN_FUTURE.severity, facts=facts))
