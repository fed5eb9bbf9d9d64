"""The proof that what was closed still holds: every figure is computed again from its inputs and compared.

Nothing stored is trusted, not even that it can be read: what cannot is named like what differs.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.followup.queries.chain import steps_with_broken_signature
from rumbo.apps.followup.queries.reopened import reopenings_with_broken_signature
from rumbo.apps.followup.queries.signatures import entries_with_broken_signature
from rumbo.apps.measurement.bridge import compute, measured_placements, rows_of, settings_on
from rumbo.apps.measurement.bridge.corrected import (
    Identity,
    identity,
    mean_of_closing,
    rules_of_closing,
    standing_figures,
)
from rumbo.apps.measurement.bridge.corrected import told as told_of
from rumbo.apps.measurement.models import (
    CorrectedFigure,
    Correction,
    Figure,
    FrozenTrace,
    Measure,
)
from rumbo.apps.measurement.queries.differing import UNREADABLE, Difference
from rumbo.apps.measurement.queries.other_settings import broken_settings, other_settings
from rumbo.apps.measurement.queries.other_sides import other_sides
from rumbo.apps.plans.models import NodeRevision, Placement
from rumbo.domain.annualization import UNSAID, rule_of
from rumbo.domain.measurement.rollup import ROLL_UP_RULE
from rumbo.domain.measurement.rules import FIRST_MEAN, MEANS
from rumbo.domain.measurement.trace import digest

UNKNOWN = "unknown"


def differences(followup: Followup) -> list[Difference]:
    """Recomputes a closed follow-up from its inputs, with the settings and rule editions of its time, and compares.

    Also each stored trace with its digest, and each accepted answer and step of its chain with the digest signed.
    """
    stored = {identity(each): each for each in _with_names(followup)}
    found = [*_other_rules(stored.values())]
    if not any(each.found == UNKNOWN for each in found):
        found += _recomputed(followup, stored)
    return [
        *_reopened(followup),
        *broken_settings(followup),
        *other_settings(followup),
        *other_sides(followup),
        *found,
        *_broken_traces(followup, stored.values()),
        *_broken_corrections(followup),
        *_broken_signatures(followup),
    ]


def _reopened(followup: Followup) -> Iterator[Difference]:
    """A closing that the row no longer tells: no action opens again what was closed."""
    if followup.state != FollowupState.CLOSED or followup.closed_at is None:
        yield Difference("reopened", followup.plan_version.plan.name, "", FollowupState.CLOSED, followup.state)


def _recomputed(followup: Followup, stored: dict[Identity, Figure]) -> Iterator[Difference]:
    rules = {each.placement_id: f"{each.rule}@{each.edition}" for each in stored.values() if each.placement_id}
    try:
        rows = rows_of(followup, compute(followup, closed=True, rules=rules, edition=mean_of_closing(followup)))
    except UNREADABLE as error:
        yield from _unreadable(followup, error)
        return
    computed = {identity(each): each for each in rows}
    for key, kept in stored.items():
        yield from _compare(kept, computed.get(key))
    for key, each in computed.items():
        if key not in stored:
            yield Difference("missing", subject_of(each), each.measure, "", _told(each))


def _other_rules(figures: Iterable[Figure]) -> Iterator[Difference]:
    """Figures of targets whose rule is not the one of the plan; of one that this program does not have, they cannot be
    computed again. Levels have one rule, in one of its editions."""
    for each in figures:
        if each.placement is None:
            if each.rule != ROLL_UP_RULE or each.edition not in MEANS:
                yield Difference("rule", subject_of(each), each.measure, f"{each.rule}@{each.edition}", UNKNOWN)
            continue
        key, promised = f"{each.rule}@{each.edition}", each.placement.revision.annualization
        if not _is_known(key):
            yield Difference("rule", subject_of(each), each.measure, key, UNKNOWN)
        elif promised not in (each.rule, UNSAID.id):
            yield Difference("rule", subject_of(each), each.measure, key, promised)


def _is_known(key: str) -> bool:
    try:
        rule_of(key)
    except KeyError:
        return False
    return True


def _unreadable(followup: Followup, error: Exception) -> Iterator[Difference]:
    """Which targets cannot be measured any more; the whole where it is not a single target."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    named = 0
    for placement in Placement.objects.filter(version=followup.plan_version_id).select_related("revision"):
        try:
            measured_placements(followup, settings, closed=True, placement=placement.pk)
        except UNREADABLE as fault:
            named += 1
            subject = f"{placement.number}. {placement.revision.statement}"
            yield Difference("unreadable", subject, Measure.YEAR, "", str(fault))
    if not named:
        yield Difference("unreadable", "", Measure.YEAR, "", str(error))


