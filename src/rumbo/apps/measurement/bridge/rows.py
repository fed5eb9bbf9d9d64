"""Figures as rows: outcomes and sums as columns, and back."""

from collections.abc import Iterator, Mapping
from typing import Any

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge.computing import MEASURES, Computation
from rumbo.apps.measurement.bridge.placed import MeasuredPlacement
from rumbo.apps.measurement.models import COUNTS_TWICE, NO_WEIGHT, CorrectedFigure, Figure
from rumbo.domain.measurement import levels
from rumbo.domain.measurement.bands import Band, band_of
from rumbo.domain.measurement.digests import inputs_digest, node_digest
from rumbo.domain.measurement.kept import outcome_kept
from rumbo.domain.measurement.rollup import ROLL_UP_RULE, NodeSum
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.outcomes import Outcome, Undefined

UNTIL_CLOSING = ""
"""The inputs of a level are its children: their digest is taken when they stop moving, at closing."""


def outcome_of(figure: Figure | CorrectedFigure) -> Outcome:
    """A stored figure as the outcome it was."""
    return outcome_kept(figure.value, figure.undefined, figure.marks)


def outcome_columns(outcome: Outcome) -> dict[str, Any]:
    """An outcome as the columns of its figure."""
    marks = " ".join(mark.value for mark in outcome.marks)
    if isinstance(outcome, Undefined):
        return {"value": None, "undefined": outcome.reason.value, "marks": marks}
    return {"value": outcome.figure, "undefined": "", "marks": marks}


def band_lit(outcomes: Mapping[str, Outcome], settings: Settings) -> Band | None:
    """The range in which the percentage that the lights act on lies; None where there is no such percentage."""
    lit = outcomes.get(settings.bands_on.value)
    return band_of(settings.bands, lit) if lit is not None else None


def sum_of(figure: Figure) -> NodeSum:
    """The sums that a level's figure is divided from."""
    return NodeSum.of_columns(figure.weighted_total, figure.weight_sum, figure.counted, figure.excluded)


def weight_kept(weight: int | None) -> int:
    """A weight as its column keeps it; `NO_WEIGHT` where there should be one and is none."""
    return NO_WEIGHT if weight is None else weight


def weight_of_figure(figure: Figure) -> int | None:
    """What a figure weighs in the level above it, None where nothing says what."""
    return None if figure.weight in (NO_WEIGHT, COUNTS_TWICE) else figure.weight


def outcome_above(figure: Figure, outcome: Outcome) -> Outcome:
    """What the outcome of a target is in the level above it: it does not count where its version counts it twice."""
    return levels.COUNTS_TWICE if figure.weight == COUNTS_TWICE else outcome


def sum_columns(total: NodeSum) -> dict[str, Any]:
    """The sums of a level as columns, with the outcome they give."""
    return outcome_columns(total.outcome) | {
        "weighted_total": total.weighted_text,
        "weight_sum": total.weight_sum,
        "counted": total.counted,
        "excluded": total.excluded,
    }


def target_columns(measured: MeasuredPlacement) -> dict[str, Any]:
    """What the figures of one target have in common: their rule and the digest of their inputs."""
    rule, _, edition = measured.figures.rule.partition("@")
    return {"rule": rule, "edition": edition, "inputs_digest": inputs_digest(measured.figures)}


def rows_of(followup: Followup, computation: Computation) -> list[Figure]:
    """The figures of a computation as rows, not yet written."""
    return [*_target_rows(followup, computation), *_level_rows(followup, computation)]


def _target_rows(followup: Followup, computation: Computation) -> Iterator[Figure]:
    weights = computation.weights
    for placed in computation.placements:
        shared = target_columns(placed)
        shared["weight"] = weight_kept(weights[placed.uid]) if placed.counts else None
        if placed.uid in computation.counting_twice:
            shared["weight"] = COUNTS_TWICE
        for measure, which in MEASURES:
            yield Figure(
                entity_id=followup.entity_id,
                followup=followup,
                placement_id=placed.pk,
                measure=measure,
                **shared,
                **outcome_columns(placed.figures.outcome(which)),
            )


def _level_rows(followup: Followup, computation: Computation) -> Iterator[Figure]:
    weights = {each.pk: weight_kept(computation.weights[each.uid]) for each in computation.levels}
    edition = computation.edition
    for measure, which in MEASURES:
        for level in (*weights, None):
            digest = UNTIL_CLOSING
            if computation.closed:
                digest = node_digest(computation.children(level, which), computation.settings, True, edition)
            yield Figure(
                entity_id=followup.entity_id,
                followup=followup,
                node_id=level,
                measure=measure,
                rule=ROLL_UP_RULE,
                edition=edition,
                weight=weights[level] if level is not None else None,
                inputs_digest=digest,
                **sum_columns(computation.rolled[which][level].sums),
            )
