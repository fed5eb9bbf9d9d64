"""A verification found that something closed no longer agrees, and the trail of the entity says so."""

import logging

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.models import Followup


@doorway("measurement.period.differs")
def record_differences(actor: Actor, followup: Followup, *, reason: str) -> None:
    """Leaves what differs in the trail, with the reason that names it, and in the log of the installation."""
    logging.getLogger(__name__).error("closed period %s differs: %s", followup.uid, reason)
