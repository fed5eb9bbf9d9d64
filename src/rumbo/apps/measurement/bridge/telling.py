"""Figures as a dossier tells them, with the rules, the settings and the ranges under which they came about."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from rumbo.apps.followup.bridge.telling import post_of
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge.computing import MEASURES, compute, level_trace, trace_of_placement
from rumbo.apps.measurement.bridge.placed import MEASURING_KEYS, settings_on
from rumbo.apps.measurement.bridge.rows import band_lit, outcome_of
from rumbo.apps.measurement.models import CorrectedFigure, Figure, FrozenTrace, Measure
from rumbo.apps.people.queries import recorded_settings
from rumbo.apps.plans.models import Placement
from rumbo.domain import dossier as shape
from rumbo.domain.annualization import rule_of
from rumbo.domain.dossier.values import Plain
from rumbo.domain.measurement.settings import Settings, plain
from rumbo.domain.measurement.trace import to_plain
from rumbo.domain.outcomes import Outcome, Undefined

THE_PLAN = ""


def dossier_figures(followup: Followup) -> dict[str, shape.Figures]:
    """The figures of every target and level of a follow-up as a dossier carries them, by uid; "" is the plan."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    return {uid: _dossier(outcomes, settings) for uid, outcomes in _by_subject(followup).items()}


def excluded_by_level(followup: Followup) -> dict[str, int]:
    """How many of what stands under each level its figure of the year leaves out; "" is the plan."""
    rows = Figure.objects.filter(followup=followup, placement__isnull=True, measure=Measure.YEAR)
    return {str(uid or THE_PLAN): excluded for uid, excluded in rows.values_list("node__uid", "excluded")}


def plain_traces(followup: Followup) -> dict[str, dict[str, Mapping[str, Plain]]]:
    """By uid of a target or level ("" the plan) and by measure, the trace of every figure as it is published: as it was
    frozen, or made now for an open follow-up. What stands under a level is called by the uids that a dossier gives.

    Posts are named, people are not (Ley 1581 de 2012).
    """
    rows = _frozen_traces(followup) or _traces_now(followup)
    placed = Placement.objects.filter(version=followup.plan_version_id)
    targets = {str(uid): str(target) for uid, target in placed.values_list("uid", "revision__target__uid")}
    found: defaultdict[str, dict[str, Mapping[str, Plain]]] = defaultdict(dict)
    for (subject, measure), trace in rows.items():
        found[subject][measure] = _published(trace, targets)
    return found


def bands_used(followup: Followup) -> tuple[shape.BandUsed, ...]:
    """The ranges of the traffic light in force at the end of the period."""
    bands = settings_on(followup.entity_id, followup.period.last_day).bands
    return tuple(shape.BandUsed(b.code, b.word, b.tone, b.shape, b.lower, b.upper) for b in bands)


def settings_used(followup: Followup) -> tuple[shape.SettingUsed, ...]:
    """The choices under which a follow-up was measured, and since when; a default has no day."""
    day = followup.period.last_day
    recorded = recorded_settings(followup.entity_id)
    since = {row.key: row.valid_from for row in recorded if row.key in MEASURING_KEYS and row.valid_from <= day}
    values = plain(settings_on(followup.entity_id, day))
    return tuple(shape.SettingUsed(key, _text(value), since.get(key)) for key, value in sorted(values.items()))


def rules_used(followup: Followup) -> tuple[shape.RuleUsed, ...]:
    """The rules behind the figures of a follow-up, each once, with its edition and source."""
    rows = Figure.objects.filter(followup=followup, placement__isnull=False).values_list("rule", "edition").distinct()
    return tuple(shape.RuleUsed(rule, edition, rule_of(f"{rule}@{edition}").source) for rule, edition in sorted(rows))


def rule_keys(followup: Followup) -> dict[str, str]:
    """By placement, the key of the rule that measured it ("sum@1")."""
    rows = Figure.objects.filter(followup=followup, placement__isnull=False, measure=Measure.YEAR)
    return {str(uid): f"{rule}@{ed}" for uid, rule, ed in rows.values_list("placement__uid", "rule", "edition")}


def _by_subject(followup: Followup) -> dict[str, dict[str, Outcome]]:
    """The figures kept for a follow-up, as its corrections left them, by uid of what they are of and by measure. Two
    queries."""
    rows = Figure.objects.filter(followup=followup).select_related("placement", "node")
    corrected = {row.figure_id: row for row in _corrected(followup)}
    found: defaultdict[str, dict[str, Outcome]] = defaultdict(dict)
    for row in rows:
        subject = row.placement or row.node
        found[str(subject.uid) if subject else THE_PLAN][row.measure] = outcome_of(corrected.get(row.pk, row))
    return found


def _corrected(followup: Followup) -> list[CorrectedFigure]:
    """What corrections wrote beside a closing, the last of each figure last; nothing is asked of what is open."""
    if followup.closed_at is None:
        return []
    return list(CorrectedFigure.objects.filter(correction__followup=followup).order_by("correction__ordinal"))


def _frozen_traces(followup: Followup) -> dict[tuple[str, str], Any]:
    """The traces kept at closing, those that corrections wrote in their place. Two queries; none where it is open."""
    if followup.closed_at is None:
        return {}
    columns = ("figure__placement__uid", "figure__node__uid", "figure__measure", "trace")
    frozen = FrozenTrace.objects.filter(figure__followup=followup).values_list(*columns)
    corrected = CorrectedFigure.objects.filter(correction__followup=followup).order_by("correction__ordinal")
    rows = (*frozen, *corrected.values_list(*columns))
    return {(str(placed or level or THE_PLAN), measure): trace for placed, level, measure, trace in rows}


def _traces_now(followup: Followup) -> dict[tuple[str, str], Any]:
    made = compute(followup, closed=False)
    uids: dict[int | None, str] = {each.pk: each.uid for each in made.levels}
    uids[None] = THE_PLAN
    found = {}
    for measure, which in MEASURES:
        for placed in made.placements:
            found[placed.uid, measure.value] = to_plain(trace_of_placement(placed, which))
        for level, uid in uids.items():
            found[uid, measure.value] = to_plain(level_trace(made, level, which))
    return found


def _dossier(outcomes: Mapping[str, Outcome], settings: Settings) -> shape.Figures:
    band = band_lit(outcomes, settings)
    lights = {settings.bands_on.value: band.code} if band else {}
    return shape.Figures(
        **{each.value: dossier_figure(outcomes.get(each.value), lights.get(each.value, "")) for each in Measure}
    )


def dossier_figure(outcome: Outcome | None, band: str = "") -> shape.Figure:
    """A figure as a dossier carries it."""
    if outcome is None:
        return shape.Figure()
    marks = tuple(mark.value for mark in outcome.marks)
    if isinstance(outcome, Undefined):
        return shape.Figure(None, outcome.reason.value, band, marks)
    return shape.Figure(outcome.figure, "", band, marks)


def _published(trace: Mapping[str, Any], targets: Mapping[str, str]) -> Mapping[str, Any]:
    """A trace without people, whose parts are called as a dossier calls them."""
    parts = {key: [[targets.get(uid, uid), *more] for uid, *more in trace[key]] for key in ("weights", "excluded")}
    return {**_without_people(trace), **parts}


def _without_people(trace: Mapping[str, Any]) -> Mapping[str, Any]:
    inputs = [
        each | {"source": [each["source"][0], post_of(each["source"][1]), each["source"][2]]}
        for each in trace["inputs"]
    ]
    return {**trace, "inputs": inputs}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
