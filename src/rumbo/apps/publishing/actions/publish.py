"""A publication is approved: its dossier is frozen and digested, its drawings are made, and everybody can read it."""

import logging
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from rumbo.apps import progress
from rumbo.apps.audit.actor import Actor, system_actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.evidence.actions import store_file
from rumbo.apps.people.models import Entity
from rumbo.apps.people.queries import clock_of
from rumbo.apps.plans.models import Placement
from rumbo.apps.publishing.actions.moving import move
from rumbo.apps.publishing.bridge import dossier_of, drawings, number_of
from rumbo.apps.publishing.models import Publication, PublicationFile, PublicationState
from rumbo.apps.publishing.queries import job_of, key_of_finding, open_errors, published_before
from rumbo.domain.dossier import digest
from rumbo.findings import Finding, Sentences, Severity, declare, marked, word
from rumbo.findings.types import Fact
from rumbo.notation.text import clean_text, without_refused

DRAWN_AT_ONCE = 150
FORMATS = 6
Drawn = tuple[str, tuple[tuple[str, str, bytes], ...]]
READY = (PublicationState.PREPARED, PublicationState.FAILED)

APPROVER_MISSING = declare(
    Sentences(
        code="publishing.approver_missing",
        severity=Severity.ERROR,
        title=marked("Falta quién aprueba"),
        what=marked("No se escribió el cargo de quien aprueba la publicación."),
        why=marked("Una publicación oficial tiene quien responde por ella; se publica el cargo, no la persona."),
        how=marked("Escriba el cargo, por ejemplo «Directora general»."),
        source="Ley 1581 de 2012, art. 4",
    )
)
DAY_UNFIT = declare(
    Sentences(
        code="publishing.day_in_future",
        severity=Severity.ERROR,
        title=marked("La fecha no ha llegado"),
        what=marked("La fecha de publicación, {day}, todavía no ha llegado."),
        why=marked("La publicación queda a la vista en este momento; su fecha no puede ser posterior."),
        how=marked("Escriba la fecha de hoy o la del acto que ordenó publicar."),
    )
)
OVERTAKEN = declare(
    Sentences(
        code="publishing.overtaken",
        severity=Severity.ERROR,
        title=marked("Otra publicación salió primero"),
        what=marked("Después de preparar esta, se publicó la {number} del mismo plan y periodo."),
        why=marked("Esta reemplazaría a aquella sin decirlo ni explicar qué se corrige."),
        how=marked("Descarte esta y prepare otra, con el motivo por el que reemplaza a la {number}."),
    )
)
ERRORS_OPEN = declare(
    Sentences(
        code="publishing.errors_open",
        severity=Severity.ERROR,
        title=marked("Hay errores abiertos que no se han reconocido"),
        what=marked("Errores de la revisión que nadie ha dicho conocer: {n}; el primero: {first}"),
        why=marked("Lo publicado no se puede cambiar: quien publica con errores responde por haberlos conocido."),
        how=marked("Corríjalos en una versión nueva, o diga que los conoce y publica con ellos; queda constancia."),
    )
)
NOT_DRAWN = declare(
    Sentences(
        code="publishing.not_drawn",
        severity=Severity.ERROR,
        title=marked("No se pudieron elaborar los archivos"),
        what=marked("Al elaborar los archivos de la publicación algo falló ({fault}). No se publicó nada."),
        why=marked("Una publicación sale completa, con todos sus formatos iguales, o no sale."),
        how=marked("Inténtelo de nuevo; si vuelve a fallar, avise a quien administra el sistema."),
    )
)


@doorway("publishing.publication.publish")
def publish(
    actor: Actor, publication: Publication, *, approver: str, day: date | None = None, known: Collection[str] = ()
) -> Publication:
    """Publishes with the post of who approves and the day. A large plan is drawn by the task worker.

    `known` are the keys of the open errors (`queries.key_of_finding`) that the actor knows and publishes with.
    """
    post, day = _post(approver), _day(day)
    Entity.objects.select_for_update(no_key=True).get(pk=publication.entity_id)
    _refuse_overtaken(publication)
    said = _known(actor, publication, day, known)
    columns = {"approver": post, "published_on": day, "failure": ""} | said
    drawing = move(publication, *READY, state=PublicationState.DRAWING, **columns)
    if Placement.objects.filter(version=publication.plan_version_id).count() > DRAWN_AT_ONCE:
        draw_by_the_worker(drawing)
        return drawing
    try:
        return _keep(drawing, actor.origin, _drawn(drawing))
    except Refused:
        raise
    except Exception as fault:
        logging.getLogger(__name__).exception("publication %s", publication.uid)
        facts = {"fault": type(fault).__name__}
        raise Refused(Finding(NOT_DRAWN.code, NOT_DRAWN.severity, facts=facts)) from fault


