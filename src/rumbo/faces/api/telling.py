"""Domain values as the shapes of the answers, with the words of the screens and the addresses of explanations."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.apps.measurement.queries import Explained, MeasuredRound, OutlookRow, Standing
from rumbo.domain.dossier import Figure, Level, TargetEntry
from rumbo.domain.measurement.explaining import explain, reason_words
from rumbo.domain.measurement.sentences import REASONS
from rumbo.domain.measurement.trace import Trace, to_plain
from rumbo.domain.outcomes import Outcome, Undefined
from rumbo.faces.api.shapes import (
    EvidenceTold,
    ExplanationTold,
    FigureTold,
    FollowupTold,
    OutlookTold,
    SentenceTold,
    StandingTold,
)
from rumbo.faces.kit.story import shown
from rumbo.faces.kit.written import written_figure

PLAN, PROJECTION = "plan", "projection"


def figure_told(outcome: Outcome, explanation: str = "", why: str = "") -> FigureTold:
    """An outcome: the integer and what the screens show of it, or why there is none; `why` is how a figure of its kind
    says it, where that has words of its own (a Spanish source text)."""
    marks = [mark.value for mark in outcome.marks]
    if isinstance(outcome, Undefined):
        reason = outcome.reason.value
        words = _(why or REASONS[reason])
        return FigureTold(value=None, written=words, undefined=reason, marks=marks, explanation=explanation)
    words = written_figure(outcome.figure)
    return FigureTold(value=outcome.figure, written=words, undefined="", marks=marks, explanation=explanation)


def address(entity: str, followup: UUID, subject: str, measure: str, correction: int = 0) -> str:
    """Where a figure of a follow-up is explained."""
    at = reverse("api:figure", args=[entity, followup, subject or PLAN, measure])
    return f"{at}?correction={correction}" if correction else at


def followup_told(entity: str, each: MeasuredRound) -> FollowupTold:
    """A follow-up with the figures of its plan."""
    followup = each.followup
    period, version = followup.period, followup.plan_version
    return FollowupTold(
        uid=str(followup.uid),
        plan=version.plan.name,
        plan_uid=str(version.plan.uid),
        version=version.label,
        fiscal_year=period.fiscal_year,
        periodicity=period.periodicity,
        ordinal=period.ordinal,
        last_day=period.last_day,
        state=followup.state,
        light=each.band.code if each.band else "",
        reports=each.reports,
        accepted=each.accepted,
        figures=figures_told(entity, followup.uid, "", each.outcomes),
    )


def figures_told(entity: str, followup: UUID, subject: str, outcomes: Mapping[str, Outcome]) -> dict[str, FigureTold]:
    """Figures by name, each with the address of its explanation."""
    return {
        measure: figure_told(outcome, address(entity, followup, subject, measure))
        for measure, outcome in outcomes.items()
    }


def standing_told(entity: str, followup: UUID, each: Standing) -> StandingTold:
    """A line of the sheet of a follow-up."""
    return StandingTold(
        kind=each.kind,
        uid=str(each.uid or ""),
        number=each.number,
        name=each.name,
        depth=each.depth,
        unit=each.unit,
        light=each.band.code if each.band else "",
        counts=each.counts,
        counted=each.counted,
        excluded=each.excluded,
        figures=figures_told(entity, followup, str(each.uid or ""), each.outcomes),
    )


def outlook_told(entity: str, followup: UUID, row: OutlookRow) -> OutlookTold:
    """How the year of a target would end."""
    uid, outlook = row.found.placement_uid, row.found.outlook
    why, here = reason_words(row.found.trace), address(entity, followup, row.found.placement_uid, PROJECTION)
    return OutlookTold(
        uid=uid,
        number=row.number,
        name=row.statement,
        unit=row.unit,
        way=outlook.projection.way.value if outlook.projection.way else "",
        trend=outlook.trend.value,
        figure=figure_told(outlook.projection.outcome, here, why),
    )


def explanation_told(entity: str, found: Explained) -> ExplanationTold:
    """A figure of a follow-up with its trace, its sentences, and the evidence that the person may see."""
    evidence = [
        EvidenceTold(report=report.uid, uid=uid, title=title, link=link)
        for report in found.reports.values()
        for title, uid, link in report.evidence
    ]
    here = address(entity, found.followup.uid, found.subject, found.measure, found.correction)
    return ExplanationTold(
        kind=found.kind,
        subject=found.subject,
        number=found.number,
        name=found.name,
        measure=found.measure,
        figure=figure_told(found.outcome, here, reason_words(found.trace)),
        light=found.band.code if found.band else "",
        frozen=found.frozen,
        correction=found.correction,
        sentences=sentences_told(found.trace, found.names),
        trace=to_plain(found.trace),
        evidence=evidence,
    )


def sentences_told(trace: Trace, names: Mapping[str, str]) -> list[SentenceTold]:
    """The lines of an explanation in the language of the answer."""
    lines = explain(trace, _, shown, names)
    return [SentenceTold(role=line.role, depth=line.depth, text=line.text, uid=line.uid) for line in lines]


def published_told(figure: Figure, explanation: str) -> FigureTold:
    """A figure of a dossier."""
    known = figure.value is not None
    words = written_figure(figure.value) if known else _(REASONS.get(figure.undefined, figure.undefined))
    return FigureTold(
        value=figure.value,
        written=words,
        undefined=figure.undefined,
        marks=list(figure.marks),
        explanation=explanation,
    )


def published_row(
    subject: Level | TargetEntry, figures: Mapping[str, FigureTold], lights: Iterable[str]
) -> StandingTold:
    """A level or a target of a dossier."""
    level = isinstance(subject, Level)
    return StandingTold(
        kind="level" if level else "target",
        uid=subject.uid,
        number=subject.code if isinstance(subject, Level) else subject.line.number,
        name=subject.name if isinstance(subject, Level) else subject.line.statement,
        depth=0,
        unit="" if isinstance(subject, Level) else subject.reporting_unit,
        light=next(iter(lights), ""),
        counts=True,
        counted=0,
        excluded=subject.excluded if isinstance(subject, Level) else 0,
        figures=dict(figures),
    )
