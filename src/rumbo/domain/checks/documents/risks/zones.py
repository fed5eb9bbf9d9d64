"""The zone that a risk prints is that of its cell in the map of its edition; of an edition that is not confirmed, the
rule asks and does not say that the document is wrong."""

from collections.abc import Iterator

from rumbo.domain.checks.documents.risks.asking import SOURCE, UNVERIFIED, Draft, Told, asking, code_of, with_editions
from rumbo.domain.checks.reference import Reference
from rumbo.domain.risk.map import RiskEntry
from rumbo.domain.risk.method import Method, Zone
from rumbo.domain.risk.reading import level_said, zone_said
from rumbo.findings import Sentences, Severity, declare, marked

DIFFERS = declare(
    Sentences(
        "risk.zone_differs",
        Severity.WARNING,
        marked("La zona de un riesgo no es la de su casilla"),
        marked("El riesgo {code} dice zona «{printed}», y «{probability}» con «{impact}» da «{zone}»."),
        marked("La zona se lee en el mapa de la metodología; con otra, el riesgo recibe un tratamiento que no es."),
        marked("Revise los niveles y la zona con «{method}», o confirme con qué metodología se valoró."),
        SOURCE,
    )
)
ASKED = declare(
    Sentences(
        "risk.zone_unconfirmed",
        Severity.NOTICE,
        marked("Zona por confirmar"),
        marked("El riesgo {code} dice zona «{printed}», y «{probability}» con «{impact}» daría «{zone}»."),
        marked("El mapa de «{method}» que tiene el sistema no está confirmado: puede ser el documento el que acierta."),
        marked("Compare con la metodología que usó la entidad."),
        SOURCE,
    )
)
SIDES = (("probability", "impact", "inherent"), ("residual_probability", "residual_impact", "residual"))
NO_ZONES = marked("la probabilidad, el impacto y la zona, los tres")


def _told(draft: Draft, reference: Reference, unverified: bool) -> Iterator[Told]:
    for at, entry, edition in with_editions(draft, reference):
        for names in SIDES if (edition.confidence == UNVERIFIED) is unverified else ():
            right, printed = _cell(edition, entry, names), zone_said(edition, getattr(entry, names[2]))
            if right and printed and right != printed:
                probability, impact, said = (getattr(entry, name) for name in names)
                facts = {"printed": said, "probability": probability, "impact": impact, "zone": right.name}
                yield ("entries", at, names[2]), {"code": code_of(entry, at), "method": edition.name, **facts}


def _cell(edition: Method, entry: RiskEntry, names: tuple[str, str, str]) -> Zone | None:
    """The zone of the cell whose levels a risk prints."""
    probability = level_said(edition.probability.levels, getattr(entry, names[0]))
    impact = level_said(edition.impact.levels, getattr(entry, names[1]))
    return edition.zone(probability.number, impact.number) if probability and impact else None


def _lacks(draft: Draft, reference: Reference) -> str | None:
    read = (
        _cell(edition, entry, names) and zone_said(edition, getattr(entry, names[2]))
        for _at, entry, edition in with_editions(draft, reference)
        for names in SIDES
    )
    return None if any(read) else NO_ZONES


CHECKS = (
    asking(DIFFERS, lambda draft, reference: _told(draft, reference, False), lacks=_lacks),
    asking(ASKED, lambda draft, reference: _told(draft, reference, True), lacks=_lacks),
)
