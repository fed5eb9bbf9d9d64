"""What was corrected of a closing: which report, why, by whom, and each figure before and after."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import outcome_of
from rumbo.apps.measurement.models import CorrectedFigure, Correction, Figure, Measure
from rumbo.apps.measurement.queries.verification import subject_of
from rumbo.apps.plans.models import Placement
from rumbo.domain.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of the year of a target, a level or the plan (kind; its uid, "" the plan), before a correction and
    since it. `place` is the uid of the line of the sheet."""

    kind: str
    uid: str
    subject: str
    before: Outcome
    after: Outcome
    place: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionTold:
    """A correction of a closing: the report corrected and its target (uids), its number and statement, why and by which
    act, the post of who reopened it, when it counted, and the figures that changed."""

    report: str
    target: str
    number: str
    statement: str
    reason: str
    act: str
    post: str
    at: datetime
    changes: tuple[FigureChange, ...]
    ordinal: int = 0


def corrections_of(followup: Followup) -> list[CorrectionTold]:
    """The corrections of a closing, in their order. Three queries; one where there are none."""
    placed = Placement.objects.filter(
        version=OuterRef("followup__plan_version"), revision__target=OuterRef("reopening__report__target")
    )
    rows = list(
        Correction.objects.filter(followup=followup)
        .select_related("reopening__report__revision", "reopening__report__target")
        .annotate(number=Subquery(placed.order_by("pk").values("number")[:1]))
        .order_by("ordinal")
    )
    changes = _changes(followup) if rows else {}
    return [
        CorrectionTold(
            report=str(row.reopening.report.uid),
            target=str(row.reopening.report.target.uid),
            number=row.number or "",
            statement=row.reopening.report.revision.statement,
            reason=row.reopening.reason,
            act=row.reopening.act,
            post=row.reopening.post,
            at=row.at,
            changes=changes.get(row.pk, ()),
            ordinal=row.ordinal,
        )
        for row in rows
    ]


def _changes(followup: Followup) -> Mapping[int, tuple[FigureChange, ...]]:
    rows = CorrectedFigure.objects.filter(correction__followup=followup, figure__measure=Measure.YEAR)
    rows = rows.select_related("figure__placement__revision__target", "figure__node").defer("trace")
    before: dict[int, Outcome] = {}
    found: defaultdict[int, tuple[FigureChange, ...]] = defaultdict(tuple)
    for row in rows.order_by("correction__ordinal", "figure__node__depth", "figure_id"):
        kind = "target" if row.figure.placement_id else "level" if row.figure.node_id else "plan"
        earlier, now = before.get(row.figure_id, outcome_of(row.figure)), outcome_of(row)
        before[row.figure_id] = now
        if earlier != now:
            change = FigureChange(kind, _uid(row.figure), subject_of(row.figure), earlier, now, _place(row.figure))
            found[row.correction_id] += (change,)
    return found


def _place(figure: Figure) -> str:
    """The line of the sheet of a figure: a target where it is placed, a level, "" the plan."""
    subject = figure.placement or figure.node
    return str(subject.uid) if subject else ""


def _uid(figure: Figure) -> str:
    """What a figure is of as a dossier knows it: the target itself, not its place in the version."""
    if figure.placement is not None:
        return str(figure.placement.revision.target.uid)
    return str(figure.node.uid) if figure.node is not None else ""
