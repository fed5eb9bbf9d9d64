"""An action of treatment does not end before it begins (V09)."""

from collections.abc import Iterator

from rumbo.domain.checks.documents.risks.asking import Draft, Told, asking, code_of
from rumbo.domain.checks.reference import Reference
from rumbo.findings import Sentences, Severity, declare, marked

REVERSED = declare(
    Sentences(
        "risk.treatment_reversed",
        Severity.WARNING,
        marked("Acción de tratamiento que termina antes de empezar"),
        marked("Una acción del riesgo {code} empieza el {start} y termina el {end}."),
        marked("Con esas fechas no se sabe cuándo se debe cumplir."),
        marked("Corrija una de las dos. Si no, la acción entra sin su primer día."),
    )
)
NO_DAYS = marked("las fechas del tratamiento")


def _reversed(draft: Draft, _reference: Reference) -> Iterator[Told]:
    for at, entry in enumerate(draft.content.entries):
        for number, each in enumerate(entry.treatments):
            if each.start and each.end and each.end < each.start:
                facts = {"start": each.start.isoformat(), "end": each.end.isoformat()}
                yield ("entries", at, "treatments", number, "end"), {"code": code_of(entry, at), **facts}


def _no_days(draft: Draft, _reference: Reference) -> str | None:
    told = (each.end or each.start for entry in draft.content.entries for each in entry.treatments)
    return None if any(told) else NO_DAYS


CHECKS = (asking(REVERSED, _reversed, lacks=_no_days),)
