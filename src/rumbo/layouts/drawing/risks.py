"""A map of risks → Document: what is known of it beside its risks, and the map itself in its own layout, which reads
back as the same map."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rumbo.domain.risk import RiskMap
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import FORM_LANGUAGE, SPANISH, Manner
from rumbo.layouts.outline.printing import print_outline
from rumbo.papers.document import Document, Header, Paragraph, Section, Tone, page_for

KEY = "risk_map"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose map it is and the act that adopts it, where there is one."""

    name: str
    act: str = ""
    act_day: date | None = None


def draw_risk_map(printed: RiskMap, issuer: Issuer, moment: datetime, manner: Manner = SPANISH) -> Document:
    """The document of a map of risks. The map is in the words of its methods, as it would be read again."""
    title = manner.say(marked("Mapa de riesgos"))
    blocks = (*_about(printed, issuer, manner), *print_outline(printed, KEY))
    return Document(
        title=printed.name,
        language=FORM_LANGUAGE,
        header=Header(issuer.name, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=moment,
        sections=(Section(title, manner.say(marked("Riesgos")), blocks, opens=True),),
        page=page_for(blocks),
    )


def _about(printed: RiskMap, issuer: Issuer, manner: Manner) -> Iterator[Paragraph]:
    if issuer.act and issuer.act_day:
        yield Paragraph(
            manner.say(marked("Aprobado por {act}."), act=f"{issuer.act}, {manner.long_day(issuer.act_day)}")
        )
    if printed.announced:
        announced = sum(row.sum for row in printed.announced)
        told = marked(
            "El documento de origen anuncia {announced} riesgos; aquí están los que se registraron: {listed}."
        )
        yield Paragraph(manner.say(told, announced=announced, listed=len(printed.entries)), Tone.NOTICE)
