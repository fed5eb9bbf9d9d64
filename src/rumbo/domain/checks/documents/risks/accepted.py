"""Some classes of risk are never accepted."""

from collections.abc import Iterator

from rumbo.domain.checks.documents.risks.asking import SOURCE, Draft, Told, asking, code_of, with_editions
from rumbo.domain.checks.reference import Reference
from rumbo.domain.risk.reading import class_said, named
from rumbo.findings import Sentences, Severity, declare, marked

ACCEPTED = declare(
    Sentences(
        "risk.corruption_accepted",
        Severity.WARNING,
        marked("Riesgo de corrupción aceptado"),
        marked("El riesgo {code} es de la clase «{risk_class}» y su tratamiento dice «{option}»."),
        marked("Según la guía, un riesgo de corrupción no se acepta (fuente por confirmar)."),
        marked("Elija reducir o evitar; así no se puede aprobar en el sistema."),
        SOURCE,
    )
)
NO_OPTIONS = marked("el tratamiento de los riesgos")


def _accepted(draft: Draft, reference: Reference) -> Iterator[Told]:
    for at, entry, edition in with_editions(draft, reference):
        found, option = class_said([edition], entry.risk_class), named(edition.options, entry.option)
        if found and found.never_accept and option and option.accepts:
            facts = {"risk_class": found.name, "option": entry.option}
            yield ("entries", at, "option"), {"code": code_of(entry, at), **facts}


def _lacks(draft: Draft, _reference: Reference) -> str | None:
    return None if any(each.option for each in draft.content.entries) else NO_OPTIONS


CHECKS = (asking(ACCEPTED, _accepted, lacks=_lacks),)
