"""Placed targets with all that measures them: what the plan says of each, what was reported of it, and its figures."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef

from rumbo.apps.calendar.queries import standing_kind
from rumbo.apps.earlier.bridge import known_values
from rumbo.apps.followup.bridge import ReportedValue, Steps
from rumbo.apps.followup.bridge.contributing import amount_in
from rumbo.apps.followup.models import Followup
from rumbo.apps.people.queries import settings_at
from rumbo.apps.plans.models import Milestone, Placement, ProgrammeEntry
from rumbo.apps.plans.queries import programme_of
from rumbo.domain.annualization import FROM_START, UNSAID, Basis, FromStart, Opening, PeriodKey
from rumbo.domain.calendar.periods import ANNUAL, ON_DEMAND, PERIODICITIES, QUARTERLY, Periodicity, period_of_day
from rumbo.domain.followup import reporting
from rumbo.domain.followup.reporting import Answer
from rumbo.domain.followup.states import NOT_PROGRAMMED, Programmed
from rumbo.domain.measurement.provenance import Counted, Loaded, Provenance
from rumbo.domain.measurement.settings import Settings, plain, settings_of
from rumbo.domain.measurement.targets import CutOff, MeasuredTarget, TargetFigures, measure_target
from rumbo.domain.measurement.trace import Source
from rumbo.domain.outcomes import Reason

PLACED = (
    "pk",
    "uid",
    "number",
    "node_id",
    "weight",
    "counts",
    "revision_id",
    "revision__target_id",
    "revision__uid",
    "revision__annualization",
    "revision__report_kind",
    "revision__periodicity",
    "revision__start",
    "revision__end",
    "revision__quantity",
    "revision__baseline",
    "revision__opening_value",
    "revision__opening_source",
    "revision__opening_day",
    "revision__programme_basis",
)
MEASURING_KEYS = frozenset(plain(Settings()))


@dataclass(frozen=True, slots=True)
class MeasuredPlacement:
    """A placed target with its figures. `weight` is explicit, in ten-thousandths, where the plan gives one."""

    pk: int
    uid: str
    number: str
    node_id: int | None
    weight: int | None
    counts: bool
    target_id: int
    figures: TargetFigures
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class _Promised:
    """What the plan says beside the rows of the targets: by revision, by revision and periodicity, by revision."""

    yearly: Mapping[int, dict[int, Programmed]]
    periodic: Mapping[tuple[int, str], dict[PeriodKey, Programmed]]
    steps: Steps
    default_year: int | None
    term: tuple[int, int] | None
    version: str
    basis: str
    rule: str

    @property
    def only_year(self) -> int | None:
        """The year of a plan of one year."""
        first, last = self.term or (self.default_year, self.default_year)
        return first if first == last else None


def settings_on(entity_id: int, day: date) -> Settings:
    """The choices of an entity in force on a day; keys of other subjects are not measurement's."""
    rows = {key: value for key, value in settings_at(entity_id, day).items() if key in MEASURING_KEYS}
    return settings_of(rows)[0]


def measured_placements(
    followup: Followup,
    settings: Settings,
    *,
    closed: bool,
    placement: int | None = None,
    target: int | None = None,
    among: Sequence[str] | None = None,
    rules: Mapping[int, str] | None = None,
    awaiting: Mapping[int, Answer] | None = None,
    corrected_until: datetime | None = None,
) -> list[MeasuredPlacement]:
    """Every target that a follow-up measures (or the one of a placement, or a target where it counts, or those
    of some placements, by uid), with its figures at the end of the period.

    A closed follow-up is measured from what was accepted when it closed: what came later changes later periods only.
    `rules` are the rule keys with which figures were frozen, by placement, so that the past is computed as it was.
    `awaiting` are answers that nobody accepted yet, by report: the figures are then those that there would be. With
    `corrected_until` what corrected the reports of a closed follow-up up to that moment counts too.
    """
    rows = _placed(followup, placement, target, among)
    by_key = among is not None or len(rows) == 1
    promised = _promised(rows, followup, by_key)
    targets = {row["revision__target_id"] for row in rows}
    reports = _reports(targets if by_key else None, followup, corrected_until, promised.steps)
    cut_off = CutOff(followup.period.last_day, closed)
    round_periodicity = PERIODICITIES.get(followup.period.periodicity, QUARTERLY)
    measured = []
    for row in rows:
        mine = [_as_if(each, awaiting or {}) for each in reports.get(row["revision__target_id"], [])]
        periodicity, keyed = _keyed(mine, PERIODICITIES.get(row["revision__periodicity"]), round_periodicity)
        measured_one = _measured_target(row, periodicity, promised, mine)
        if rules and row["pk"] in rules:
            measured_one = replace(measured_one, rule=rules[row["pk"]])
        if row["stands"] is not None:
            measured_one = replace(measured_one, standing=Reason(row["stands"]))
        answers = {key: each.answer for key, each in keyed.items()}
        figures = measure_target(measured_one, answers, settings, cut_off)
        measured.append(_placement(row, figures, _provenance(row, keyed, promised.version)))
    return measured


