"""Reads of the chain: which steps a round asks for, who each report waits for, whether its signatures hold."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.followup.bridge.signing import evaluation_digest, review_digest
from rumbo.apps.followup.models import Evaluation, FieldRemark, Followup, Report, ReportEntry, ReportState, Review
from rumbo.apps.followup.queries import still_open, with_target
from rumbo.apps.people.models import Membership, Setting
from rumbo.apps.people.queries import memberships_in_force, setting_recorded
from rumbo.domain.followup.chain import DEFAULT, Chain, Step, chain_of, step_due

KEY = "followup.chain"


# --- The steps that an entity asks for


def chain_history(entity_id: int) -> list[Setting]:
    """Every chain that the entity has recorded, the latest first. One query."""
    return setting_recorded(entity_id, KEY)


def chain_on(entity_id: int, day: date) -> Chain:
    """The chain of the periods that end on a day. One query."""
    return _chain_at(chain_history(entity_id), day)


def _chain_at(recorded: Iterable[Setting], day: date) -> Chain:
    return next((chain_of(row.value) for row in recorded if row.valid_from <= day), DEFAULT)


def rounds_asking(entity_id: int, step: Step) -> QuerySet[Followup]:
    """The rounds whose chain asks for a step, to stand within another query. One query, of the settings."""
    recorded = [(date.min, DEFAULT), *((row.valid_from, chain_of(row.value)) for row in chain_history(entity_id)[::-1])]
    ends = [*(since for since, _ in recorded[1:]), date.max]
    asking = Q(pk__in=())
    for (since, chain), end in zip(recorded, ends, strict=True):
        if chain.asks(step):
            asking |= Q(period__last_day__gte=since, period__last_day__lt=end)
    return Followup.objects.filter(asking, entity_id=entity_id)


# --- Who a report waits for


def last_signed(report: Report) -> ReportEntry | None:
    """The answer that was signed last; None where there is none. One query."""
    return ReportEntry.objects.filter(report=report, submitted_at__isnull=False).order_by("-ordinal").first()


def endorsers(report: Report, author: int | None) -> QuerySet[Membership]:
    """The leads of the unit of a report who did not answer it themselves."""
    leads = memberships_in_force(timezone.localdate()).filter(unit=report.unit_id, person__is_active=True)
    return leads.filter(role=Role.UNIT_LEAD.value).exclude(person=author or 0)


def step_due_of(report: Report, entry: ReportEntry | None, chain: Chain | None = None) -> Step | None:
    """Which step a report waits for, given its last signed answer; `chain` is that of its period where it is at hand.
    Needs the period; two queries at most."""
    chain = chain or chain_on(report.entity_id, report.period.last_day)
    asked = report.state == ReportState.SUBMITTED and chain.asks(Step.ENDORSE)
    endorsable = asked and endorsers(report, entry.author_id if entry else None).exists()
    return step_due(report.state, chain, endorsable=endorsable)


def why_without_endorsement(report: Report, entry: ReportEntry) -> str:
    """Why an answer went on without the endorsement that its chain asks for: `lead` answered it, the unit had `nobody`
    else to endorse it, or it was not asked `then`. Two queries."""
    signed = timezone.localdate(entry.submitted_at)
    leads = memberships_in_force(signed).filter(unit=report.unit_id, role=Role.UNIT_LEAD.value)
    if leads.exclude(person=entry.author_id or 0).exists():
        return "then"
    return "lead" if leads.filter(person=entry.author_id or 0).exists() else "nobody"


def reports_to_endorse(actor: Actor) -> QuerySet[Report]:
    """What the units of a lead handed in and waits for their endorsement, in the order it was submitted."""
    rounds = rounds_asking(actor.entity_id or 0, Step.ENDORSE)
    waiting = Report.objects.filter(
        still_open(),
        entity_id=actor.entity_id or 0,
        state=ReportState.SUBMITTED,
        unit__in=actor.units_as(Role.UNIT_LEAD),
        followup__in=rounds,
    )
    return _in_order(waiting).exclude(Q(signer=actor.user_id or 0))


def reports_awaiting_review(entity_id: int) -> QuerySet[Report]:
    """What planning has to verify, in the order in which it was submitted: what is endorsed, and what nobody is asked
    to endorse or nobody may."""
    rounds = rounds_asking(entity_id, Step.ENDORSE)
    handed = Report.objects.filter(entity_id=entity_id, state__in=(ReportState.SUBMITTED, ReportState.ENDORSED))
    waiting = handed.filter(still_open())
    leads = memberships_in_force(timezone.localdate()).filter(role=Role.UNIT_LEAD.value, person__is_active=True)
    leads = leads.filter(unit=OuterRef("unit")).exclude(person=OuterRef("signer"))
    return _in_order(waiting).exclude(Q(Exists(leads)), state=ReportState.SUBMITTED, followup__in=rounds)


def reports_to_evaluate(entity_id: int) -> QuerySet[Report]:
    """What planning accepted and internal control is asked to evaluate and has not, in the order it was submitted."""
    accepted = Q(state=ReportState.ACCEPTED) | Q(state=ReportState.CLOSED, closed_accepted=True)
    waiting = Report.objects.filter(accepted, followup__in=rounds_asking(entity_id, Step.EVALUATE))
    evaluated = Evaluation.objects.filter(report=OuterRef("pk"))
    return _in_order(waiting.filter(~Exists(evaluated), entity_id=entity_id))


def _in_order(waiting: QuerySet[Report]) -> QuerySet[Report]:
    """By when they were signed, with who signed them (`signer`, zero for nobody known)."""
    signed = ReportEntry.objects.filter(report=OuterRef("pk"), submitted_at__isnull=False).order_by("-ordinal")
    moment = Subquery(signed.values("submitted_at")[:1])
    signer = Coalesce(Subquery(signed.values("author_id")[:1]), Value(0), output_field=BigIntegerField())
    return with_target(waiting).annotate(submitted_at=moment, signer=signer).order_by(moment, "pk")


# --- What was said


def evaluations_of(report: Report) -> list[Evaluation]:
    """Internal control's evaluations of a report, the latest first. One query."""
    known = getattr(report, "evaluated", True)
    return list(Evaluation.objects.filter(report=report).order_by("-ordinal")) if known else []


