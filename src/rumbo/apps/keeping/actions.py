"""A copy is put back: whole, with its keys and its trail, or not at all."""

import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, connection, models

from rumbo.apps.audit import triggers
from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.keeping.bridge import PIECE, copied_models, line_of, migrations_applied, rows_of
from rumbo.apps.keeping.queries import FORM, Copy, Part, Told, altered_parts, differences, lines_in, put_file
from rumbo.apps.people.models import Entity
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact


def _error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"keeping.{code}", Severity.ERROR, title, what, why, how))


OTHER_FORM = _error(
    "other_form",
    marked("La copia es de otra edición de Rumbo"),
    marked("La copia la escribió Rumbo {program}, con otra forma de las tablas; sobra o falta: {migrations}."),
    marked("Sus registros no caben exactamente en las tablas de esta edición."),
    marked("Instale la edición que escribió la copia, restaure, y actualice después."),
)
NOT_EMPTY = _error(
    "not_empty",
    marked("La instalación no está vacía"),
    marked("Ya hay registros en «{part}»; una copia de la instalación entera solo se restaura en una vacía."),
    marked("Mezclar dos instalaciones dejaría registros que nadie escribió."),
    marked("Use una base de datos nueva, con «django migrate» y nada más, y una carpeta de archivos vacía."),
)
ENTITY_STANDS = _error(
    "entity_stands",
    marked("La entidad ya está en la instalación"),
    marked("«{entity}» ya existe aquí, o su lugar lo ocupa otra."),
    marked("Restaurar encima borraría lo que se hizo después de la copia."),
    marked("Restaure la copia en una instalación vacía y compare allí lo que necesite."),
)
KEY_TAKEN = _error(
    "key_taken",
    marked("El lugar de un registro está ocupado"),
    marked("Un registro de «{part}» no cabe: su lugar lo ocupa otro distinto ({detail})."),
    marked("El rastro de auditoría nombra cada registro por su lugar; con otro, los sellos dejarían de valer."),
    marked("Restaure la copia en la instalación de donde salió, o en una vacía."),
)


@doorway("keeping.copy.restore")
def restore_copy(
    actor: Actor, copy: Copy, archive: zipfile.ZipFile, *, told: Told = lambda _name, _count: None
) -> Copy:
    """Puts a copy back, compares every row, file and seal with what it tells, and keeps it only when all agree.

    The triggers rest meanwhile: what comes back brings its own history. The line of this deed goes to the end of it.
    """
    _refuse_unfit(copy, archive)
    triggers.remove()
    line = VerbLine.objects.get(pk=connection.rumbo_line_in_force)  # type: ignore[attr-defined]
    line.delete()
    for part in copy.parts:
        _put_back(archive, part)
        told(part.name, part.rows)
    for digest in copy.files:
        put_file(archive, digest)
    told("files", len(copy.files))
    _settle()
    entity = Entity.objects.get(uid=copy.entity_uid) if copy.entity else None
    if found := differences(copy, entity):
        raise Refused(*found)
    line.pk = None
    line.save(force_insert=True)
    triggers.install()
    return copy


def _refuse_unfit(copy: Copy, archive: zipfile.ZipFile) -> None:
    other = set(copy.migrations) ^ set(migrations_applied())
    if copy.form != FORM or other:
        facts: dict[str, Fact] = {"program": copy.program, "migrations": ", ".join(sorted(other)[:5]) or str(copy.form)}
        raise _refused(OTHER_FORM, **facts)
    if altered := altered_parts(archive, copy):
        raise Refused(*altered)
    if copy.entity:
        _refuse_standing(archive, copy)
        return
    line = connection.rumbo_line_in_force  # type: ignore[attr-defined]
    for model in copied_models():
        if model._base_manager.exclude(pk=line if model is VerbLine else None).exists():
            raise _refused(NOT_EMPTY, part=model._meta.label_lower)


def _refuse_standing(archive: zipfile.ZipFile, copy: Copy) -> None:
    """The key and the names of an entity must both be free."""
    for part in copy.parts:
        if part.name == Entity._meta.label_lower:
            for row in rows_of(lines_in(archive, part)):
                same = models.Q(pk=row.pk) | models.Q(uid=copy.entity_uid) | models.Q(slug=copy.entity)
                if Entity.objects.filter(same).exists():
                    raise _refused(ENTITY_STANDS, entity=copy.entity)


def _put_back(archive: zipfile.ZipFile, part: Part) -> None:
    shared, _slash, label = part.name.rpartition("/")
    model = apps.get_model(label)
    try:
        for rows in _pieces(rows_of(lines_in(archive, part))):
            _insert(model, [row for row in rows if not (shared and _stands(row, part))])
    except (IntegrityError, DeserializationError) as error:
        raise _refused(KEY_TAKEN, part=part.name, detail=str(error)) from error


def _insert(model: type[models.Model], rows: list[models.Model]) -> None:
    """As they were: a column that Django would fill with the present moment keeps the moment it had."""
    if any(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False) for field in model._meta.fields):
        for row in rows:
            row.save_base(raw=True, force_insert=True)
    else:
        model._base_manager.bulk_create(rows)


def _stands(row: models.Model, part: Part) -> bool:
    """Whether what entities share is here already; refuses when something else lies in its place."""
    found = type(row)._base_manager.filter(pk=row.pk).first()
    if found is None:
        return False
    same = found.uid == row.uid if hasattr(found, "uid") and hasattr(row, "uid") else line_of(found) == line_of(row)
    if not same:
        raise _refused(KEY_TAKEN, part=part.name, detail=str(row.pk))
    return True


def _pieces(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while piece := list(islice(rows, PIECE)):
        yield piece


def _settle() -> None:
    """Every key points to something, and the next row gets the next key."""
    connection.check_constraints()
    statements = connection.ops.sequence_reset_sql(no_style(), copied_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _refused(sentences: Sentences, **facts: Fact) -> Refused:
    return Refused(Finding(sentences.code, sentences.severity, facts=facts))
