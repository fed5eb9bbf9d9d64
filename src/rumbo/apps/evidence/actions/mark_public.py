"""Evidence leaves the house, or comes back in: internal until planning says otherwise."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.evidence.models import Evidence


@doorway("evidence.evidence.mark_public")
def mark_public(actor: Actor, evidence: Evidence, *, public: bool = True, reason: str = "") -> Evidence:
    """Marks whether a publication may carry the evidence."""
    Evidence.objects.filter(pk=evidence.pk).update(public=public)
    evidence.refresh_from_db()
    return evidence
