"""The labelled parts of what a report tells in words: which ones an entity asks for, in which order, under which names.

What was done is always told and always asked: nobody can check a number without it. The other parts are for the entity
to choose, to name and to add to. A part of its own is known by its name: another name is another part, and what was
written and signed under the old one keeps it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rumbo.findings import Finding, Sentences, Severity, declare, marked

NARRATIVE = "narrative"
COLUMNS = (NARRATIVE, "difficulties", "next_steps")
"""The parts that every report has a place for, whether the entity asks for them or not."""
MOST_OWN = 8
LONGEST_LABEL = 60
LONGEST_HELP = 300


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its key (one of `COLUMNS`, or its very name), its name and its help as people read them; whether a
    report cannot be handed in without it; whether a publication carries it."""

    key: str
    label: str
    help: str = ""
    required: bool = False
    public: bool = True


USUAL = (
    Part(
        NARRATIVE,
        marked("Avance cualitativo"),
        marked("Qué se hizo en el periodo, con quién y qué resultó. Puede guardarse incompleto como borrador."),
        required=True,
    ),
    Part("difficulties", marked("Dificultades"), marked("Qué impidió o demoró lo programado.")),
    Part("next_steps", marked("Próximos pasos"), marked("Qué se hará en el periodo que sigue, y cuándo.")),
)
"""What holds while an entity says nothing."""

UNNAMED = declare(
    Sentences(
        code="followup.part_unnamed",
        severity=Severity.ERROR,
        title=marked("Una parte del relato no tiene nombre"),
        what=marked("La parte {number} no tiene nombre, o pasa de {most} caracteres."),
        why=marked("El nombre es lo que la dependencia lee junto a la casilla y lo que se imprime."),
        how=marked("Escriba un nombre corto, o deje la fila vacía."),
    )
)
TWICE = declare(
    Sentences(
        code="followup.part_twice",
        severity=Severity.ERROR,
        title=marked("Dos partes del relato se llaman igual"),
        what=marked("Hay más de una parte que se llama «{label}»."),
        why=marked("Cada parte se conoce por su nombre: con dos iguales no se sabría cuál es cuál."),
        how=marked("Cambie uno de los dos nombres, o quite una de las partes."),
    )
)
TOO_MANY = declare(
    Sentences(
        code="followup.too_many_parts",
        severity=Severity.ERROR,
        title=marked("Demasiadas partes"),
        what=marked("Hay {count} partes propias de la entidad; caben {most}."),
        why=marked("Cada parte es una casilla en cada reporte y una columna en el libro de Excel."),
        how=marked("Reúna en una sola las que pregunten algo parecido."),
    )
)


def check_parts(parts: Sequence[Part]) -> tuple[Finding, ...]:
    """What is wrong with the parts that somebody chose; what was done must be one of them."""
    if not any(part.key == NARRATIVE and part.required for part in parts):
        raise ValueError("a report always asks what was done")
    found = []
    for number, part in enumerate(parts, 1):
        if not part.label.strip() or len(part.label) > LONGEST_LABEL:
            facts: dict[str, str | int] = {"number": number, "most": LONGEST_LABEL}
            found.append(Finding(UNNAMED.code, UNNAMED.severity, facts=facts))
    called = [part.label.strip().casefold() for part in parts]
    for at, part in enumerate(parts):
        if part.label.strip() and called[at] in called[:at]:
            found.append(Finding(TWICE.code, TWICE.severity, facts={"label": part.label}))
    if (count := sum(part.key not in COLUMNS for part in parts)) > MOST_OWN:
        found.append(Finding(TOO_MANY.code, TOO_MANY.severity, facts={"count": count, "most": MOST_OWN}))
    return tuple(found)


def parts_of(value: object) -> tuple[Part, ...]:
    """The parts that a setting tells, the inverse of `plain_parts`; what is none of them is the usual."""
    try:
        read = tuple(_part(each) for each in value) if isinstance(value, list | tuple) else ()
        return read if read and not check_parts(read) else USUAL
    except (KeyError, TypeError, ValueError):
        return USUAL


def plain_parts(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The parts as a setting keeps them."""
    return [
        {"key": each.key, "label": each.label, "help": each.help, "required": each.required, "public": each.public}
        for each in parts
    ]


def _part(row: Mapping[str, Any]) -> Part:
    label, told = str(row["label"]), str(row["help"])
    return Part(str(row["key"]), label, told, row["required"] is True, row["public"] is True)
