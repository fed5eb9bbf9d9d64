"""A risk has controls, and each of them somebody who carries it out."""

from collections.abc import Iterator

from rumbo.domain.checks.documents.risks.asking import Draft, Told, asking, code_of
from rumbo.domain.checks.reference import Reference
from rumbo.findings import Sentences, Severity, declare, marked

UNCONTROLLED = declare(
    Sentences(
        "risk.without_control",
        Severity.WARNING,
        marked("Riesgo sin control"),
        marked("El riesgo {code} no trae ningún control."),
        marked("Sin controles, el riesgo residual es el mismo inherente."),
        marked("Escriba sus controles, o confirme que no tiene ninguno."),
    )
)
OWNERLESS = declare(
    Sentences(
        "risk.control_without_owner",
        Severity.NOTICE,
        marked("Control sin responsable"),
        marked("Un control del riesgo {code} no dice quién lo hace."),
        marked("Un control que no es de nadie no se ejecuta ni se puede evaluar."),
        marked("Escriba el cargo responsable del control."),
    )
)
NO_CONTROLS = marked("los controles de los riesgos")
NO_OWNERS = marked("los controles con su responsable")


def _uncontrolled(draft: Draft, _reference: Reference) -> Iterator[Told]:
    for at, entry in enumerate(draft.content.entries):
        if not entry.controls:
            yield ("entries", at, "statement"), {"code": code_of(entry, at)}


def _ownerless(draft: Draft, _reference: Reference) -> Iterator[Told]:
    for at, entry in enumerate(draft.content.entries):
        for number, control in enumerate(entry.controls):
            if not control.responsible:
                yield ("entries", at, "controls", number, "action"), {"code": code_of(entry, at)}


def _no_controls(draft: Draft, _reference: Reference) -> str | None:
    """A map without a single control has no column for them: that is no fault of each risk."""
    return None if any(each.controls for each in draft.content.entries) else NO_CONTROLS


def _no_owners(draft: Draft, _reference: Reference) -> str | None:
    told = (control.responsible for each in draft.content.entries for control in each.controls)
    return None if any(told) else NO_OWNERS


CHECKS = (
    asking(UNCONTROLLED, _uncontrolled, lacks=_no_controls),
    asking(OWNERLESS, _ownerless, lacks=_no_owners),
)
