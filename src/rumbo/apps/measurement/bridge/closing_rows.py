"""The figures of a closing as rows of a table by columns, whole numbers all: what consolidations over entities read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge.corrected import COLUMNS as STANDING
from rumbo.apps.measurement.bridge.corrected import standing_figures
from rumbo.apps.measurement.bridge.levels import is_left_out
from rumbo.apps.measurement.bridge.placed import settings_on
from rumbo.apps.measurement.bridge.rows import band_lit, outcome_above, weight_of_figure
from rumbo.apps.measurement.models import COUNTS_TWICE, Figure
from rumbo.apps.plans.models import NodeRevision, Placement
from rumbo.domain.measurement.bands import Band
from rumbo.domain.measurement.consolidating import shares_of_plan
from rumbo.domain.measurement.grouping import is_met
from rumbo.domain.measurement.kept import outcome_kept
from rumbo.domain.measurement.levels import LEFT_OUT, Child
from rumbo.domain.measurement.rollup import contribution
from rumbo.domain.measurement.rules import FIRST_MEAN
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.outcomes import Outcome

FORM = 4
"""The edition of these columns; a file says its own, and another is written beside it when they change."""

CLOSING_COLUMNS: Mapping[str, str] = {
    "entity": "VARCHAR",
    "plan": "VARCHAR",
    "version": "VARCHAR",
    "followup": "VARCHAR",
    "fiscal_year": "INTEGER",
    "periodicity": "VARCHAR",
    "period": "INTEGER",
    "last_day": "DATE",
    "correction": "INTEGER",
    "kind": "VARCHAR",
    "subject": "VARCHAR",
    "target": "VARCHAR",
    "counts": "BOOLEAN",
    "weight": "BIGINT",
    "share": "BIGINT",
    "measure": "VARCHAR",
    "rule": "VARCHAR",
    "edition": "VARCHAR",
    "value": "BIGINT",
    "undefined": "VARCHAR",
    "marks": "VARCHAR",
    "brings": "BIGINT",
    "met": "BOOLEAN",
    "band": "VARCHAR",
    "word": "VARCHAR",
    "weighted_total": "DECIMAL(38,0)",
    "weight_sum": "BIGINT",
    "counted": "INTEGER",
    "excluded": "INTEGER",
    "inputs_digest": "VARCHAR",
    "keys": "VARCHAR[]",
}
"""`value` is an integer of 10⁻¹²; `brings` what the figure counts with in a mean by the choices of its entity (capped,
or zero where that was chosen), null where it does not count; `weight` what it weighed above by the choice of its entity
(1, ten-thousandths or centavos), null where it weighed nothing that is known; `share` what it weighed in the figure of
its plan, in 10⁻¹², null where it did not count there, which is what may be added to that of other plans;
`band` and `word` the light that its entity had; `keys` the groups of the lists in which a target stood, as "list=code",
by its number or by what is written where it stands in no list."""

KINDS = ("target", "level", "plan")
TARGET, LEVEL, PLAN = KINDS


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is of: a target, a level or the plan; `above` is the level it stands under, None the plan."""

    kind: str
    uid: str = ""
    target: str = ""
    counts: bool = True
    keys: tuple[str, ...] = ()
    above: str | None = None
    left_out: bool = False


