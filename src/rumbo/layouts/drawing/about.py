"""The data about a plan that stand before its matrix, and who signs it."""

from datetime import UTC, datetime, time

from rumbo.domain.dossier import Dossier, EntityCard, digest
from rumbo.findings import marked
from rumbo.layouts.drawing.answers import loaded
from rumbo.layouts.drawing.manner import Manner
from rumbo.papers.document import (
    Fact,
    Facts,
    Header,
    Paragraph,
    Picture,
    Section,
    SignatureLine,
    Signatures,
    Tone,
)

LOGO_MM = 24


def moment_of(dossier: Dossier) -> datetime:
    """The moment that the files of a dossier carry: its publication, else its cut-off, else the start of its year."""
    days = (dossier.publication and dossier.publication.day, dossier.about.cut_off)
    day = next((day for day in days if day), None)
    return datetime.combine(day, time(), UTC) if day else datetime(dossier.plan.fiscal_year, 1, 1, tzinfo=UTC)


def header_of(dossier: Dossier, manner: Manner) -> Header:
    """The entity's document control, repeated on each page."""
    return entity_header(dossier.entity, manner)


def entity_header(entity: EntityCard, manner: Manner) -> Header:
    """The header of whatever an entity prints: its logo, and its process, code, version and date where it has them."""
    control = entity.header
    named = (
        (marked("Proceso"), control.process),
        (marked("Código"), control.code),
        (marked("Versión"), control.version),
        (marked("Fecha"), manner.day(control.day) if control.day else ""),
    )
    facts = tuple(Fact(manner.say(name), text) for name, text in named if text)
    return Header(entity.name, facts, _logo(entity, manner), manner.say(marked("Página {page} de {pages}")))


def about_section(dossier: Dossier, manner: Manner) -> Section:
    """What the document is: plan, version, act, objective, publication; and whether it corrects another one."""
    facts = tuple(Fact(manner.say(name), text) for name, text in _facts(dossier, manner) if text)
    notes = tuple(Paragraph(text, tone) for text, tone in _notes(dossier, manner))
    lead = (Paragraph(dossier.version.objective, Tone.LEAD),) if dossier.version.objective else ()
    return Section(
        manner.say(marked("Sobre este documento")), manner.say(marked("Ficha")), (*lead, Facts(facts), *notes)
    )


def signatures_section(entity: EntityCard, manner: Manner) -> tuple[Section, ...]:
    """The lines to sign, apart from any table so that a reader never takes them for one of its rows; nothing where the
    entity names no signatories."""
    lines = tuple(SignatureLine(line.act, line.post, line.unit) for line in entity.header.signatories)
    title = manner.say(marked("Firmas"))
    return (Section(title, title, (Signatures(lines),)),) if lines else ()


def _facts(dossier: Dossier, manner: Manner) -> list[tuple[str, str]]:
    version, period, publication = dossier.version, dossier.period, dossier.publication
    act = version.act
    return [
        (marked("Entidad"), dossier.entity.name),
        (marked("NIT"), dossier.entity.nit),
        (marked("Plan"), dossier.plan.name),
        (marked("Vigencia"), str(dossier.plan.fiscal_year)),
        (marked("Versión del plan"), version.number),
        (marked("Aprobado por"), f"{act.kind} {act.number}, {manner.long_day(act.day)}" if act else ""),
        (marked("Periodo"), manner.period(period.ref) if period else ""),
        (marked("Corte"), manner.long_day(dossier.about.cut_off) if dossier.about.cut_off else ""),
        (marked("Publicación"), f"{publication.number}, {manner.long_day(publication.day)}" if publication else ""),
        (marked("Publicación aprobada por"), publication.approver if publication else ""),
        (marked("Huella digital (sha-256)"), digest(dossier)),
        (marked("Cabeza del rastro de auditoría"), dossier.about.trail_head),
    ]


def _notes(dossier: Dossier, manner: Manner) -> list[tuple[str, Tone]]:
    publication, notes = dossier.publication, []
    if publication and publication.supersedes:
        text = marked("Esta publicación reemplaza a la {number}, que se conserva y sigue disponible.")
        told = manner.say(text, number=publication.supersedes)
        reason = manner.say(marked("Motivo: {reason}"), reason=publication.reason) if publication.reason else ""
        notes.append((" ".join(part for part in (told, reason) if part), Tone.NOTICE))
    if dossier.corrections:
        corrected = marked("Trae cifras corregidas tras el cierre; «Correcciones» dice cuáles, qué decían y por qué.")
        notes.append((manner.say(corrected), Tone.NOTICE))
    if any(change.weaker for change in dossier.changes):
        less = marked("El plan promete menos de lo que se adoptó en algunas acciones; «Cambios» dice cuáles y por qué.")
        notes.append((manner.say(less), Tone.NOTICE))
    if sources := sorted({source for target in dossier.targets for source in loaded(target).values()}):
        before = marked("Cuenta resultados anteriores a Rumbo, que no se reportaron en él: se cargaron de {sources}.")
        notes.append((manner.say(before, sources="; ".join(f"«{each}»" for each in sources)), Tone.NOTICE))
    if dossier.version.note:
        notes.append((dossier.version.note, Tone.PLAIN))
    source = marked(
        "Generado por {program} a partir del expediente de datos abiertos de esta publicación (json y csv), que "
        "contiene las mismas cifras y la explicación completa de cada una."
    )
    notes.append((manner.say(source, program=dossier.about.generated_by), Tone.NOTE))
    return notes


def _logo(entity: EntityCard, manner: Manner) -> Picture | None:
    logo = entity.header.logo
    if logo is None or not manner.logo:
        return None
    alt = manner.say(marked("Logo de {entity}"), entity=entity.name)
    return Picture(logo.media_type, manner.logo, alt, LOGO_MM)