def _remarks(rows: QuerySet[FieldRemark]) -> defaultdict[int, dict[str, str]]:
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for review, field, remark in rows.order_by("pk").values_list("review_id", "field", "remark"):
        found[review][field] = remark
    return found


# --- Whether it still is what was signed


def steps_with_broken_signature(followup: Followup) -> list[tuple[str, str, str]]:
    """Reviews and evaluations of a round that are no longer the text signed: what they are about, digest kept, digest
    found. What was never signed (a step taken before steps were) is told by its entry alone. Four queries."""
    broken = broken_steps(Report.objects.filter(followup=followup))
    return [(report.revision.statement, kept, found) for report, kept, found in broken]


def broken_steps(reports: QuerySet[Report]) -> list[tuple[Report, str, str]]:
    """The same of any reports, with the report in place of its words."""
    return [*_broken_reviews(reports), *_broken_evaluations(reports)]


def _broken_reviews(reports: QuerySet[Report]) -> Iterable[tuple[Report, str, str]]:
    remarks = _remarks(FieldRemark.objects.filter(review__entry__report__in=reports))
    reviews = Review.objects.filter(entry__report__in=reports).exclude(digest="")
    needed = ("entry__report__revision", "entry__report__period", "reviewer")
    for each in reviews.select_related(*needed).order_by("pk"):
        account = str(each.reviewer.uid) if each.reviewer else ""
        found = review_digest(each, each.entry.digest, account, remarks[each.pk])
        if found != each.digest:
            yield each.entry.report, each.digest, found


def _broken_evaluations(reports: QuerySet[Report]) -> Iterable[tuple[Report, str, str]]:
    answered = ReportEntry.objects.filter(report=OuterRef("report"), submitted_at__lte=OuterRef("at"))
    entry = Coalesce(Subquery(answered.order_by("-ordinal").values("digest")[:1]), Value(""))
    needed = ("report__revision", "report__period", "evaluator")
    rows = Evaluation.objects.filter(report__in=reports).select_related(*needed)
    for each in rows.annotate(entry_digest=entry).order_by("pk"):
        account = str(each.evaluator.uid) if each.evaluator else ""
        found = evaluation_digest(each, str(each.report.uid), each.entry_digest, account)
        if found != each.digest:
            yield each.report, each.digest, found