def draw_by_the_worker(publication: Publication) -> None:
    """Asks the task worker to draw a publication, once this transaction stands."""
    progress.wait(job_of(publication))
    transaction.on_commit(lambda: draw_large_publication.enqueue(publication.pk))


@task()
def draw_large_publication(key: int) -> None:
    """The task worker's part. What goes wrong is told on the screen, and publishing can be tried again."""
    publication = Publication.objects.select_related("entity").get(pk=key)
    if publication.state != PublicationState.DRAWING:
        return
    actor = system_actor("task", publication.entity_id)
    with clock_of(publication.entity), progress.working(job_of(publication)):
        try:
            # Drawn before anything is written: on SQLite nobody else can save from there on.
            _finish(actor, publication, _drawn(publication))
        except Exception as error:
            _tell_failure(actor, publication, error=type(error).__name__)
            raise


@doorway("publishing.publication.draw")
def _finish(actor: Actor, publication: Publication, drawn: Drawn) -> Publication:
    return _keep(publication, actor.origin, drawn)


@doorway("publishing.publication.fail")
def _tell_failure(actor: Actor, publication: Publication, *, error: str) -> Publication:
    return move(publication, PublicationState.DRAWING, state=PublicationState.FAILED, failure=error)


def _post(approver: str) -> str:
    post = clean_text(without_refused(approver))[:200]
    if not post:
        raise Refused(Finding(APPROVER_MISSING.code, APPROVER_MISSING.severity))
    return post


def _day(day: date | None) -> date:
    today = timezone.localdate()
    if day is not None and day > today:
        raise Refused(Finding(DAY_UNFIT.code, DAY_UNFIT.severity, facts={"day": day.isoformat()}))
    return day or today


def _known(actor: Actor, publication: Publication, day: date, known: Collection[str]) -> dict[str, Any]:
    """The open errors as they are kept with who knows them; refused while one is not known."""
    errors = open_errors(publication, day)
    unknown = [each for each in errors if key_of_finding(each) not in known]
    if unknown:
        facts: dict[str, Fact] = {"n": len(unknown), "first": word(unknown[0]).what}
        raise Refused(Finding(ERRORS_OPEN.code, ERRORS_OPEN.severity, facts=facts))
    told = [{"code": each.code, "place": str(each.where or ""), "facts": dict(each.facts)} for each in errors]
    by, at = (actor.name, timezone.now()) if told else ("", None)
    return {"known_errors": told, "known_by": by, "known_at": at}


def _refuse_overtaken(publication: Publication) -> None:
    last = published_before(publication.plan_version, publication.followup)
    if last is not None and last.pk != publication.supersedes_id:
        facts = {"number": number_of(last)}
        raise Refused(Finding(OVERTAKEN.code, OVERTAKEN.severity, facts=facts))


def _drawn(publication: Publication) -> Drawn:
    """The digest of the dossier, and every file of it by its format and its ending."""
    progress.advance("composing")
    day = publication.published_on or timezone.localdate()
    dossier = dossier_of(publication, day=day, approver=publication.approver)
    files = []
    for file in drawings(dossier, publication.entity.logo_svg.encode()):
        files.append(file)
        progress.advance("drawing", len(files), FORMATS)
    return digest(dossier), tuple(files)


def _keep(publication: Publication, origin: str, drawn: Drawn) -> Publication:
    """Stores all the files and the digest, or nothing."""
    told, files = drawn
    machine = system_actor(origin, publication.entity_id)
    name = f"publicacion-{number_of(publication)}"
    for form, suffix, content in files:
        file = store_file(machine, publication.entity, f"{name}.{suffix}", content)
        PublicationFile.objects.create(entity_id=publication.entity_id, publication=publication, format=form, file=file)
    return move(
        publication,
        PublicationState.DRAWING,
        state=PublicationState.PUBLISHED,
        digest=told,
        published_at=timezone.now(),
    )
