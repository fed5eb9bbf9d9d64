"""Rows ⇄ domain values of measurement: what the rules compute from, and figures as rows, outcomes and dossier.

A fixed number of queries however many targets: values_list into frozen values, the rules, rows back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rumbo.apps.followup.bridge import ReportedValue, reported_values
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.models import Figure, FrozenTrace, Measure
from rumbo.apps.people.queries import settings_at
from rumbo.apps.plans.models import Milestone, NodeRevision, Placement, ProgrammeEntry
from rumbo.domain import dossier as shape
from rumbo.domain.annualization import Basis, Opening, rule_of
from rumbo.domain.calendar.periods import PERIODICITIES, QUARTERLY, Periodicity, period_of_day
from rumbo.domain.dossier.values import Plain
from rumbo.domain.followup import reporting
from rumbo.domain.followup.states import NOT_PROGRAMMED, Programmed
from rumbo.domain.measurement.bands import Percentage, band_of
from rumbo.domain.measurement.rollup import NOTHING, NodeSum, contribution, weight_of
from rumbo.domain.measurement.settings import Settings, plain, settings_of
from rumbo.domain.measurement.targets import CutOff, MeasuredTarget, TargetFigures, measure_target
from rumbo.domain.measurement.trace import Source, Trace, to_plain
from rumbo.domain.measurement.tracing import Provenance, trace_of
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Computed, Mark, Outcome, Reason, Undefined

MEASURES: tuple[tuple[Measure, Percentage], ...] = tuple((measure, Percentage(measure.value)) for measure in Measure)

PLACED = (
    "pk",
    "uid",
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


@dataclass(frozen=True, slots=True)
class MeasuredPlacement:
    """A placed target with its figures. `weight` is explicit, in ten-thousandths, where the plan gives one."""

    pk: int
    uid: str
    node_id: int | None
    weight: int | None
    counts: bool
    target_id: int
    figures: TargetFigures
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Level:
    """A node as the roll-up sees it."""

    pk: int
    uid: str
    parent_id: int | None
    weight: int | None


def settings_on(entity_id: int, day: date) -> Settings:
    """The choices of an entity in force on a day; keys of other subjects are not measurement's."""
    known = plain(Settings())
    rows = {key: value for key, value in settings_at(entity_id, day).items() if key in known}
    return settings_of(rows)[0]


def measured_placements(
    followup: Followup,
    settings: Settings,
    *,
    closed: bool,
    placement: int | None = None,
    rules: Mapping[int, str] | None = None,
) -> list[MeasuredPlacement]:
    """Every target that a follow-up measures (or the one of a placement), with its figures at the end of the period.

    `rules` are the rule keys with which figures were frozen, by placement, so that the past is computed as it was.
    """
    rows = _placed(followup, placement)
    revisions = [row["revision_id"] for row in rows]
    yearly, periodic = _programme(revisions)
    steps = _steps(revisions)
    reports = _reports((row["revision__target_id"] for row in rows), followup)
    cut_off = CutOff(followup.period.last_day, closed)
    version = followup.plan_version
    default_year = version.plan.fiscal_year
    term = _term(followup)
    measured = []
    for row in rows:
        periodicity = PERIODICITIES.get(row["revision__periodicity"], QUARTERLY)
        target = _measured_target(row, periodicity, default_year, yearly, periodic, steps, term, str(version.uid))
        if rules and row["pk"] in rules:
            target = replace(target, rule=rules[row["pk"]])
        mine = reports[row["revision__target_id"]]
        answers = {key: each.answer for each in mine if (key := _key(each, periodicity)) is not None}
        figures = measure_target(target, answers, settings, cut_off)
        measured.append(_placement(row, figures, _provenance(row, mine, periodicity, str(version.uid))))
    return measured


def _placed(followup: Followup, placement: int | None) -> list[dict[str, Any]]:
    found = Placement.objects.filter(version=followup.plan_version_id)
    if placement is not None:
        found = found.filter(pk=placement)
    return list(found.order_by("ordinal").values(*PLACED))


