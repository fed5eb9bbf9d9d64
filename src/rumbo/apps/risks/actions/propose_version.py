"""A draft becomes a proposal when every risk is whole; whoever approves may return it with a remark."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.risks.models import MapVersion
from rumbo.apps.risks.queries import obstacles_to
from rumbo.apps.versions.actions.moving import put_forward, send_back


@doorway("risks.version.propose")
def propose_version(actor: Actor, version: MapVersion) -> MapVersion:
    """The draft becomes a proposal: complete enough for whoever approves it."""
    refuse_incomplete(version)
    return put_forward(version)


@doorway("risks.version.return")
def return_version(actor: Actor, version: MapVersion, *, reason: str) -> MapVersion:
    """The proposal goes back to planning, with what should change."""
    return send_back(version, reason)


def refuse_incomplete(version: MapVersion) -> None:
    """Refuses a version that something stands against."""
    if found := obstacles_to(version):
        raise Refused(*(each.finding for each in found))
