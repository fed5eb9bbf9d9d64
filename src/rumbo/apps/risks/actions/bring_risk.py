"""A risk as a document prints it enters a draft with its controls and treatment; what it does not say stays unsaid."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.people.models import Unit
from rumbo.apps.processes.models import Process
from rumbo.apps.projects.models import ProjectVersion
from rumbo.apps.risks.actions.placing import place_again
from rumbo.apps.risks.bridge.overruling import Overruled
from rumbo.apps.risks.bridge.printed import ATTRIBUTES, IMPACT_WORDS
from rumbo.apps.risks.models import Assessment, Control, MapVersion, Risk, Treatment
from rumbo.apps.versions.actions.moving import hold
from rumbo.domain.risk import MapControl, Method, RiskEntry
from rumbo.domain.risk.reading import control_said, exposure_said, named
from rumbo.layouts.engine.folding import folded

PRINTED = ("probability", "impact", "inherent", "residual_probability", "residual_impact", "residual")
SAME = ("statement", "point", "category", "asset", "asset_property", "threat", "vulnerability", "times_a_year", "money")


@doorway("risks.risk.bring")
def bring_risk(
    actor: Actor,
    version: MapVersion,
    entry: RiskEntry,
    *,
    code: str,
    edition: Method,
    risk_class: str,
    unit: Unit,
    units: dict[str, Unit],
    process: Process | None = None,
    project: ProjectVersion | None = None,
    risk: Risk | None = None,
    overruled: Sequence[Overruled] = (),
) -> Assessment:
    """A new risk, or the one that it goes on with (`risk`), assessed by what its document says. What people left as it
    is in the document (`overruled`) stays so."""
    hold(version)
    said = exposure_said(edition, entry)
    last = Assessment.objects.filter(version=version).aggregate(last=Max("ordinal"))["last"] or 0
    option = named(edition.options, entry.option)
    row = Assessment.objects.create(
        entity_id=version.entity_id,
        version=version,
        risk=risk or Risk.objects.create(entity_id=version.entity_id),
        ordinal=last + 1,
        code=code,
        method=edition.key,
        scale=edition.scale,
        risk_class=risk_class,
        unit=unit,
        process=process,
        project=project.project if project else None,
        project_code=(project.code or project.name[:60]) if project else "",
        impact_kind=_impact_kind(entry.impact_kind),
        immediate_cause="\n".join(entry.causes),
        root_cause="\n".join(entry.root_causes),
        consequences="\n".join(entry.consequences),
        factor=next((code for code, name in edition.factors if folded(name) == folded(entry.factor)), ""),
        history=said.history,
        reputation=said.reputation,
        answers=sorted(said.answers) if said.answers else None,
        impact_level=said.impact_level,
        option=option.code if option else "",
        printed={name: text for name in PRINTED if (text := getattr(entry, name))},
        overruled=[each.plain() for each in overruled],
        **{name: getattr(entry, name) for name in SAME},
    )
    Control.objects.bulk_create(_control(row, at, each, edition) for at, each in enumerate(entry.controls, 1))
    _bring_treatments(row, entry, units)
    return place_again(row)


def _bring_treatments(row: Assessment, entry: RiskEntry, units: dict[str, Unit]) -> None:
    Treatment.objects.bulk_create(
        Treatment(
            entity_id=row.entity_id,
            assessment=row,
            ordinal=at,
            action=each.action,
            unit=units.get(each.unit, row.unit),
            start=_before(each.start, each.end),
            end=each.end,
            evidence=each.evidence,
        )
        for at, each in enumerate(entry.treatments, 1)
    )


def _control(row: Assessment, at: int, control: MapControl, edition: Method) -> Control:
    said = control_said(edition, control)
    attributes = {
        column: {folded(yes): True, folded(no): False}.get(folded(getattr(control, name)))
        for column, (name, yes, no) in ATTRIBUTES.items()
    }
    told = ("action", "responsible", "complement", "frequency", "deviations", "evidence")
    return Control(
        entity_id=row.entity_id,
        assessment=row,
        ordinal=at,
        kind=said.kind,
        way=said.way,
        design=dict(said.design),
        execution=said.execution,
        **{name: getattr(control, name) for name in told},
        **attributes,
    )


def _impact_kind(text: str) -> str:
    return next((code for code, words in IMPACT_WORDS.items() if folded(words) == folded(text)), "")


def _before(start: date | None, end: date | None) -> date | None:
    """The first day, unless the document puts it after the last: that is told, and one of both has to go."""
    return None if start and end and start > end else start
