"""Reads of the trail: who did what, when and why, and whether anybody touched it afterwards."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from rumbo.apps.audit.bridge import (
    Change,
    Exported,
    Names,
    change_of,
    digest_of,
    exported,
    model_named,
    names_of,
    seal_export,
)
from rumbo.apps.audit.models import RowChange, Seal, VerbLine
from rumbo.findings import Finding, Sentences, Severity, declare, marked

# A transaction that began earlier may still be writing a line with a lower number; it has this long to end.
SETTLED_AFTER = timedelta(minutes=15)
PIECE = 200

TAMPERED = declare(
    Sentences(
        code="audit.seal_broken",
        severity=Severity.ERROR,
        title=marked("El rastro fue alterado"),
        what=marked("Lo sellado entre las líneas {first} y {last} del rastro ya no es lo que se selló el {day}."),
        why=marked("Alguien cambió, quitó o agregó registros de auditoría por fuera del sistema."),
        how=marked("Compare con una copia de respaldo de antes de esa fecha y avise a control interno."),
    )
)

HEAD_GONE = declare(
    Sentences(
        code="audit.head_gone",
        severity=Severity.ERROR,
        title=marked("El rastro no es el que se imprimió"),
        what=marked("Ningún sello del rastro es «{head}», que está impreso en un cierre o en una publicación."),
        why=marked("O el rastro se escribió de nuevo después, con sus sellos, o la huella no se copió completa."),
        how=marked(
            "Copie la huella otra vez del documento; si sigue sin aparecer, busque la copia de respaldo anterior."
        ),
    )
)
SHORTEST_HEAD = 12


@dataclass(frozen=True, slots=True)
class DeedFilter:
    """What the trail of an entity is narrowed by; days include both ends."""

    words: str = ""
    verb: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody did something: the line and the rows it changed. `verb` is empty for a change past the doorway."""

    at: datetime | None
    verb: str
    actor_name: str
    reason: str
    origin: str
    subject_kind: str
    changes: tuple[Change, ...]


def lines_of(entity_id: int, narrow: DeedFilter = DeedFilter()) -> QuerySet[VerbLine]:
    """The verb lines of an entity, newest first."""
    found = VerbLine.objects.filter(entity_id=entity_id).order_by("-pk")
    if narrow.words:
        found = found.filter(Q(reason__icontains=narrow.words) | Q(actor_name__icontains=narrow.words))
    if narrow.verb:
        found = found.filter(verb=narrow.verb)
    if narrow.actor:
        found = found.filter(actor_name=narrow.actor)
    if narrow.since:
        found = found.filter(at__date__gte=narrow.since)
    if narrow.until:
        found = found.filter(at__date__lte=narrow.until)
    return found


def line_by_uid(entity_id: int, uid: UUID) -> VerbLine | None:
    """One line of the trail of an entity, or None."""
    return VerbLine.objects.filter(entity_id=entity_id, uid=uid).first()


def rows_changed(lines: Iterable[VerbLine]) -> dict[int, int]:
    """How many rows each line changed, in one query."""
    counted = RowChange.objects.filter(verb_line_id__in=[line.pk for line in lines]).values("verb_line_id")
    return {each["verb_line_id"] or 0: each["rows"] for each in counted.annotate(rows=Count("pk"))}


def changes_of(line: VerbLine, limit: int = 200) -> list[Change]:
    """The first rows that a line changed. Two queries."""
    rows = list(RowChange.objects.filter(verb_line_id=line.pk).order_by("pk")[:limit])
    names = names_of(rows, line.entity_id)
    return [change_of(row, names) for row in rows]


def verbs_used(entity_id: int) -> list[str]:
    """The verbs that occur in the trail of an entity."""
    return sorted(VerbLine.objects.filter(entity_id=entity_id).values_list("verb", flat=True).distinct())


def actors_named(entity_id: int) -> list[str]:
    """The names under which somebody acted in an entity."""
    return sorted(VerbLine.objects.filter(entity_id=entity_id).values_list("actor_name", flat=True).distinct())