def _placed(
    followup: Followup, placement: int | None, target: int | None, among: Sequence[str] | None
) -> list[dict[str, Any]]:
    """The placed targets in the order of the plan, each with why it asks for nothing at the end of the period."""
    stands = standing_kind(OuterRef("revision__target"), followup.period.last_day, followup.closed_at)
    found = Placement.objects.filter(version=followup.plan_version_id).annotate(stands=stands)
    if target is not None:
        found = found.filter(revision__target=target).order_by("-counts", "ordinal")
        return list(found.values(*PLACED, "stands")[:1])
    if placement is not None:
        found = found.filter(pk=placement)
    if among is not None:
        found = found.filter(uid__in=among)
    return list(found.order_by("ordinal").values(*PLACED, "stands"))


def _promised(rows: Sequence[Mapping[str, Any]], followup: Followup, by_key: bool) -> _Promised:
    revisions = [row["revision_id"] for row in rows]
    stepped = any(row["revision__report_kind"] == reporting.ReportKind.MILESTONES for row in rows)
    version = followup.plan_version
    plan = version.plan
    yearly, periodic = _programme(revisions, followup, by_key)
    term = (plan.first_year, plan.last_year) if plan.first_year and plan.last_year else None
    steps = _steps(revisions, followup, by_key) if stepped else {}
    label = version.label or str(version.number)
    return _Promised(yearly, periodic, steps, plan.fiscal_year, term, label, plan.programme_basis, plan.counting_rule)


def _programme(
    revisions: Sequence[int], followup: Followup, by_key: bool
) -> tuple[Mapping[int, dict[int, Programmed]], Mapping[tuple[int, str], dict[PeriodKey, Programmed]]]:
    """What was programmed, by year and by period of each periodicity."""
    yearly: defaultdict[int, dict[int, Programmed]] = defaultdict(dict)
    periodic: defaultdict[tuple[int, str], dict[PeriodKey, Programmed]] = defaultdict(dict)
    columns = ("revision_id", "period__fiscal_year", "period__periodicity", "period__ordinal", "quantity")
    if len(revisions) == 1:
        entries = [
            (row.revision_id, row.period.fiscal_year, row.period.periodicity, row.period.ordinal, row.quantity)
            for row in programme_of(revisions[0])
        ]
    else:
        entries = list(_of_revisions(ProgrammeEntry, revisions, followup, by_key).values_list(*columns))
    for revision, year, periodicity, ordinal, quantity in entries:
        amount: Programmed = NOT_PROGRAMMED if quantity is None else quantity
        if periodicity == ANNUAL.code:
            yearly[revision][year] = amount
        periodic[revision, periodicity][year, ordinal] = amount
    return yearly, periodic


def _steps(revisions: Sequence[int], followup: Followup, by_key: bool) -> Steps:
    found: defaultdict[int, tuple[reporting.Milestone, ...]] = defaultdict(tuple)
    rows = _of_revisions(Milestone, revisions, followup, by_key).order_by("revision_id", "ordinal")
    for revision, key, due, weight in rows.values_list("revision_id", "pk", "due", "weight"):
        found[revision] += (reporting.Milestone(str(key), due, weight.units),)
    return found


def _of_revisions(model: Any, revisions: Sequence[int], followup: Followup, by_key: bool) -> Any:
    """The rows of one revision or of those of a page by their keys, or of all that the version places by a join: a
    whole plan is never a list of keys."""
    if by_key:
        return model.objects.filter(revision__in=revisions)
    placed = Placement.objects.filter(version=followup.plan_version_id)
    return model.objects.filter(revision__in=placed.values("revision"))


def _reports(
    targets: set[int] | None, followup: Followup, corrected_until: datetime | None, steps: Steps
) -> Mapping[int, list[ReportedValue]]:
    """The reports of some targets (None: of all of the version) up to the end of a period, by target, in the order of
    the calendar."""
    found: defaultdict[int, list[ReportedValue]] = defaultdict(list)
    every = Placement.objects.filter(version=followup.plan_version_id).values("revision__target")
    asked = every if targets is None else sorted(targets)
    until, known_at = followup.period.last_day, followup.closed_at
    for each in known_values(asked, until=until, known_at=known_at, corrected_until=corrected_until, steps=steps):
        found[each.target_id].append(each)
    return found


def _as_if(value: ReportedValue, awaiting: Mapping[int, Answer]) -> ReportedValue:
    return replace(value, answer=awaiting[value.report_id]) if value.report_id in awaiting else value


