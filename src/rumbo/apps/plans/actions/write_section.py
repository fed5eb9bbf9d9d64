"""The texts that a plan says before its targets, written by hand in a draft: purpose, legal basis, mission, vision."""

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.plans.bridge import NarrativeData
from rumbo.apps.plans.models import NarrativeSection, PlanVersion
from rumbo.apps.versions.actions.moving import hold
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, refused_characters

TEXT_UNFIT = declare(
    Sentences(
        code="plans.section_unfit",
        severity=Severity.ERROR,
        title=marked("El texto trae caracteres que no se pueden guardar"),
        what=marked("El texto trae caracteres invisibles que no se aceptan: {characters}."),
        why=marked("Suelen llegar al copiar de otro programa y dañan los archivos que se publican."),
        how=marked("Bórrelos y guarde de nuevo."),
    )
)


@doorway("plans.section.write")
def write_section(
    actor: Actor,
    version: PlanVersion,
    data: NarrativeData,
    *,
    section: NarrativeSection | None = None,
    place: int = 0,
) -> NarrativeSection:
    """A new text of a draft, or another wording of one that stands there; as the `place`-th of all, 0 where it is (a
    new one: last)."""
    hold(version)
    if refused := refused_characters(data.text):
        facts = {"characters": ", ".join(refused)}
        raise Refused(Finding(TEXT_UNFIT.code, TEXT_UNFIT.severity, facts=facts))
    if section is None:
        last = NarrativeSection.objects.filter(version=version).aggregate(last=Max("ordinal"))["last"] or 0
        section = NarrativeSection(entity_id=version.entity_id, version=version, ordinal=last + 1)
    section.kind, section.text = data.kind, clean_text(data.text)
    section.save()
    if place:
        _put(version, section, place)
    return section


@doorway("plans.section.remove")
def remove_section(actor: Actor, version: PlanVersion, section: NarrativeSection, *, reason: str = "") -> None:
    """Takes a text out of a draft; what it said and why it went stay in the trail."""
    hold(version)
    gone, _ = NarrativeSection.objects.filter(pk=section.pk, version=version).delete()
    if not gone:
        raise somebody_was_faster()


def _put(version: PlanVersion, section: NarrativeSection, place: int) -> None:
    rows = [row for row in NarrativeSection.objects.filter(version=version) if row.pk != section.pk]
    rows.insert(place - 1, section)
    free = max(row.ordinal for row in rows)
    # A place is taken once: all leave theirs before they come to the new ones.
    for start in (free, 0):
        for ordinal, row in enumerate(rows, start=start + 1):
            row.ordinal = ordinal
            row.save(update_fields=["ordinal"])