def history_by_uid(entity_id: int, kind: str, uid: UUID) -> list[Deed]:
    """What happened in an entity to a record, by the kind and uid that its trail says; empty when it knows none.

    Of a record that several entities share only what this one did is told.
    """
    model = model_named(kind)
    row = model._base_manager.filter(uid=uid).first() if model and hasattr(model, "uid") else None
    if row is not None and getattr(row, "entity_id", None) == entity_id:
        return history_of(row, named=True)
    lines = list(VerbLine.objects.filter(entity_id=entity_id, subject_kind=kind, subject_uid=uid).order_by("-pk"))
    kept = _rows_by_line(line.pk for line in lines)
    names = names_of((row for rows in kept.values() for row in rows), entity_id)
    return [_deed(line, kept[line.pk], names) for line in lines]


def history_of(row: Any, *, named: bool = False) -> list[Deed]:
    """Everything that happened to a record, newest first: its verbs, and changes past the doorway. Two queries;
    a third where it is `named` what its columns point at."""
    rows = list(RowChange.objects.filter(table_name=row._meta.db_table, row_id=row.pk).order_by("pk"))
    touching = {change.verb_line_id for change in rows if change.verb_line_id}
    lines = VerbLine.objects.filter(Q(subject_uid=row.uid) | Q(pk__in=touching)).order_by("-pk")
    kept: defaultdict[int | None, list[RowChange]] = defaultdict(list)
    for change in rows:
        kept[change.verb_line_id].append(change)
    names = names_of(rows, getattr(row, "entity_id", None)) if named else {}
    past_the_door = [
        Deed(_moment(change.at), "", "", "", "", "", (change_of(change, names),)) for change in reversed(kept[None])
    ]
    return [_deed(line, kept[line.pk], names) for line in lines] + past_the_door


def exported_trail(lines: "QuerySet[VerbLine]") -> Iterator[Exported]:
    """The lines of a trail with all they changed, sealed one after another; a piece at a time in memory."""

    def told() -> Iterator[Exported]:
        waiting = lines.iterator(chunk_size=PIECE)
        while piece := list(islice(waiting, PIECE)):
            kept = _rows_by_line(line.pk for line in piece)
            for line in piece:
                yield from exported(line, kept[line.pk])

    return seal_export(told())


def exported_record(entity_id: int, kind: str, uid: UUID) -> Iterator[Exported] | None:
    """What happened to a record of an entity, the first first, sealed; changes past the doorway come last. None where
    the trail knows of no such record."""
    model = model_named(kind)
    row = model._base_manager.filter(uid=uid).first() if model and hasattr(model, "uid") else None
    own = row if row is not None and getattr(row, "entity_id", None) == entity_id else None
    kept: defaultdict[int | None, list[RowChange]] = defaultdict(list)
    if own is not None:
        changed = RowChange.objects.filter(table_name=own._meta.db_table, row_id=own.pk).order_by("pk")
        for change in changed:
            kept[change.verb_line_id].append(change)
    named = Q(subject_kind=kind, subject_uid=uid) | Q(pk__in=[key for key in kept if key])
    lines = list(VerbLine.objects.filter(named, entity_id=entity_id).order_by("pk"))
    if not lines and not kept:
        return None
    of_lines = kept if own is not None else _rows_by_line(line.pk for line in lines)
    told = [each for line in lines for each in exported(line, of_lines[line.pk])]
    return seal_export([*told, *exported(None, kept[None])])


def row_at(row: Any, moment: datetime) -> dict[str, Any]:
    """The columns of a row as they were at a moment; as they first were where it came later. One query."""
    kept = RowChange.objects.filter(table_name=row._meta.db_table, row_id=row.pk, after__isnull=False)
    changes = list(kept.order_by("pk").values_list("at", "after"))
    before = [after for at, after in changes if datetime.fromisoformat(at) <= moment]
    told = (before or [after for _at, after in changes[:1]])[-1:]
    return json.loads(told[0] or "{}") if told else {}


