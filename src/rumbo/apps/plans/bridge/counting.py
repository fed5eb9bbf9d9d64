"""Targets that a version of before it was held lets count in two places: found, told, and never mended in silence."""

from collections import defaultdict

from django.db.models import Count

from rumbo.apps.plans.models import Placement, VersionState
from rumbo.findings import Finding, Sentences, Severity, declare, marked

IN_TWO_PLACES = declare(
    Sentences(
        code="plans.counts_in_two_places",
        severity=Severity.ERROR,
        title=marked("Una meta cuenta en dos lugares"),
        what=marked("{plan}, versión {version} ({entity}): la meta {number} cuenta en más de un lugar: {places}."),
        why=marked(
            "Pesaría dos veces y nadie decidió en cuál pesa. Por eso conserva su cifra y no pesa en ninguno; las demás "
            "metas y los demás planes se miden como siempre."
        ),
        how=marked(
            "Prepare una versión nueva del plan en que cuente en un solo lugar, donde los demás la muestren con su "
            "cifra, y apruébela con su acto. Lo ya cerrado no cambia."
        ),
    )
)


def counting_twice(version_id: int | None = None) -> tuple[Finding, ...]:
    """What a version, or any version in force, says twice. Two queries at most."""
    placed = Placement.objects.filter(counts=True)
    ruling = placed.filter(version__state=VersionState.APPROVED)
    placed = ruling if version_id is None else placed.filter(version=version_id)
    places = placed.order_by().values("version", "revision__target").annotate(places=Count("pk"))
    twice = {(row["version"], row["revision__target"]) for row in places.filter(places__gt=1)}
    if not twice:
        return ()
    found: defaultdict[tuple[int, int], list[Placement]] = defaultdict(list)
    needed = placed.filter(version__in={version for version, _ in twice}, revision__target__in={t for _, t in twice})
    for each in needed.select_related("entity", "version__plan", "revision", "node").order_by("version", "ordinal"):
        if (key := (each.version_id, each.revision.target_id)) in twice:
            found[key].append(each)
    return tuple(_finding(places) for places in found.values())


def _finding(places: list[Placement]) -> Finding:
    version = places[0].version
    facts = {
        "entity": version.entity.name,
        "plan": version.plan.name,
        "version": version.label or str(version.number),
        "number": places[0].number,
        "places": "; ".join(f"{each.number} · {each.node.name if each.node else version.plan.name}" for each in places),
    }
    return Finding(IN_TWO_PLACES.code, IN_TWO_PLACES.severity, facts=facts)
