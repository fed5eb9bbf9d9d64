"""The project bank (banco de proyectos): the states a project goes through, and which may follow which.

draft → registered → in review → returned | viable → in force → closed. A returned project is mended and sent again;
once viable its content never changes, and another version begins as a copy of it.
"""

from enum import StrEnum


class BankState(StrEnum):
    """Where a version of a project stands. Superseded: a later version became viable."""

    DRAFT = "draft"
    REGISTERED = "registered"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    VIABLE = "viable"
    IN_FORCE = "in_force"
    CLOSED = "closed"
    SUPERSEDED = "superseded"


FOLLOWS: dict[BankState, tuple[BankState, ...]] = {
    BankState.DRAFT: (BankState.REGISTERED,),
    BankState.REGISTERED: (BankState.IN_REVIEW,),
    BankState.IN_REVIEW: (BankState.RETURNED, BankState.VIABLE),
    BankState.RETURNED: (BankState.IN_REVIEW,),
    BankState.VIABLE: (BankState.IN_FORCE, BankState.SUPERSEDED),
    BankState.IN_FORCE: (BankState.CLOSED, BankState.SUPERSEDED),
    BankState.CLOSED: (),
    BankState.SUPERSEDED: (),
}
EDITABLE = (BankState.DRAFT, BankState.REGISTERED, BankState.RETURNED)
"""States in which the content may change: a draft, what was only registered, and what came back."""
WAY = (
    BankState.DRAFT,
    BankState.REGISTERED,
    BankState.IN_REVIEW,
    BankState.VIABLE,
    BankState.IN_FORCE,
    BankState.CLOSED,
)
"""The way of a project that is never returned, for whoever draws it."""


def before(state: BankState) -> tuple[BankState, ...]:
    """The states from which a state is reached."""
    return tuple(earlier for earlier, later in FOLLOWS.items() if state in later)
