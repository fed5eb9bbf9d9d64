"""A map of risks is born, gets a first draft, and its next version begins as a copy of the one in force."""

from collections.abc import Sequence
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.people.models import Entity
from rumbo.apps.risks.models import Assessment, Control, MapVersion, RiskMap, Treatment
from rumbo.apps.versions.actions.copying import copied
from rumbo.apps.versions.actions.moving import next_number
from rumbo.content.risk_methods import methods
from rumbo.domain.risk import AnnouncedRow
from rumbo.domain.risk.reading import class_said
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NAME_TAKEN = declare(
    Sentences(
        code="risks.map_name_taken",
        severity=Severity.ERROR,
        title=marked("Ya hay un mapa de riesgos con ese nombre"),
        what=marked("La entidad ya tiene un mapa de riesgos llamado «{name}»."),
        why=marked("Dos mapas con el mismo nombre se confunden en los informes y en la publicación."),
        how=marked("Empiece una versión nueva de ese mapa, o use otro nombre."),
    )
)

OPEN_VERSION = declare(
    Sentences(
        code="risks.version_open",
        severity=Severity.ERROR,
        title=marked("Ya hay una versión en preparación"),
        what=marked("El mapa «{name}» ya tiene una versión que todavía no se aprueba."),
        why=marked("Con dos versiones a la vez, lo que se escribe en una se perdería al aprobar la otra."),
        how=marked("Siga en la versión que está en preparación."),
    )
)


@doorway("risks.map.create")
def create_map(actor: Actor, entity: Entity, name: str, *, fiscal_year: int | None = None) -> RiskMap:
    """A new map of an entity; its name is free."""
    if RiskMap.objects.filter(entity=entity, name=name).exists():
        raise Refused(Finding(NAME_TAKEN.code, NAME_TAKEN.severity, facts={"name": name}))
    return RiskMap.objects.create(entity=entity, name=name, fiscal_year=fiscal_year)


@doorway("risks.version.draft")
def draft_version(
    actor: Actor, risk_map: RiskMap, *, label: str = "", announced: Sequence[AnnouncedRow] = ()
) -> MapVersion:
    """The next version of a map, empty. `announced` is what its document only counts; it becomes no risk."""
    return _next(risk_map, label, [_plain(row) for row in announced])


@doorway("risks.version.continue")
def continue_version(actor: Actor, version: MapVersion, *, label: str = "") -> MapVersion:
    """A draft in which every risk stands as in the version given, with its controls and its treatment."""
    draft = _next(version.map, label, [])
    places = copied(Assessment.objects.filter(version=version).order_by("ordinal"), version=draft)
    for model in (Control, Treatment):
        below = model._default_manager.filter(assessment__in=places).order_by("assessment", "ordinal")
        copied(below, {"assessment_id": places})
    return draft


def _next(risk_map: RiskMap, label: str, announced: list[dict[str, Any]]) -> MapVersion:
    versions = MapVersion.objects.filter(map=risk_map)
    number = next_number(risk_map, versions)
    if versions.filter(approved_at__isnull=True).exists():
        raise Refused(Finding(OPEN_VERSION.code, OPEN_VERSION.severity, facts={"name": risk_map.name}))
    return MapVersion.objects.create(
        entity_id=risk_map.entity_id, map=risk_map, number=number, label=label or str(number), announced=announced
    )


def _plain(row: AnnouncedRow) -> dict[str, Any]:
    counts: dict[str, int] = {}
    for each in row.counts:
        found = class_said(methods(), each.risk_class)
        counts[found.code if found else each.risk_class] = each.count or 0
    return {"name": row.name, "counts": counts, "total": row.total}
