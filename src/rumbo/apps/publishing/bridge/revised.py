"""Rows → what a dossier tells of what was changed: the change log of a version, what an act cancelled or suspended, and
what was corrected of a closing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from rumbo.apps.calendar.models import Standing
from rumbo.apps.calendar.queries import standings_of
from rumbo.apps.changing.models import ChangeRequest, Kind, StepKind
from rumbo.apps.changing.queries import requests_until, weaker_between
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import dossier_figure
from rumbo.apps.measurement.queries import FigureChange, corrections_of
from rumbo.apps.plans.models import LineageKind, PlanVersion
from rumbo.apps.plans.queries import VersionChange, version_changes
from rumbo.apps.publishing.models import Publication, PublicationState
from rumbo.domain import dossier as shape
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.weakening import FIELD_OF
from rumbo.findings import Finding
from rumbo.layouts.formulation_workbook.form import ANSWERS
from rumbo.notation.dates import print_date
from rumbo.notation.numbers import print_number

PLACES = frozenset({"objective", "programme"})
"""The fields of a line that say where it stands: asked for as a move."""
LEVEL = {"programme": "node"}
"""The programme of a line is a level; elsewhere a programme is what is promised by periods."""


def changes_told(version: PlanVersion, targets: Iterable[shape.TargetEntry]) -> tuple[shape.PlanChange, ...]:
    """The change log up to a version: what was asked for and an act approved, in the order of the versions, and then
    what this version changed of the one before it without anybody having asked."""
    entries = {each.uid: each for each in targets}
    asked = requests_until(version)
    own = [each for each in asked if each.result_id == version.pk]
    return (*(_asked(each) for each in asked), *_unasked(version, entries, own))


def standings_told(
    version: PlanVersion, targets: Iterable[shape.TargetEntry], day: date | None
) -> tuple[shape.Standing, ...]:
    """What this version or an earlier one cancelled or suspended; of a follow-up what had begun on its last day."""
    found = standings_of(version)
    rows = {str(each.target.uid): standing for standing in found.values() for each in standing}
    return tuple(
        _standing(target, each)
        for target in targets
        for each in rows.get(target.uid, ())
        if day is None or each.since <= day
    )


def corrections_told(followup: Followup, top: str) -> tuple[shape.Correction, ...]:
    """What was corrected of a closing, each with the publication that tells what was before; `top` is the uid by which
    the dossier knows the whole plan."""
    if followup.closed_at is None:
        return ()
    told = corrections_of(followup)
    out = _published(followup) if told else []
    return tuple(
        shape.Correction(
            target=each.target,
            number=each.number,
            statement=each.statement,
            reason=each.reason,
            act=each.act,
            post=each.post,
            day=localdate(each.at),
            published=next((number for number, at in reversed(out) if at < each.at), ""),
            figures=tuple(_figure(change, top) for change in each.changes),
        )
        for each in told
    )


def _figure(change: FigureChange, top: str) -> shape.FigureCorrected:
    before, after = dossier_figure(change.before), dossier_figure(change.after)
    return shape.FigureCorrected(change.kind, change.uid or top, change.subject, before, after)


def _published(followup: Followup) -> list[tuple[str, datetime]]:
    out = Publication.objects.filter(followup=followup, state=PublicationState.PUBLISHED).order_by("published_at")
    return [(f"{each.number}-{each.year}", each.published_at) for each in out if each.published_at]


def _standing(target: shape.TargetEntry, row: Standing) -> shape.Standing:
    line = target.line
    return shape.Standing(target.uid, line.number, line.statement, row.kind, row.since, row.until, row.reason, row.act)


def _asked(request: Any) -> shape.PlanChange:
    """A request that an act approved."""
    decided = next((step for step in request.steps.all() if step.kind == StepKind.DECISION), None)
    told = _told_days(request) if request.kind in (Kind.CANCEL, Kind.SUSPEND) else request.new_text
    return shape.PlanChange(
        version=request.result.label,
        target=str(request.target.uid) if request.target else "",
        number=request.number or "",
        statement=request.statement or request.new_text,
        kind=str(request.kind),
        field=request.field,
        before=request.old_text,
        after="" if request.kind == Kind.ADD else told,
        reason=request.reason,
        act=decided.act if decided else "",
        unit=request.unit.name if request.unit else "",
        weaker=tuple(shape.Weaker(each["code"], each["facts"]) for each in request.weakened),
    )


def _told_days(request: ChangeRequest) -> str:
    return " – ".join(print_date(day, "es") for day in (request.since, request.until) if day)


def _unasked(
    version: PlanVersion, entries: Mapping[str, shape.TargetEntry], asked: Iterable[ChangeRequest]
) -> Iterator[shape.PlanChange]:
    before = PlanVersion.objects.filter(plan=version.plan_id, number__lt=version.number, approved_at__isnull=False)
    earlier = before.order_by("-number").first()
    if earlier is None:
        return
    known = {(each.number, "" if each.kind == Kind.MOVE else _field(each.field)) for each in _placed(asked)}
    known |= {(each.new_text, "") for each in asked if each.kind == Kind.ADD}
    uids = {each.line.number: each.uid for each in entries.values()}
    log = version_changes(earlier, version)
    weaker = weaker_between(earlier, version, log)
    for each in log:
        yield from _told(version.label, each, known, uids, weaker.get(each.pair, ()))


def _placed(asked: Iterable[Any]) -> Iterator[Any]:
    return (each for each in asked if each.kind in (Kind.EDIT, Kind.MOVE))


def _told(
    label: str, change: VersionChange, known: set[tuple[str, str]], uids: Mapping[str, str], weaker: Sequence[Finding]
) -> Iterator[shape.PlanChange]:
    line = change.after or change.before
    if line is None:
        return
    about: dict[str, Any] = {
        "version": label,
        "target": uids.get(line.number, ""),
        "number": line.number,
        "reason": change.reason,
    }
    if change.kind in (LineageKind.NEW, LineageKind.DROPPED):
        if (line.statement, "") not in known:
            kind = "add" if change.kind == LineageKind.NEW else "remove"
            yield shape.PlanChange(kind=kind, statement=line.statement, **about)
        return
    if change.before is None:
        return
    about["statement"] = line.statement
    left, words = list(weaker), dict[str, Any]()
    for each in change.changes:
        mine = [finding for finding in left if FIELD_OF[finding.code] == each.field and each.field not in PLACES]
        left = [finding for finding in left if finding not in mine]
        if (line.number, "" if each.field in PLACES else each.field) not in known:
            say = _answering if each.field == "answering" else _words
            words = {"before": say(each.before), "after": say(each.after), "weaker": _weaker(mine)}
            yield shape.PlanChange(kind="edit", field=LEVEL.get(each.field, each.field), **about, **words)
    for finding in left:
        if (line.number, FIELD_OF[finding.code]) not in known:
            facts = {key: str(fact) for key, fact in finding.facts.items()}
            words = {"before": facts.get("before", ""), "after": facts.get("after", ""), "weaker": _weaker([finding])}
            yield shape.PlanChange(kind="edit", field=FIELD_OF[finding.code], **about, **words)


def _weaker(found: Iterable[Finding]) -> tuple[shape.Weaker, ...]:
    """In what less is promised."""
    return tuple(shape.Weaker(each.code, {key: str(fact) for key, fact in each.facts.items()}) for each in found)


def _field(name: str) -> str:
    """The field of a printed line that a field of a request changes."""
    return "units" if name == "unit" else name


def _answering(told: Any) -> str:
    """Who answers for a target and how, as the workbook of a formulation writes it."""
    return "; ".join(f"{unit} ({ANSWERS[does]})" for unit, does in told)


def _words(value: object) -> str:
    """A value as a plan prints it; a list one after another."""
    match value:
        case None:
            return ""
        case Quantity():
            return print_number(value.decimal, "es")
        case date():
            return print_date(value, "es")
        case tuple():
            return "; ".join(_words(each) for each in value)
    return str(getattr(value, "name", None) or getattr(value, "indicator", None) or value)
