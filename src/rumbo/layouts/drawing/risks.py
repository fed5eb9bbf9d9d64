"""A map of risks → Document: the whole map in one wide table, its treatment in another, and what it only announces."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rumbo.content.risk_methods import class_name, method, spoken
from rumbo.domain.risk import MapControl, Method, RiskEntry, RiskMap
from rumbo.domain.risk.method import level_of
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import Manner
from rumbo.papers.document import (
    TABLOID,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Header,
    Kind,
    Paragraph,
    Section,
    Table,
    Tone,
)

SPANISH = Manner()


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose map it is and the act that adopts it, where there is one."""

    name: str
    act: str = ""
    act_day: date | None = None


# The heading of each column with its width in characters.
COLUMNS = (
    (marked("Código"), 8),
    (marked("Proceso o proyecto"), 20),
    (marked("Dependencia"), 20),
    (marked("Clase"), 14),
    (marked("Riesgo"), 40),
    (marked("Causa raíz"), 26),
    (marked("Consecuencias"), 26),
    (marked("Probabilidad inherente"), 12),
    (marked("Impacto inherente"), 12),
    (marked("Zona inherente"), 12),
    (marked("Controles"), 50),
    (marked("Probabilidad residual"), 12),
    (marked("Impacto residual"), 12),
    (marked("Zona residual"), 12),
    (marked("Tratamiento"), 16),
    (marked("Metodología"), 14),
)
PLAN_COLUMNS = (
    (marked("Código"), 8, Kind.TEXT),
    (marked("Acción"), 50, Kind.TEXT),
    (marked("Dependencia responsable"), 24, Kind.TEXT),
    (marked("Desde"), 12, Kind.DATE),
    (marked("Hasta"), 12, Kind.DATE),
    (marked("Soporte que se espera"), 30, Kind.TEXT),
)


def draw_risk_map(printed: RiskMap, issuer: Issuer, moment: datetime, manner: Manner = SPANISH) -> Document:
    """The document of a map of risks."""
    return Document(
        title=printed.name,
        language=manner.language,
        header=Header(issuer.name, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=moment,
        sections=(_about(printed, issuer, manner), _risks(printed, manner), *_plan(printed, manner)),
        page=TABLOID,
        subtitle=manner.say(marked("Versión {number}"), number=printed.version) if printed.version else "",
    )


def _about(printed: RiskMap, issuer: Issuer, manner: Manner) -> Section:
    adopted = f"{issuer.act}, {manner.long_day(issuer.act_day)}" if issuer.act and issuer.act_day else ""
    used = sorted({found.name for entry in printed.entries if (found := _edition(entry, manner))})
    told = (
        (marked("Entidad"), issuer.name),
        (marked("Vigencia"), str(printed.fiscal_year or "")),
        (marked("Aprobado por"), adopted),
        (marked("Riesgos"), str(len(printed.entries))),
        (marked("Metodologías"), "; ".join(used)),
    )
    facts = Facts(tuple(Fact(manner.say(name), text) for name, text in told if text))
    announced = sum(sum(row.counts.values()) for row in printed.announced)
    counted = marked("El documento de origen anuncia {announced} riesgos; aquí están los que se registraron: {listed}.")
    note = manner.say(counted, announced=announced, listed=len(printed.entries))
    notes = (Paragraph(note, Tone.NOTICE),) if printed.announced else ()
    return Section(manner.say(marked("Sobre este documento")), manner.say(marked("Ficha")), (facts, *notes))


def _risks(printed: RiskMap, manner: Manner) -> Section:
    title = manner.say(marked("Mapa de riesgos"))
    heads = tuple(Cell(manner.say(name)) for name, _ in COLUMNS)
    rows = tuple(tuple(Cell(text) for text in _texts(entry, manner)) for entry in printed.entries)
    table = Table(title, tuple(Column(width) for _, width in COLUMNS), (heads,), rows)
    return Section(title, manner.say(marked("Riesgos")), (table,), opens=True)


def _texts(entry: RiskEntry, manner: Manner) -> Iterator[str]:
    found = _edition(entry, manner)
    project = manner.say(marked("Proyecto {code}"), code=entry.project) if entry.project else ""
    yield from (entry.code, entry.process or project, entry.unit, manner.say(class_name(entry.risk_class)))
    yield from (entry.statement, entry.root_cause, entry.consequences)
    yield from _place(found, entry.probability, entry.impact, entry.inherent)
    yield "\n".join(_control(number, each, found) for number, each in enumerate(entry.controls, start=1))
    yield from _place(found, entry.residual_probability, entry.residual_impact, entry.residual)
    yield next((each.name for each in found.options if each.code == entry.option), "") if found else entry.option
    yield found.edition if found else entry.method


def _place(found: Method | None, probability: int | None, impact: int | None, zone: str) -> tuple[str, str, str]:
    """The names of the levels and of the zone; empty where the risk is not assessed."""
    if found is None or probability is None or impact is None:
        return "", "", ""
    one, other = level_of(found.probability.levels, probability), level_of(found.impact.levels, impact)
    name = next((each.name for each in found.zones if each.code == zone), zone)
    return one.name if one else "", other.name if other else "", name


def _control(number: int, control: MapControl, found: Method | None) -> str:
    named = {part.code: part.name for part in found.controls.kinds} if found else {}
    named |= {part.code: part.name for part in found.controls.ways} if found else {}
    kind = f"{named.get(control.kind, control.kind)}, {named.get(control.way, control.way).lower()}"
    sentence = " ".join(text for text in (control.responsible, control.action, control.complement) if text)
    return f"{number}. {sentence} ({kind})"


def _edition(entry: RiskEntry, manner: Manner) -> Method | None:
    found = method(entry.method)
    return spoken(found, manner.translate) if found else None


def _plan(printed: RiskMap, manner: Manner) -> tuple[Section, ...]:
    rows = tuple(
        (
            *(Cell(text) for text in (entry.code, each.action, each.unit)),
            manner.day_cell(each.start),
            manner.day_cell(each.end),
            Cell(each.evidence),
        )
        for entry in printed.entries
        for each in entry.treatments
    )
    if not rows:
        return ()
    title = manner.say(marked("Plan de tratamiento"))
    heads = tuple(Cell(manner.say(name)) for name, _, _ in PLAN_COLUMNS)
    table = Table(title, tuple(Column(width, kind) for _, width, kind in PLAN_COLUMNS), (heads,), rows)
    return (Section(title, manner.say(marked("Tratamiento")), (table,)),)