def _programme(
    revisions: Sequence[int],
) -> tuple[Mapping[int, dict[int, Programmed]], Mapping[tuple[int, str], dict[tuple[int, int], Programmed]]]:
    """What was programmed, by year and by period of each periodicity."""
    yearly: defaultdict[int, dict[int, Programmed]] = defaultdict(dict)
    periodic: defaultdict[tuple[int, str], dict[tuple[int, int], Programmed]] = defaultdict(dict)
    columns = ("revision_id", "period__fiscal_year", "period__periodicity", "period__ordinal", "quantity")
    rows = ProgrammeEntry.objects.filter(revision__in=revisions).values_list(*columns)
    for revision, year, periodicity, ordinal, quantity in rows:
        amount: Programmed = NOT_PROGRAMMED if quantity is None else quantity
        if periodicity == "annual":
            yearly[revision][year] = amount
        else:
            periodic[revision, periodicity][year, ordinal] = amount
    return yearly, periodic


def _steps(revisions: Sequence[int]) -> Mapping[int, tuple[reporting.Milestone, ...]]:
    found: defaultdict[int, tuple[reporting.Milestone, ...]] = defaultdict(tuple)
    rows = Milestone.objects.filter(revision__in=revisions).order_by("ordinal")
    for revision, key, due, weight in rows.values_list("revision_id", "pk", "due", "weight"):
        found[revision] += (reporting.Milestone(str(key), due, weight.units),)
    return found


def _term(followup: Followup) -> tuple[int, int] | None:
    plan = followup.plan_version.plan
    return (plan.first_year, plan.last_year) if plan.first_year and plan.last_year else None


def _measured_target(
    row: Mapping[str, Any],
    periodicity: Periodicity,
    default_year: int | None,
    yearly: Mapping[int, dict[int, Programmed]],
    periodic: Mapping[tuple[int, str], dict[tuple[int, int], Programmed]],
    steps: Mapping[int, tuple[reporting.Milestone, ...]],
    term: tuple[int, int] | None,
    version: str,
) -> MeasuredTarget:
    revision, quantity = row["revision_id"], row["revision__quantity"]
    programme = yearly.get(revision) or ({default_year: quantity} if default_year and quantity is not None else {})
    return MeasuredTarget(
        uid=str(row["revision__uid"]),
        rule=row["revision__annualization"],
        kind=reporting.ReportKind(row["revision__report_kind"]),
        periodicity=periodicity,
        start=row["revision__start"],
        end=row["revision__end"],
        target=quantity,
        baseline=row["revision__baseline"],
        opening=_opening(row),
        basis=Basis(row["revision__programme_basis"] or Basis.CUMULATIVE),
        programme=programme,
        period_programme=periodic.get((revision, periodicity.code), {}),
        term=term,
        milestones=steps.get(revision, ()),
        version=version,
    )


def _opening(row: Mapping[str, Any]) -> Opening | None:
    """What stood before the first period; without a source it is not known."""
    value: Quantity | None = row["revision__opening_value"]
    return None if value is None else Opening(value, row["revision__opening_source"], row["revision__opening_day"])


def _placement(row: Mapping[str, Any], figures: TargetFigures, provenance: Provenance) -> MeasuredPlacement:
    weight: Quantity | None = row["weight"]
    return MeasuredPlacement(
        pk=row["pk"],
        uid=str(row["uid"]),
        node_id=row["node_id"],
        weight=weight.units if weight is not None else None,
        counts=row["counts"],
        target_id=row["revision__target_id"],
        figures=figures,
        provenance=provenance,
    )


def _reports(targets: Iterable[int], followup: Followup) -> Mapping[int, list[ReportedValue]]:
    """The reports of some targets up to the end of a period, by target."""
    found: defaultdict[int, list[ReportedValue]] = defaultdict(list)
    for each in reported_values(set(targets), until=followup.period.last_day):
        found[each.target_id].append(each)
    return found


