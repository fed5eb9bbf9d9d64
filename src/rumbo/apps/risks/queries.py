"""Reads of risks: a fixed number of queries, however many."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from rumbo.apps.processes.models import Process
from rumbo.apps.risks.bridge.obstacles import Obstacle, obstacles
from rumbo.apps.risks.bridge.printed import map_of
from rumbo.apps.risks.bridge.reviewing import Review, reviewed
from rumbo.apps.risks.models import (
    Assessment,
    Control,
    MapVersion,
    Materialization,
    RiskMap,
    Treatment,
)
from rumbo.apps.versions.models import VersionState
from rumbo.domain.risk import RiskMap as PrintedMap

INHERENT, RESIDUAL = "inherent", "residual"


@dataclass(frozen=True, slots=True)
class RiskFilter:
    """What a list of risks is narrowed by. `stand` says of which zone and cell: inherent or residual."""

    words: str = ""
    process_uid: str = ""
    risk_class: str = ""
    unit_uid: str = ""
    stand: str = RESIDUAL
    zone: str = ""
    scale: str = ""
    probability: int | None = None
    impact: int | None = None


def maps_of(entity_id: int) -> QuerySet[RiskMap]:
    """The maps of an entity, each with its versions at hand and how many risks each has."""
    versions = MapVersion.objects.order_by("-number").annotate(risks=Count("assessments"))
    return RiskMap.objects.filter(entity_id=entity_id).prefetch_related(Prefetch("versions", queryset=versions))


def map_by_uid(entity_id: int, uid: UUID | str) -> RiskMap | None:
    """A map of the entity, or None."""
    return RiskMap.objects.filter(entity_id=entity_id, uid=uid).first()


def version_by_uid(entity_id: int, uid: UUID | str) -> MapVersion | None:
    """A version of the entity with its map, or None."""
    return MapVersion.objects.select_related("map", "entity").filter(entity_id=entity_id, uid=uid).first()


def version_in_force(risk_map: RiskMap) -> MapVersion | None:
    """The approved version that rules."""
    return risk_map.versions.filter(state=VersionState.APPROVED).select_related("map").order_by("-number").first()


def version_open(risk_map: RiskMap) -> MapVersion | None:
    """The version that is being prepared or waits for approval, or None."""
    return risk_map.versions.filter(approved_at__isnull=True).first()


def versions_awaiting_approval(entity_id: int) -> QuerySet[MapVersion]:
    """Versions proposed and not yet approved."""
    return MapVersion.objects.filter(entity_id=entity_id, state=VersionState.PROPOSED).select_related("map")


def risks_of(version: MapVersion, narrow: RiskFilter = RiskFilter()) -> QuerySet[Assessment]:
    """The risks of a version in its order, each with its process, its unit and the number of its controls."""
    found = (
        Assessment.objects.filter(version=version)
        .select_related("process", "unit", "risk")
        .annotate(controls_number=Count("controls"))
        .order_by("ordinal")
    )
    if narrow.words:
        text = Q(statement__icontains=narrow.words) | Q(root_cause__icontains=narrow.words)
        found = found.filter(text | Q(code__iexact=narrow.words) | Q(project_code__iexact=narrow.words))
    if narrow.process_uid:
        found = found.filter(process__uid=narrow.process_uid)
    if narrow.risk_class:
        found = found.filter(risk_class=narrow.risk_class)
    if narrow.unit_uid:
        found = found.filter(unit__uid=narrow.unit_uid)
    return _standing(found, narrow)


def _standing(found: QuerySet[Assessment], narrow: RiskFilter) -> QuerySet[Assessment]:
    """Those that stand in the zone or the cell asked for, without or with their controls."""
    before = "" if narrow.stand == INHERENT else "residual_"
    if narrow.zone:
        found = found.filter(**{f"{before}zone": narrow.zone})
    if narrow.scale:
        found = found.filter(scale=narrow.scale)
    if narrow.probability is not None:
        found = found.filter(**{f"{before}probability": narrow.probability})
    if narrow.impact is not None:
        found = found.filter(**{f"{before}impact": narrow.impact})
    return found


@dataclass(frozen=True, slots=True)
class MapCounts:
    """How many risks stand in each cell, by (scale, stand, probability, impact), and how many are not assessed."""

    cells: Counter[tuple[str, str, int, int]]
    methods: dict[str, str]
    not_assessed: int


def map_counts(version: MapVersion, narrow: RiskFilter = RiskFilter()) -> MapCounts:
    """The heat map of a version in one query; `methods` names an edition for each scale that is used."""
    columns = ("scale", "method", "probability", "impact", "residual_probability", "residual_impact")
    rows = risks_of(version, narrow).order_by().values_list(*columns)
    cells: Counter[tuple[str, str, int, int]] = Counter()
    methods: dict[str, str] = {}
    missing = 0
    for scale, method, probability, impact, left_probability, left_impact in rows:
        methods[scale] = max(methods.get(scale, ""), method)
        if probability is None:
            missing += 1
            continue
        cells[scale, INHERENT, probability, impact] += 1
        cells[scale, RESIDUAL, left_probability, left_impact] += 1
    return MapCounts(cells, methods, missing)


def risk_classes_of(version: MapVersion) -> list[str]:
    """The classes of risk that a version has, by code."""
    codes = Assessment.objects.filter(version=version).order_by("risk_class").values_list("risk_class", flat=True)
    return list(codes.distinct())


def processes_with_risks(version: MapVersion) -> QuerySet[Process]:
    """The processes of which a version has risks."""
    return Process.objects.filter(pk__in=Assessment.objects.filter(version=version).values("process"))


def assessment_by_uid(entity_id: int, uid: UUID | str) -> Assessment | None:
    """A risk of a version of the entity with what its page shows of other rows, or None."""
    related = ("version__map", "process", "project", "unit", "risk")
    return Assessment.objects.select_related(*related).filter(entity_id=entity_id, uid=uid).first()


def whole_risk(entity_id: int, uid: UUID | str) -> Assessment | None:
    """The same with its controls and its treatment at hand, in three queries."""
    related = ("version__map", "version__entity", "process", "project", "unit", "risk")
    return _with_all(Assessment.objects.select_related(*related)).filter(entity_id=entity_id, uid=uid).first()


def review_of_whole(row: Assessment) -> Review:
    """What the rules say of one risk that has everything at hand, without any query."""
    return reviewed(row.version, [row])


def controls_of(row: Assessment) -> QuerySet[Control]:
    """The controls of a risk, in the order in which they act."""
    return Control.objects.filter(assessment=row).order_by("ordinal")


def control_by_uid(row: Assessment, uid: UUID | str) -> Control | None:
    """A control of a risk, or None."""
    return controls_of(row).filter(uid=uid).first()


def treatments_of(row: Assessment) -> QuerySet[Treatment]:
    """The actions of the plan of a risk, each with its unit."""
    return Treatment.objects.filter(assessment=row).select_related("unit").order_by("ordinal")


def treatment_by_uid(row: Assessment, uid: UUID | str) -> Treatment | None:
    """An action of the plan of a risk, or None."""
    return treatments_of(row).filter(uid=uid).first()


def materializations_of(risk_id: int) -> QuerySet[Materialization]:
    """What came true of a risk, the latest first, withdrawn ones too."""
    return Materialization.objects.filter(risk=risk_id).order_by("-day", "-pk")


def materialization_by_uid(entity_id: int, uid: UUID | str) -> Materialization | None:
    """An event of the entity with its risk, or None."""
    return Materialization.objects.select_related("risk").filter(entity_id=entity_id, uid=uid).first()


def materialized_risks(version: MapVersion) -> Counter[int]:
    """How often each risk of a version came true, by its key; what was withdrawn does not count."""
    risks = Assessment.objects.filter(version=version).values("risk")
    standing = Materialization.objects.filter(risk__in=risks, withdrawn_at__isnull=True)
    return Counter(standing.values_list("risk_id", flat=True))


def life_of_risk(risk_id: int) -> QuerySet[Assessment]:
    """How a risk was assessed through versions and editions, the latest first."""
    return Assessment.objects.filter(risk=risk_id).select_related("version__map").order_by("-version__number", "-pk")


def risks_of_process(process: Process) -> QuerySet[Assessment]:
    """The risks of a process in the versions that rule."""
    ruling = Assessment.objects.filter(process=process, version__state=VersionState.APPROVED)
    return ruling.select_related("version__map", "unit").order_by("version", "ordinal")


def next_code(version: MapVersion) -> str:
    """A free code for the next risk of a version: R1, R2…"""
    taken = set(Assessment.objects.filter(version=version).values_list("code", flat=True))
    number = len(taken) + 1
    while f"R{number}" in taken:
        number += 1
    return f"R{number}"


def printed_map(version: MapVersion, *, as_printed: bool = False) -> PrintedMap:
    """A version as the value of its printed map, in three queries; `as_printed` with the words of its document."""
    return map_of(version, _whole(version), as_printed=as_printed)


def review_of(version: MapVersion) -> Review:
    """Everything that the rules say of a version, in three queries."""
    return reviewed(version, list(_whole(version)))


def obstacles_to(version: MapVersion) -> list[Obstacle]:
    """What stands against proposing a version, in three queries."""
    rows = list(_whole(version))
    return obstacles(rows, reviewed(version, rows))


def review_of_risk(row: Assessment) -> Review:
    """What the rules say of one risk; of its place among the others, nothing."""
    return reviewed(row.version, list(_whole(row.version).filter(pk=row.pk)))


def _whole(version: MapVersion) -> QuerySet[Assessment]:
    """The risks of a version with their controls and their treatment."""
    return _with_all(risks_of(version))


def _with_all(found: QuerySet[Assessment]) -> QuerySet[Assessment]:
    treatments = Treatment.objects.select_related("unit").order_by("ordinal")
    return found.prefetch_related(
        Prefetch("controls", queryset=Control.objects.order_by("ordinal")), Prefetch("treatments", queryset=treatments)
    )


def risks_of_project(project_id: int) -> QuerySet[Assessment]:
    """The risks of a project in the versions that rule."""
    ruling = Assessment.objects.filter(project=project_id, version__state=VersionState.APPROVED)
    return ruling.select_related("version__map", "unit").order_by("version", "ordinal")


def left_behind(version: MapVersion) -> QuerySet[Assessment]:
    """The risks of the version before that are not in this one."""
    before = MapVersion.objects.filter(map=version.map_id, number__lt=version.number).order_by("-number")[:1]
    still = Assessment.objects.filter(version=version).values("risk")
    rows = Assessment.objects.filter(version__in=list(before)).exclude(risk__in=still)
    return rows.select_related("risk", "version").order_by("ordinal")


def treatments_due(entity_id: int, until: date) -> QuerySet[Treatment]:
    """The actions of treatment of the maps that rule which end by a day, with their risk and unit."""
    ruling = Treatment.objects.filter(entity_id=entity_id, assessment__version__state=VersionState.APPROVED)
    return ruling.filter(end__lte=until).select_related("assessment", "unit").order_by("end")
