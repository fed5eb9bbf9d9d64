"""A formulation, the part of each unit, what each handed in, what planning answered, and the acts that approved.

What was handed in and answered is signed and never changes. The targets themselves are those of the draft version.
"""

from django.db import models

from rumbo.apps.audit.triggers import audited, kept
from rumbo.apps.people.models import EntityRow, Unit, User
from rumbo.apps.plans.models import Node, Plan, PlanVersion, Target
from rumbo.domain.formulating import windows

SIGNED = "what was signed in a formulation never changes"


@audited()
class Formulation(EntityRow):
    """The formulation of a plan. `version` is the draft that is written now: after an act that approved some of its
    components, the draft of the others. `source` is the version that it was cloned from."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="formulations")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="formulations")
    source = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opens_on = models.DateField()
    until = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(finished_at__isnull=True), name="formulation_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("opens_on")), name="formulation_days_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id} {self.opens_on}"


class PartState(models.TextChoices):
    """The way of a unit's part."""

    NOT_BEGUN = windows.NOT_BEGUN
    DRAFTING = windows.DRAFTING
    SUBMITTED = windows.SUBMITTED
    RETURNED = windows.RETURNED
    TAKEN = windows.TAKEN
    PASSED = windows.PASSED


@audited()
class Part(EntityRow):
    """What one unit writes in a formulation. `edit` rises with each change, so that nobody overwrites another. The
    days are those of the unit; `window_reason` is why they are not those of the formulation. `known` is the digest of
    where its targets stood when the unit signed them or took note of them last, see `bridge.places_digest`. Of one that
    planning passed on whole, `passed_to` is the unit that writes its targets now."""

    formulation = models.ForeignKey(Formulation, on_delete=models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=PartState.choices, default=PartState.NOT_BEGUN)
    opens_on = models.DateField()
    until = models.DateField()
    window_reason = models.TextField(blank=True)
    edit = models.PositiveIntegerField(default=0)
    known = models.CharField(max_length=64, blank=True)
    passed_to = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("unit__name",)
        indexes = (models.Index(fields=["entity", "state"], name="part_entity"),)
        constraints = (
            models.UniqueConstraint(fields=["formulation", "unit"], name="part_once"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("opens_on")), name="part_days_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.formulation_id} {self.unit_id} {self.state}"


class Signed(EntityRow):
    """A signature: account, name, post, moment, and the digest of all that was signed."""

    signer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_by = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True

    @property
    def who(self) -> str:
        """The name and the post, which the name may carry already."""
        return self.signed_by if not self.post or self.post in self.signed_by else f"{self.signed_by}, {self.post}"


@audited(guards=kept(SIGNED))
class Submission(Signed):
    """What a unit handed in. `content` is every target as it read: {uid of the target: {field: text}}, in order."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="submissions")
    ordinal = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        ordering = ("part", "ordinal")
        constraints = (models.UniqueConstraint(fields=["part", "ordinal"], name="submission_once"),)

    def __str__(self) -> str:
        return f"{self.part_id} {self.ordinal}"


@audited(guards=kept(SIGNED))
class Noted(Signed):
    """A unit took note of what others changed in what it had handed in: `content` is every target as it read then."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="noted")
    content = models.JSONField()

    class Meta:
        ordering = ("part", "pk")

    def __str__(self) -> str:
        return f"{self.part_id} {self.at}"


class ProposalState(models.TextChoices):
    """The way of a level that a unit proposes."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@audited()
class LevelProposal(EntityRow):
    """A level that a unit needs and the plan does not have: what it would be, under which one (None: at the top), why,
    and what planning answered. `node` is the level that came of it."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=80)
    name = models.CharField(max_length=1000)
    parent = models.ForeignKey(Node, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField()
    state = models.CharField(max_length=8, choices=ProposalState.choices, default=ProposalState.WAITING)
    proposed_by = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    node = models.ForeignKey(Node, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("part", "pk")

    def __str__(self) -> str:
        return self.name


class Decision(models.TextChoices):
    """What planning answers to what was handed in."""

    TAKEN = "taken"
    RETURNED = "returned"


@audited(guards=kept(SIGNED))
class Ruling(Signed):
    """What planning answered to what was handed in, with a remark of the whole and, beside, of single fields."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="rulings")
    decision = models.CharField(max_length=8, choices=Decision.choices)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.decision


@audited(guards=kept(SIGNED))
class TargetRemark(EntityRow):
    """What a ruling asks of one field of a target."""

    ruling = models.ForeignKey(Ruling, on_delete=models.PROTECT, related_name="remarks")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    remark = models.TextField()

    class Meta:
        ordering = ("ruling", "pk")
        constraints = (models.UniqueConstraint(fields=["ruling", "target", "field"], name="target_remark_once"),)

    def __str__(self) -> str:
        return self.field


@audited(guards=kept(SIGNED))
class Approval(Signed):
    """The act that put a component in force (`node` None: what hangs from no level), in a version."""

    formulation = models.ForeignKey(Formulation, on_delete=models.PROTECT, related_name="approvals")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=1000)
    act_kind = models.CharField(max_length=60)
    act_number = models.CharField(max_length=60)
    act_date = models.DateField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["formulation", "node"], condition=models.Q(node__isnull=False), name="component_approved_once"
            ),
        )

    def __str__(self) -> str:
        return self.name
