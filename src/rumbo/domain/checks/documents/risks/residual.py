"""Controls do not add risk: what is left with them is not above what there was."""

from collections.abc import Iterator

from rumbo.domain.checks.documents.risks.asking import Draft, Told, asking, code_of, with_editions
from rumbo.domain.checks.reference import Reference
from rumbo.domain.risk.reading import zone_said
from rumbo.findings import Sentences, Severity, declare, marked

ABOVE = declare(
    Sentences(
        "risk.residual_above_inherent",
        Severity.ERROR,
        marked("El riesgo residual es mayor que el inherente"),
        marked("El riesgo {code} pasa de zona «{inherent}» a «{residual}» con sus controles."),
        marked("Un control no aumenta el riesgo: una de las dos valoraciones está mal escrita."),
        marked("Revise las dos valoraciones del riesgo."),
    )
)
NO_ZONES = marked("la zona inherente y la residual")


def _above(draft: Draft, reference: Reference) -> Iterator[Told]:
    for at, entry, edition in with_editions(draft, reference):
        before, after = zone_said(edition, entry.inherent), zone_said(edition, entry.residual)
        if before and after and edition.rank(after) > edition.rank(before):
            facts = {"inherent": entry.inherent, "residual": entry.residual}
            yield ("entries", at, "residual"), {"code": code_of(entry, at), **facts}


def _lacks(draft: Draft, _reference: Reference) -> str | None:
    return None if any(each.inherent and each.residual for each in draft.content.entries) else NO_ZONES


CHECKS = (asking(ABOVE, _above, lacks=_lacks),)