def head_at(entity_id: int, moment: datetime) -> str:
    """The head of the chain of an entity at a moment; empty when nothing had been sealed."""
    seals = Seal.objects.filter(entity_id=entity_id, at__lte=moment).order_by("-last_line")
    return seals.values_list("digest", flat=True).first() or ""


def entities_with_lines() -> list[int | None]:
    """The entities whose trail has something to seal; None for the lines of the installation itself."""
    return list(VerbLine.objects.order_by("entity_id").values_list("entity_id", flat=True).distinct())


def last_seal(entity_id: int | None) -> Seal | None:
    """The newest seal of an entity."""
    return Seal.objects.filter(entity_id=entity_id).order_by("-last_line").first()


def unsealed_lines(entity_id: int | None, until: datetime) -> QuerySet[VerbLine]:
    """The lines of an entity after its last seal and up to a moment, in order."""
    last = Seal.objects.filter(entity_id=entity_id).aggregate(last=Max("last_line"))["last"] or 0
    return VerbLine.objects.filter(entity_id=entity_id, pk__gt=last, at__lte=until).order_by("pk")


def waits_for_seal(entity_id: int | None, settled_after: timedelta = SETTLED_AFTER) -> bool:
    """Whether there is something to seal besides earlier sealings."""
    waiting = unsealed_lines(entity_id, timezone.now() - settled_after)
    return waiting.exclude(verb="audit.trail.seal").exists()


def seal_digest(previous: str, lines: "QuerySet[VerbLine]") -> str:
    """The digest of a run of lines, in order, with the rows they changed."""
    rows = RowChange.objects.filter(verb_line_id__in=lines.order_by().values("pk")).order_by("verb_line_id", "pk")
    return digest_of(previous, lines.iterator(), rows.iterator())


def broken_seals(entity_id: int | None) -> list[Finding]:
    """A finding for each seal that no longer matches what it sealed; empty when nobody touched the trail."""
    previous, last = "", 0
    found: list[Finding] = []
    for seal in Seal.objects.filter(entity_id=entity_id).order_by("first_line"):
        lines = VerbLine.objects.filter(entity_id=entity_id, pk__gt=last, pk__lte=seal.last_line).order_by("pk")
        if seal.previous != previous or seal_digest(previous, lines) != seal.digest:
            found.append(_tampered(seal))
        previous, last = seal.digest, seal.last_line
    return found


def heads_gone(heads: Iterable[str]) -> list[Finding]:
    """A finding for each head of the chain that some paper prints and that no seal kept here has: whoever wrote the
    trail anew, seals and all, could not write the paper anew. A head may be given by its first twelve digits."""
    gone = (head for head in heads if not _sealed(head.strip().lower()))
    return [Finding(HEAD_GONE.code, HEAD_GONE.severity, facts={"head": head}) for head in gone]


def _sealed(head: str) -> bool:
    return len(head) >= SHORTEST_HEAD and Seal.objects.filter(digest__startswith=head).exists()


def _tampered(seal: Seal) -> Finding:
    facts: dict[str, str | int] = {"first": seal.first_line, "last": seal.last_line, "day": seal.at.date().isoformat()}
    return Finding(TAMPERED.code, TAMPERED.severity, facts=facts)


def _rows_by_line(keys: Iterable[int]) -> defaultdict[int, list[RowChange]]:
    kept: defaultdict[int, list[RowChange]] = defaultdict(list)
    for row in RowChange.objects.filter(verb_line_id__in=list(keys)).order_by("pk"):
        kept[row.verb_line_id or 0].append(row)
    return kept


def _deed(line: VerbLine, rows: Sequence[RowChange], names: Names) -> Deed:
    return Deed(
        at=line.at,
        verb=line.verb,
        actor_name=line.actor_name,
        reason=line.reason,
        origin=line.origin,
        subject_kind=line.subject_kind,
        changes=tuple(change_of(row, names) for row in rows),
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text)