def _with_names(followup: Followup) -> list[Figure]:
    """The stored figures with what they are of, which is fetched once and not once a measure."""
    rows = Figure.objects.filter(followup=followup)
    placements = _by_key(Placement.objects.filter(pk__in=rows.values("placement")).select_related("revision"))
    nodes = _by_key(NodeRevision.objects.filter(pk__in=rows.values("node")))
    figures = list(rows.order_by("pk"))
    for each in figures:
        each.placement = placements.get(each.placement_id)
        each.node = nodes.get(each.node_id)
    return figures


def _by_key(rows: Iterable[Any]) -> dict[int | None, Any]:
    return {each.pk: each for each in rows}


def _compare(kept: Figure, computed: Figure | None) -> Iterator[Difference]:
    if computed is None:
        yield Difference("extra", subject_of(kept), kept.measure, _told(kept), "")
        return
    for what, told in (("figure", _told), ("weights", _weights), ("weight", _weight), ("inputs", _inputs)):
        if what == "weight" and kept.weight is None and kept.edition == FIRST_MEAN:
            continue
        if told(kept) != told(computed):
            yield Difference(what, subject_of(kept), kept.measure, told(kept), told(computed))


def subject_of(figure: Figure) -> str:
    """What a figure is of, as a person calls it; empty for the plan."""
    if figure.placement is not None:
        return f"{figure.placement.number}. {figure.placement.revision.statement}"
    return figure.node.name if figure.node is not None else ""


def _told(figure: Figure) -> str:
    value = figure.undefined if figure.value is None else str(figure.value)
    return f"{value} {figure.marks}".strip()


def _weights(figure: Figure) -> str:
    return f"{figure.weighted_total}/{figure.weight_sum} {figure.counted}+{figure.excluded}"


def _weight(figure: Figure) -> str:
    return "" if figure.weight is None else str(figure.weight)


def _inputs(figure: Figure) -> str:
    return figure.inputs_digest[:12]


def _broken_traces(followup: Followup, figures: Iterable[Figure]) -> Iterator[Difference]:
    """Traces that are no longer the text whose digest was kept, tell another figure than theirs, or are gone."""
    texts = FrozenTrace.objects.filter(figure__followup=followup).annotate(text=Cast("trace", TextField()))
    kept = {figure: (text, known) for figure, text, known in texts.values_list("figure_id", "text", "digest")}
    for figure in figures:
        text, known = kept.get(figure.pk, ("", ""))
        found = _digest_of(text, figure)
        if found != known:
            yield Difference("trace", subject_of(figure), figure.measure, known[:12], found[:12])


def _broken_corrections(followup: Followup) -> Iterator[Difference]:
    """What was corrected after a closing, computed again from what was known at each correction."""
    rules, mean = rules_of_closing(followup), mean_of_closing(followup)
    for correction in Correction.objects.filter(followup=followup).order_by("ordinal"):
        try:
            computation = compute(followup, closed=True, rules=rules, corrected_until=correction.at, edition=mean)
        except UNREADABLE as error:
            yield from _unreadable(followup, error)
            return
        now = {identity(each): each for each in rows_of(followup, computation)}
        for key, (figure, kept) in standing_figures(followup, correction.ordinal).items():
            found = told_of(now[key]) if key in now else ()
            if found != kept:
                before, after = " ".join(map(str, kept[:3])), " ".join(map(str, found[:3]))
                yield Difference("correction", subject_of(figure), figure.measure, before, after)
    yield from _broken_corrected_traces(followup)


def _broken_corrected_traces(followup: Followup) -> Iterator[Difference]:
    rows = CorrectedFigure.objects.filter(correction__followup=followup)
    rows = rows.select_related("figure__placement__revision", "figure__node").annotate(text=Cast("trace", TextField()))
    for each in rows.defer("trace").order_by("pk"):
        found = _digest_of(each.text, each)
        if found != each.digest:
            yield Difference("trace", subject_of(each.figure), each.figure.measure, each.digest[:12], found[:12])


def _digest_of(text: str, figure: Figure | CorrectedFigure) -> str:
    """The digest of a trace as it stands; a word where it cannot be read, is missing, or tells another figure."""
    if not text:
        return "missing"
    try:
        trace = json.loads(text)
        told = trace["facts"].get("result")
        figure_told = told.get("figure") if isinstance(told, dict) else None
        if (figure_told, trace["reason"]) != (figure.value, figure.undefined):
            return "another figure"
        return digest(trace)
    except UNREADABLE:
        return "unreadable"


def _broken_signatures(followup: Followup) -> list[Difference]:
    """Accepted answers, and steps of their chain, whose text is no longer the one that was signed."""
    try:
        return [
            Difference("signature", subject, Measure.YEAR, stored[:12], found[:12])
            for subject, stored, found in (
                *entries_with_broken_signature(followup),
                *steps_with_broken_signature(followup),
                *reopenings_with_broken_signature(followup),
            )
        ]
    except UNREADABLE as error:
        return [Difference("unreadable", "", Measure.YEAR, "", str(error))]