def closing_rows(followup: Followup, correction: int, keys: Mapping[int, tuple[str, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows of a closing as it stood after its corrections up to an ordinal (0: as it was closed), in the order in
    which it was frozen; `keys` are those of its targets, by the key of their revision. Four queries and the settings.
    """
    version, period = followup.plan_version, followup.period
    settings = settings_on(followup.entity_id, period.last_day)
    whose = (str(followup.entity.uid), str(version.plan.uid), str(version.uid), str(followup.uid))
    when = (period.fiscal_year, period.periodicity, period.ordinal, period.last_day.isoformat(), correction)
    told = [
        (figure, dict(zip(STANDING, standing, strict=True)))
        for figure, standing in standing_figures(followup, correction).values()
    ]
    subjects = _subjects(followup, settings, keys)
    outcomes: defaultdict[Any, dict[str, Outcome]] = defaultdict(dict)
    for figure, columns in told:
        outcomes[_key(figure)][figure.measure] = outcome_kept(columns["value"], columns["undefined"], columns["marks"])
    lights = {key: band_lit(measures, settings) for key, measures in outcomes.items()}
    shares = _shares([figure for figure, _ in told], subjects, outcomes, settings)
    for figure, columns in told:
        key = _key(figure)
        share = shares[figure.measure].get(subjects[key].uid)
        outcome = outcomes[key][figure.measure]
        yield (*whose, *when, *row_of(figure, columns, subjects[key], outcome, lights[key], settings, share))


def row_of(
    figure: Figure,
    columns: Mapping[str, Any],
    subject: Subject,
    outcome: Outcome,
    light: Band | None,
    settings: Settings,
    share: int | None,
) -> tuple[Any, ...]:
    """What one figure says of its subject, from its kind to its keys: the columns after those of its closing."""
    alone = contribution(1, outcome, settings, closed=True)
    return (
        subject.kind,
        subject.uid,
        subject.target,
        subject.counts and figure.weight != COUNTS_TWICE,
        weight_of_figure(figure),
        share,
        str(figure.measure),
        figure.rule,
        figure.edition,
        columns["value"],
        columns["undefined"],
        columns["marks"],
        alone.weighted_total if alone.counted else None,
        is_met(outcome),
        light.code if light else "",
        light.word if light else "",
        int(columns["weighted_total"]),
        columns["weight_sum"],
        columns["counted"],
        columns["excluded"],
        columns["inputs_digest"],
        subject.keys,
    )


def _key(figure: Figure) -> tuple[int | None, int | None]:
    return figure.placement_id, figure.node_id


def _shares(
    figures: Iterable[Figure], subjects: Mapping[Any, Subject], outcomes: Mapping[Any, Any], settings: Settings
) -> Mapping[str, Mapping[str, int]]:
    """By percentage, what each target and level weighed in the figure of the plan, from the frozen rows alone."""
    under: defaultdict[str, defaultdict[str | None, list[Child]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        key = _key(figure)
        subject = subjects[key]
        if subject.kind == PLAN or not subject.counts:
            continue
        outcome = outcome_above(figure, outcomes[key][figure.measure])
        if subject.left_out and figure.edition != FIRST_MEAN:
            outcome = LEFT_OUT
        under[figure.measure][subject.above].append((subject.uid, weight_of_figure(figure), outcome))
    return defaultdict(dict, {which: shares_of_plan(children, settings) for which, children in under.items()})


def _subjects(
    followup: Followup, settings: Settings, keys: Mapping[int, tuple[str, ...]]
) -> Mapping[tuple[int | None, int | None], Subject]:
    placed = Placement.objects.filter(version=followup.plan_version_id)
    subjects: dict[tuple[int | None, int | None], Subject] = {
        (None, None): Subject(PLAN, str(followup.plan_version.plan.uid))
    }
    columns = ("pk", "uid", "revision__target__uid", "counts", "revision_id", "node__uid")
    for pk, uid, target, counts, revision, node in placed.values_list(*columns):
        subjects[pk, None] = Subject(TARGET, str(uid), str(target), counts, keys.get(revision, ()), _uid(node))
    levels = NodeRevision.objects.filter(version=followup.plan_version_id)
    for pk, uid, parent, kind, name, printed in levels.values_list(
        "pk", "uid", "parent__uid", "kind", "name", "printed"
    ):
        left_out = is_left_out(settings, kind, name, printed)
        subjects[None, pk] = Subject(LEVEL, str(uid), above=_uid(parent), left_out=left_out)
    return subjects


def _uid(told: object) -> str | None:
    return None if told is None else str(told)
