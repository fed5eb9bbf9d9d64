"""Publications: a frozen dossier with its drawings, numbered, dated, approved, and what it supersedes."""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited, kept
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.followup.models import Followup
from rumbo.apps.people.models import EntityRow
from rumbo.apps.plans.models import PlanVersion

PUBLISHED = "publications never change"
ALREADY_OUT = (
    "EXISTS (SELECT 1 FROM publishing_publication shut WHERE shut.id = NEW.publication_id AND shut.state = 'published')"
)


class PublicationState(models.TextChoices):
    """Prepared by planning, published by its approver; in between the task may still be drawing it."""

    PREPARED = "prepared"
    DRAWING = "drawing"
    FAILED = "failed"
    PUBLISHED = "published"
    DISCARDED = "discarded"


@audited(guards=kept(PUBLISHED, once="OLD.state = 'published'"))
class Publication(EntityRow):
    """A plan version, or its follow-up in a period, as the entity publishes it; numbered by entity and year.

    `known_errors` are those that the rules still found and that `known_by` said to know when publishing: [{"code",
    "place", "facts"}].
    """

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="publications")
    followup = models.ForeignKey(
        Followup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
    )
    state = models.CharField(
        max_length=10,
        choices=PublicationState.choices,
        default=PublicationState.PREPARED,
    )
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    approver = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    supersedes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
    )
    reason = models.TextField(blank=True)
    prepared_by = models.CharField(max_length=200)
    prepared_at = models.DateTimeField()
    failure = models.TextField(blank=True)
    known_errors = models.JSONField(default=list, blank=True)
    known_by = models.CharField(max_length=200, blank=True)
    known_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-year", "-number")
        constraints = (models.UniqueConstraint(fields=["entity", "year", "number"], name="publication_number_once"),)

    def __str__(self) -> str:
        return self.title


@audited(
    guards=(
        Guard("UPDATE", "1 = 1", PUBLISHED),
        Guard("DELETE", "1 = 1", PUBLISHED),
        Guard("INSERT", ALREADY_OUT, PUBLISHED),
    )
)
class PublicationFile(EntityRow):
    """One file of a publication: the dossier (json, csv) or one of its drawings (xlsx, pdf, html)."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("publication", "format")
        constraints = (models.UniqueConstraint(fields=["publication", "format"], name="publication_format_once"),)

    def __str__(self) -> str:
        return self.format
