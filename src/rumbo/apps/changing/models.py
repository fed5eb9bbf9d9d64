"""Requests to change a plan in force, and the signed steps that answer them: the opinion, and what the act decided."""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.people.models import EntityRow, Unit, User
from rumbo.apps.plans.models import PlanVersion, Target

ASKED = "what was asked is answered, never changed"


class Kind(models.TextChoices):
    """What is asked: another wording or amount, a new target, none any more, none for a while, another place."""

    EDIT = "edit"
    ADD = "add"
    CANCEL = "cancel"
    SUSPEND = "suspend"
    MOVE = "move"


class RequestState(models.TextChoices):
    """Asked by its unit; with the opinion of planning; decided by the act; or taken back."""

    ASKED = "asked"
    OPINED = "opined"
    APPROVED = "approved"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


_REWORDED = (
    "OLD.state IN ('denied', 'withdrawn') OR OLD.result_id IS NOT NULL "
    "OR (OLD.state = 'approved' AND NEW.state <> OLD.state) OR NEW.digest <> OLD.digest OR NEW.reason <> OLD.reason "
    "OR NEW.kind <> OLD.kind OR NEW.field <> OLD.field OR NEW.old_text <> OLD.old_text "
    "OR NEW.new_text <> OLD.new_text OR NEW.version_id <> OLD.version_id"
)


@audited(guards=(Guard("UPDATE", _REWORDED, ASKED), Guard("DELETE", "1 = 1", ASKED)))
class ChangeRequest(EntityRow):
    """A change that a unit asks for in a version in force.

    `field` is the column of the target for an edit, empty for the others; `new` is the value as it will be written
    ({"units": 80000}, {"day": "2026-12-31"}, {"text": "…"}, {"key": 7}, {"rows": [[…]]} for milestones, alignments and
    money, or the whole target that is added), and `old_text` and `new_text` tell both as a person reads them. `since`
    and `until` are the days of cancelling and suspending. `weakened` is in what it asks less, as findings ({"code",
    "facts"}). Signed by who asks: name, post, moment and digest. `result` is the version that it became part of.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="change_requests")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, null=True, blank=True, related_name="change_requests")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    field = models.CharField(max_length=30, blank=True)
    new = models.JSONField(default=dict, blank=True)
    old_text = models.TextField(blank=True)
    new_text = models.TextField(blank=True)
    weakened = models.JSONField(default=list, blank=True)
    reason = models.TextField()
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    annex = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.CharField(max_length=200)
    asker = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.ASKED)
    result = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="made_by")
    edit = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["entity", "state"], name="changerequest_state"),)
        constraints = (models.CheckConstraint(condition=~models.Q(reason=""), name="changerequest_with_reason"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.field} {self.target_id}"


class StepKind(models.TextChoices):
    """The opinion of planning, and the decision of the committee."""

    OPINION = "opinion"
    DECISION = "decision"


@audited(
    guards=(
        Guard("UPDATE", "1 = 1", "what answered a request is never changed"),
        Guard("DELETE", "1 = 1", "what answered a request is never removed"),
    )
)
class ChangeStep(EntityRow):
    """What answers a request: planning finds it good or not (`favourable`), the act approves or denies it (the same
    column). `act` is the act as it is cited, `document` its file. Signed by who enters it."""

    request = models.ForeignKey(ChangeRequest, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=StepKind.choices)
    favourable = models.BooleanField()
    text = models.TextField(blank=True)
    act = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_by = models.CharField(max_length=200)
    signer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=["request", "kind"], name="change_step_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.favourable}"
