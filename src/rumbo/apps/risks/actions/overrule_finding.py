"""A finding about a risk of a draft stays as it is, because a person says why; or is asked again, after all."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.risks.bridge.overruling import overruled, overruled_of
from rumbo.apps.risks.models import Assessment
from rumbo.apps.risks.queries import review_of_risk
from rumbo.apps.versions.actions.moving import hold
from rumbo.findings import Finding, Sentences, Severity, declare, marked

REASON_MISSING = declare(
    Sentences(
        code="risks.overruled_without_reason",
        severity=Severity.ERROR,
        title=marked("Falta la razón para dejarlo así"),
        what=marked("No se escribió por qué el hallazgo se deja como está."),
        why=marked("Quien lea el mapa después necesita saber qué se vio y por qué se decidió así."),
        how=marked("Escriba la razón en una frase."),
    )
)


@doorway("risks.finding.overrule")
def overrule_finding(actor: Actor, row: Assessment, *, code: str, reason: str) -> Assessment:
    """The error of that code does not stand against proposing the map any more, while it says the same."""
    if not (why := reason.strip()):
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity))
    hold(row.version)
    row.refresh_from_db(fields=["overruled"])
    errors = [each for each in review_of_risk(row).errors if each.code == code]
    if not errors:
        raise somebody_was_faster()
    kept = [each for each in overruled_of(row) if each.finding != code]
    row.overruled = [each.plain() for each in (*kept, *(overruled(each, why, actor.name) for each in errors))]
    row.save(update_fields=["overruled"])
    return row


@doorway("risks.finding.ask_again")
def ask_again(actor: Actor, row: Assessment, *, code: str) -> Assessment:
    """The reasons for which findings of that code were left in a risk are taken back: they count again."""
    hold(row.version)
    row.refresh_from_db(fields=["overruled"])
    left = overruled_of(row)
    kept = [each for each in left if each.finding != code]
    if len(kept) == len(left):
        raise somebody_was_faster()
    row.overruled = [each.plain() for each in kept]
    row.save(update_fields=["overruled"])
    return row