def _keyed(
    reports: Sequence[ReportedValue], own: Periodicity | None, of_round: Periodicity
) -> tuple[Periodicity, Mapping[PeriodKey, ReportedValue]]:
    """The periods in which the reports of a target are counted, and its reports by them.

    They are the target's own, or the round's where those are longer: a monthly target is answered once a quarter in
    quarterly rounds. Two reports in one period of the target would lose one of them: then the round's periods count.
    """
    if own == ON_DEMAND:
        return ON_DEMAND, _in_order(reports)
    shorter = own is None or 0 < own.months < of_round.months
    chosen = of_round if shorter or own is None else own
    keys = [_key(each.last_day, chosen) for each in reports]
    if any(count > 1 for count in Counter(keys).values()):
        chosen, keys = of_round, [_key(each.last_day, of_round) for each in reports]
    return chosen, dict(zip(keys, reports, strict=True))


def _in_order(reports: Iterable[ReportedValue]) -> Mapping[PeriodKey, ReportedValue]:
    """On demand there are no periods: the reports of a year count in the order of the calendar."""
    counts: Counter[int] = Counter()
    keyed = {}
    for each in reports:
        counts[each.last_day.year] += 1
        keyed[each.last_day.year, counts[each.last_day.year]] = each
    return keyed


def _key(day: date, periodicity: Periodicity) -> PeriodKey:
    period = period_of_day(day, periodicity)
    return period.key if period else (day.year, 1)


def _measured_target(
    row: Mapping[str, Any], periodicity: Periodicity, promised: _Promised, known: Sequence[ReportedValue]
) -> MeasuredTarget:
    revision, quantity, year = row["revision_id"], row["revision__quantity"], promised.default_year
    programme = promised.yearly.get(revision) or ({year: quantity} if year and quantity is not None else {})
    return MeasuredTarget(
        uid=str(row["revision__uid"]),
        rule=_rule(row["revision__annualization"], promised.rule),
        kind=reporting.ReportKind(row["revision__report_kind"]),
        periodicity=periodicity,
        start=row["revision__start"],
        end=row["revision__end"],
        target=quantity,
        baseline=row["revision__baseline"],
        opening=_opening(row, promised, min(programme, default=None), known),
        basis=_basis(row["revision__programme_basis"] or promised.basis),
        programme=programme,
        period_programme=promised.periodic.get((revision, periodicity.code), {}),
        term=promised.term,
        milestones=promised.steps.get(revision, ()),
        version=promised.version,
    )


def _rule(written: str, said: str) -> str:
    """The rule of a target: its own, or where its document says none what somebody said for the whole plan."""
    return said or written if written == UNSAID.id else written


def _basis(said: str) -> Basis | None:
    """How a growing programme is written: as its target says, else as its plan does; None where nobody has said it."""
    return Basis(said) if said else None


def _opening(
    row: Mapping[str, Any], promised: _Promised, first_year: int | None, known: Sequence[ReportedValue]
) -> Opening | FromStart | None:
    """What stood before the first period. Where nobody said it, it is not known, unless the plan is of one year: then
    its targets begin with it, save one that says that it began before; or unless somebody loaded what was achieved in
    the first year that it programmes: then nothing is missing before."""
    value = row["revision__opening_value"]
    if value is not None:
        return Opening(value, row["revision__opening_source"], row["revision__opening_day"])
    if any(each.source and each.last_day.year == first_year for each in known):
        return FROM_START
    year = promised.only_year
    begins = year is not None and (row["revision__start"] is None or row["revision__start"].year >= year)
    return FROM_START if begins else None


def _placement(row: Mapping[str, Any], figures: TargetFigures, provenance: Provenance) -> MeasuredPlacement:
    weight = row["weight"]
    return MeasuredPlacement(
        pk=row["pk"],
        uid=str(row["uid"]),
        number=row["number"],
        node_id=row["node_id"],
        weight=weight.units if weight is not None else None,
        counts=row["counts"],
        target_id=row["revision__target_id"],
        figures=figures,
        provenance=provenance,
    )


def _is_of_year(value: ReportedValue) -> bool:
    """Whether a result was loaded as that of a whole year, in whichever period it is counted."""
    return value.named is not None and value.named[1] == ANNUAL.code


def _provenance(row: Mapping[str, Any], keyed: Mapping[PeriodKey, ReportedValue], version: str) -> Provenance:
    """Where the inputs come from: the placed target, who says what stood before, and the report of each period."""
    sources = {key: Source(each.report_uid, each.accepted_by) for key, each in keyed.items()}
    plan = Source(str(row["uid"]), "", version)
    loaded = {
        key: Loaded(each.source, each.source_day, _is_of_year(each)) for key, each in keyed.items() if each.source
    }
    counted = {
        key: tuple(Counted(told["unit"], told["counting"], amount_in(told)) for told in each.counted)
        for key, each in keyed.items()
        if each.counted
    }
    return Provenance(plan, Source(row["revision__opening_source"]), sources, loaded, counted)
