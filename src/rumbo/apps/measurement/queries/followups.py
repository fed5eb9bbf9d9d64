"""Which follow-ups have figures, and under which choices they are measured."""

from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from rumbo.apps.followup.models import Followup, ReportState
from rumbo.apps.followup.queries import OWED, reports_counted
from rumbo.apps.measurement.bridge import band_lit, outcome_of, settings_on
from rumbo.apps.measurement.bridge.corrected import outcome_since, with_correction
from rumbo.apps.measurement.models import Figure, Measure
from rumbo.domain.calendar.periods import QUARTERLY
from rumbo.domain.measurement.bands import Band
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.outcomes import Outcome

WAITING = (ReportState.SUBMITTED, ReportState.ENDORSED)


@dataclass(frozen=True, slots=True)
class MeasuredRound:
    """A follow-up with the figures of its plan, and how many of its reports were accepted, wait for somebody's review
    and are still owed. `corrected` is what its figure of the year is since `correction` (its ordinal), if it was ever
    corrected."""

    followup: Followup
    outcomes: dict[str, Outcome]
    band: Band | None
    accepted: int
    reports: int
    waiting: int
    owed: int
    corrected: Outcome | None = None
    correction: int = 0


def followup_to_measure(entity_id: int, uid: str) -> Followup | None:
    """A follow-up of the entity with what measuring it needs, or None."""
    return _needed(Followup.objects.filter(entity_id=entity_id, uid=uid)).first()


def measured_followups(entity_id: int) -> list[MeasuredRound]:
    """The follow-ups of an entity with the figures of their plans, the latest first. Two queries and the settings."""
    accepted = Q(state=ReportState.ACCEPTED) | Q(closed_accepted=True)
    followups = _needed(Followup.objects.filter(entity_id=entity_id)).annotate(
        accepted_reports=reports_counted(accepted),
        all_reports=reports_counted(),
        waiting_reports=reports_counted(Q(state__in=WAITING)),
        owed_reports=reports_counted(Q(state__in=OWED)),
    )
    rounds = list(followups.order_by("-period__last_day", "plan_version__plan__name"))
    # By the keys of the rounds, which an index of the figures of plans answers; by entity all figures would be passed.
    rows = Figure.objects.filter(followup__in=[each.pk for each in rounds], placement__isnull=True, node__isnull=True)
    kept: dict[int, dict[str, Outcome]] = {}
    corrected: dict[int, tuple[Outcome, int]] = {}
    for row in with_correction(rows):
        kept.setdefault(row.followup_id, {})[row.measure] = outcome_of(row)
        if row.measure == Measure.YEAR and (since := outcome_since(row)) is not None:
            corrected[row.followup_id] = since
    choices = {day: settings_on(entity_id, day) for day in {each.period.last_day for each in rounds}}
    measured = (_round(each, kept.get(each.pk, {}), choices[each.period.last_day]) for each in rounds)
    return [_since(each, *corrected.get(each.followup.pk, (None, 0))) for each in measured]


def followups_to_print(*, entity: str = "", plan: str = "", period: str = "") -> QuerySet[Followup]:
    """Follow-ups for the command line: by slug of the entity, name or uid of the plan, and period ("2024-T2")."""
    found = _needed(Followup.objects.all())
    if entity:
        found = found.filter(entity__slug=entity)
    if plan:
        found = found.filter(Q(plan_version__plan__name__iexact=plan) | _by_uid(plan))
    if period:
        year, _, ordinal = period.upper().partition("-T")
        if not (year.isdecimal() and ordinal.isdecimal() and len(year) == 4 and len(ordinal) == 1):
            return found.none()
        quarter = {"period__fiscal_year": int(year), "period__ordinal": int(ordinal)}
        found = found.filter(**quarter, period__periodicity=QUARTERLY.code)
    return found.order_by("entity__slug", "plan_version__plan__name", "period__last_day", "pk")


def settings_of_followup(followup: Followup) -> Settings:
    """The choices under which a follow-up is measured: those of its last day."""
    return settings_on(followup.entity_id, followup.period.last_day)


def _since(each: MeasuredRound, corrected: Outcome | None, correction: int) -> MeasuredRound:
    return replace(each, corrected=corrected, correction=correction) if corrected is not None else each


def _needed(followups: QuerySet[Followup]) -> QuerySet[Followup]:
    return followups.select_related("plan_version__plan", "plan_version__entity", "period", "entity")


def _by_uid(text: str) -> Q:
    hexadecimal = text.replace("-", "")
    whole = len(hexadecimal) == 32 and all(digit in "0123456789abcdefABCDEF" for digit in hexadecimal)
    return Q(plan_version__plan__uid=text) if whole else Q(pk__in=())


def _round(followup: Followup, outcomes: dict[str, Outcome], settings: Settings) -> MeasuredRound:
    counts = [vars(followup)[f"{which}_reports"] for which in ("accepted", "all", "waiting", "owed")]
    return MeasuredRound(followup, outcomes, band_lit(outcomes, settings), *counts)
