"""Planning prepares a publication: which version, with which follow-up, under which number."""

from django.db.models import Max
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.followup.models import Followup
from rumbo.apps.people.models import Entity
from rumbo.apps.plans.models import PlanVersion
from rumbo.apps.publishing.bridge import number_of
from rumbo.apps.publishing.models import Publication
from rumbo.apps.publishing.queries import published_before
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, without_refused

NOT_APPROVED = declare(
    Sentences(
        code="publishing.version_not_approved",
        severity=Severity.ERROR,
        title=marked("La versión no está aprobada"),
        what=marked("Solo se publica una versión del plan adoptada por su acto."),
        why=marked("Publicar un borrador como plan vigente confunde a la ciudadanía y a los organismos de control."),
        how=marked("Apruebe primero la versión."),
        source="Ley 1474 de 2011, art. 74",
    )
)

NOT_CLOSED = declare(
    Sentences(
        code="publishing.period_not_closed",
        severity=Severity.ERROR,
        title=marked("El periodo sigue abierto"),
        what=marked("El seguimiento elegido todavía no se ha cerrado."),
        why=marked("Sus cifras pueden cambiar; una publicación muestra cifras que ya no cambian."),
        how=marked("Cierre el periodo y vuelva a preparar la publicación."),
    )
)

REASON_MISSING = declare(
    Sentences(
        code="publishing.reason_missing",
        severity=Severity.ERROR,
        title=marked("Falta decir por qué se reemplaza"),
        what=marked("Esta publicación reemplaza a la {number}, y no se escribió el motivo."),
        why=marked("Quien consultó la anterior tiene derecho a saber qué se corrigió."),
        how=marked("Escriba el motivo en una frase."),
    )
)

TITLE_MISSING = declare(
    Sentences(
        code="publishing.title_missing",
        severity=Severity.ERROR,
        title=marked("Falta el título"),
        what=marked("La publicación no tiene título."),
        why=marked("Es lo que la ciudadanía lee primero para saber qué documento tiene delante."),
        how=marked("Escriba un título corto, por ejemplo el nombre del plan y el periodo."),
    )
)


@doorway("publishing.publication.prepare")
def prepare_publication(
    actor: Actor, version: PlanVersion, *, title: str, followup: Followup | None = None, reason: str = ""
) -> Publication:
    """The next publication of the year. Superseding the last one of the same plan and period takes a reason."""
    _refuse_unready(version, followup)
    told, why = clean_text(without_refused(title)), clean_text(without_refused(reason))
    if not told:
        raise Refused(Finding(TITLE_MISSING.code, TITLE_MISSING.severity))
    # One at a time in each entity, so that no number is given twice.
    Entity.objects.select_for_update(no_key=True).get(pk=version.entity_id)
    now = timezone.localtime()
    before = published_before(version, followup)
    if before is not None and not why:
        facts = {"number": number_of(before)}
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity, facts=facts))
    last = Publication.objects.filter(entity_id=version.entity_id, year=now.year).aggregate(last=Max("number"))
    return Publication.objects.create(
        entity_id=version.entity_id,
        plan_version=version,
        followup=followup,
        year=now.year,
        number=(last["last"] or 0) + 1,
        title=told[:300],
        supersedes=before,
        reason=why,
        prepared_by=actor.name[:200],
        prepared_at=now,
    )


def _refuse_unready(version: PlanVersion, followup: Followup | None) -> None:
    if version.approved_at is None:
        raise Refused(Finding(NOT_APPROVED.code, NOT_APPROVED.severity))
    if followup is not None and (followup.closed_at is None or followup.plan_version_id != version.pk):
        raise Refused(Finding(NOT_CLOSED.code, NOT_CLOSED.severity))
