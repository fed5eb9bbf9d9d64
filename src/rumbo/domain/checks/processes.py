"""Who answers for a process (V13): a unit of the entity, which stands on the day that it is asked."""

from datetime import date

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked

OWNERLESS = declare(
    Sentences(
        "process.owner_missing",
        Severity.WARNING,
        marked("Proceso sin dependencia dueña"),
        marked("El proceso no dice qué dependencia responde por él."),
        marked("Sus riesgos y sus indicadores no tienen quien los revise ni a quién preguntarle."),
        marked("Elija la dependencia dueña en los datos del proceso."),
    )
)
OWNER_ENDED = declare(
    Sentences(
        "process.owner_ended",
        Severity.WARNING,
        marked("La dependencia dueña de un proceso ya no existe"),
        marked("La dependencia dueña, «{unit}», existió hasta el {day}."),
        marked("Nadie responde hoy por el proceso, ni por sus riesgos ni por sus indicadores."),
        marked("Elija la dependencia que recibió el proceso."),
    )
)
NO_OWNER = marked("la dependencia dueña del proceso")


def check_process(owner: str, ended: date | None, day: date) -> tuple[CheckResult, ...]:
    """Both rules, asked of a process: the name of its owner, empty where it has none, and the owner's last day."""
    missing = asked(OWNERLESS, () if owner else (finding(OWNERLESS, None),))
    if not owner:
        return (*missing, *not_made(OWNER_ENDED, NO_OWNER))
    over = ended is not None and ended < day
    told = f"{ended.day}/{ended.month:02d}/{ended.year}" if ended else ""
    return (*missing, *asked(OWNER_ENDED, (finding(OWNER_ENDED, None, None, unit=owner, day=told),) if over else ()))
