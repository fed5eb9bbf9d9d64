"""Files with their digest, and evidence (soporte): a file or a link with a date of its own."""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited
from rumbo.apps.people.models import EntityRow


@audited(
    guards=(
        Guard("UPDATE", "1 = 1", "a stored file is never changed"),
        Guard("DELETE", "1 = 1", "a stored file is never removed"),
    )
)
class StoredFile(EntityRow):
    """The bytes of a file, by digest. The name is only what the person called it; it is never trusted as a path."""

    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=120)
    name = models.CharField(max_length=255)
    stored_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["entity", "digest"], name="storedfile_digest"),)

    def __str__(self) -> str:
        return self.name


@audited()
class Evidence(EntityRow):
    """What shows that something was done: one file or one link, internal until somebody marks it public."""

    title = models.CharField(max_length=300)
    own_date = models.DateField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField(max_length=1000, blank=True)
    provided_by = models.CharField(max_length=200)
    public = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["entity", "own_date"], name="evidence_entity"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(file__isnull=False, link="") | (models.Q(file__isnull=True) & ~models.Q(link="")),
                name="evidence_file_or_link",
            ),
        )

    def __str__(self) -> str:
        return self.title
