"""What no longer agrees in something closed."""

from dataclasses import dataclass

from rumbo.domain.measurement.kept import UNREADABLE

__all__ = ["UNREADABLE", "Difference"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something closed that no longer agrees. `what` is a code of `domain.measurement.differing.WHATS`, `stored` what
    was kept, `found` what comes out now."""

    what: str
    subject: str
    measure: str
    stored: str
    found: str