def _key(reported: ReportedValue, periodicity: Periodicity) -> tuple[int, int] | None:
    """The period of a report as the rules count it; on demand and once, reports count in the order of the calendar."""
    period = period_of_day(reported.last_day, periodicity)
    return period.key if period else (reported.last_day.year, 1)


def _provenance(
    row: Mapping[str, Any], reports: Iterable[ReportedValue], periodicity: Periodicity, version: str
) -> Provenance:
    plan = Source(str(row["revision__uid"]), "", version)
    sources = {
        key: Source(each.digest, each.accepted_by, version)
        for each in reports
        if (key := _key(each, periodicity)) is not None
    }
    return Provenance(plan, Source(row["revision__opening_source"]), sources)


def levels_of(followup: Followup) -> list[Level]:
    """The levels of the version measured, those below before those above."""
    rows = NodeRevision.objects.filter(version=followup.plan_version_id).order_by("-depth", "ordinal")
    columns = ("pk", "uid", "parent_id", "weight")
    return [
        Level(pk, str(uid), parent, weight.units if weight is not None else None)
        for pk, uid, parent, weight in rows.values_list(*columns)
    ]


Child = tuple[str, int | None, Outcome]
"""Uid, weight and outcome of what stands under a level."""


@dataclass(frozen=True, slots=True)
class Computation:
    """All the figures of a follow-up: by placement, and for each measure the sums of every level (None is the plan)."""

    settings: Settings
    closed: bool
    placements: tuple[MeasuredPlacement, ...]
    levels: tuple[Level, ...]
    sums: Mapping[Percentage, Mapping[int | None, NodeSum]]

    def children(self, level: int | None, which: Percentage) -> list[Child]:
        """What stands directly under a level (None: under the plan), as a trace and a digest tell it."""
        own = [
            (each.uid, weight_of(self.settings, each.weight), each.figures.outcome(which))
            for each in self.placements
            if each.counts and each.node_id == level
        ]
        below = [
            (each.uid, weight_of(self.settings, each.weight), self.sums[which][each.pk].outcome)
            for each in self.levels
            if each.parent_id == level
        ]
        return own + below


def compute(followup: Followup, *, closed: bool, rules: Mapping[int, str] | None = None) -> Computation:
    """Measures everything a follow-up measures, from the accepted reports and nothing else."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    placements = tuple(measured_placements(followup, settings, closed=closed, rules=rules))
    levels = tuple(levels_of(followup))
    sums = {which: _sums(placements, levels, settings, which, closed) for _, which in MEASURES}
    return Computation(settings, closed, placements, levels, sums)


def _sums(
    placements: Iterable[MeasuredPlacement],
    levels: Iterable[Level],
    settings: Settings,
    which: Percentage,
    closed: bool,
) -> dict[int | None, NodeSum]:
    """The sums of every level, from the lowest up: each is the weighted mean of what stands directly under it."""
    sums: defaultdict[int | None, NodeSum] = defaultdict(NodeSum)
    for each in placements:
        if each.counts:
            added = contribution(weight_of(settings, each.weight), each.figures.outcome(which), settings, closed)
            sums[each.node_id] = sums[each.node_id].replace(NOTHING, added)
    for level in levels:
        added = contribution(weight_of(settings, level.weight), sums[level.pk].outcome, settings, closed)
        sums[level.parent_id] = sums[level.parent_id].replace(NOTHING, added)
    return sums


def outcome_of(figure: Figure) -> Outcome:
    """A stored figure as the outcome it was."""
    marks = tuple(Mark(code) for code in figure.marks.split())
    if figure.value is None:
        return Undefined(Reason(figure.undefined), marks)
    return Computed(figure.value, marks)


def outcome_columns(outcome: Outcome) -> dict[str, Any]:
    """An outcome as the columns of its figure."""
    marks = " ".join(mark.value for mark in outcome.marks)
    if isinstance(outcome, Undefined):
        return {"value": None, "undefined": outcome.reason.value, "marks": marks}
    return {"value": outcome.figure, "undefined": "", "marks": marks}


def sum_of(figure: Figure) -> NodeSum:
    """The sums that a level's figure is divided from."""
    return NodeSum.of_columns(figure.weighted_total, figure.weight_sum, figure.counted, figure.excluded)


