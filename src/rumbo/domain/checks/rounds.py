"""Whether a follow-up that goes on measures the version of its plan that is in force (V15)."""

from rumbo.domain.checks.reference import finding, not_made
from rumbo.findings import CheckResult, Outcome, Sentences, Severity, declare, marked

SUPERSEDED = declare(
    Sentences(
        "followup.version_superseded",
        Severity.WARNING,
        marked("El seguimiento mide una versión que ya no rige"),
        marked("Mide la versión {measured} del plan, y rige la versión {ruling}."),
        marked("Lo que se reporta se lee contra la versión que lo prometió; la que rige puede prometer otra cosa."),
        marked("Cierre este seguimiento con su versión y abra el siguiente con la que rige."),
        passed=marked("mide la versión {measured}, que es la que rige"),
    )
)
CLOSED = marked("un seguimiento abierto (este ya se cerró con su versión)")
NONE = marked("una versión en vigor del plan")


def check_round(measured: str, ruling: str | None, *, opened: bool) -> tuple[CheckResult, ...]:
    """The rule, asked of a follow-up; versions by their labels, None where no version rules."""
    if not opened:
        return not_made(SUPERSEDED, CLOSED)
    if ruling is None:
        return not_made(SUPERSEDED, NONE)
    facts = {"measured": measured, "ruling": ruling}
    if measured == ruling:
        return (CheckResult(SUPERSEDED.code, Outcome.PASSED, facts=facts),)
    return (CheckResult(SUPERSEDED.code, Outcome.FOUND, (finding(SUPERSEDED, None, **facts),), facts=facts),)