def sum_columns(total: NodeSum) -> dict[str, Any]:
    """The sums of a level as columns, with the outcome they give."""
    return outcome_columns(total.outcome) | {
        "weighted_total": total.weighted_text,
        "weight_sum": total.weight_sum,
        "counted": total.counted,
        "excluded": total.excluded,
    }


def trace_of_placement(measured: MeasuredPlacement, which: Percentage) -> Trace:
    """The trace of one percentage of a target, with where its inputs come from."""
    return trace_of(measured.figures, which, measured.provenance)


def figures_by_subject(followup: Followup) -> dict[str, dict[str, Outcome]]:
    """The figures kept for a follow-up, by uid of what they are of ("" is the plan) and by measure. One query."""
    rows = Figure.objects.filter(followup=followup).select_related("placement", "node")
    found: defaultdict[str, dict[str, Outcome]] = defaultdict(dict)
    for row in rows:
        subject = row.placement or row.node
        found[str(subject.uid) if subject else ""][row.measure] = outcome_of(row)
    return found


def dossier_figures(followup: Followup) -> dict[str, shape.Figures]:
    """The figures of every target and level of a follow-up, as a dossier carries them."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    return {uid: _dossier(outcomes, settings) for uid, outcomes in figures_by_subject(followup).items()}


def _dossier(outcomes: Mapping[str, Outcome], settings: Settings) -> shape.Figures:
    lit = outcomes.get(settings.bands_on.value)
    band = band_of(settings.bands, lit) if lit is not None else None
    return shape.Figures(
        year=_dossier_figure(outcomes.get(Measure.YEAR), band.code if band else ""),
        to_date=_dossier_figure(outcomes.get(Measure.TO_DATE)),
        expected=_dossier_figure(outcomes.get(Measure.EXPECTED)),
    )


def _dossier_figure(outcome: Outcome | None, band: str = "") -> shape.Figure:
    if outcome is None:
        return shape.Figure()
    marks = tuple(mark.value for mark in outcome.marks)
    if isinstance(outcome, Undefined):
        return shape.Figure(None, outcome.reason.value, band, marks)
    return shape.Figure(outcome.figure, "", band, marks)


def excluded_by_node(followup: Followup) -> dict[str, int]:
    """How many of what stands under each level its figure of the year leaves out."""
    rows = Figure.objects.filter(followup=followup, node__isnull=False, measure=Measure.YEAR)
    return {str(uid): excluded for uid, excluded in rows.values_list("node__uid", "excluded")}


def plain_traces(followup: Followup) -> dict[str, Mapping[str, Plain]]:
    """The trace of the year of every target, as it was frozen; of an open follow-up, made now."""
    frozen = FrozenTrace.objects.filter(figure__followup=followup, figure__measure=Measure.YEAR)
    rows = dict(frozen.filter(figure__placement__isnull=False).values_list("figure__placement__uid", "trace"))
    if rows:
        return {str(uid): trace for uid, trace in rows.items()}
    computation = compute(followup, closed=False)
    return {each.uid: to_plain(trace_of_placement(each, Percentage.YEAR)) for each in computation.placements}


def settings_used(followup: Followup) -> tuple[shape.SettingUsed, ...]:
    """The choices under which a follow-up was measured."""
    settings = plain(settings_on(followup.entity_id, followup.period.last_day))
    return tuple(shape.SettingUsed(key, _text(value)) for key, value in sorted(settings.items()))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(" ".join(str(part) for part in band.values()) for band in value)
    return str(value)


def rules_used(followup: Followup) -> tuple[shape.RuleUsed, ...]:
    """The rules behind the figures of a follow-up, each once, with its edition and source."""
    rows = Figure.objects.filter(followup=followup, placement__isnull=False).values_list("rule", "edition").distinct()
    return tuple(shape.RuleUsed(rule, edition, rule_of(f"{rule}@{edition}").source) for rule, edition in sorted(rows))
