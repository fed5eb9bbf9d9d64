"""The trail as a file that an auditor takes along: of an entity between two days, or of one record.

Each line carries a digest over itself and the line before, so that a copy shows whether anybody changed it: what
`rumbo audit verify --export` checks.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_safe

from rumbo.apps.audit import queries
from rumbo.apps.audit.bridge import EXPORTED, Exported
from rumbo.faces.kit import papers
from rumbo.faces.web.downloading import file_answer
from rumbo.faces.web.history import verb_words
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.people.showing import only
from rumbo.faces.web.people.trail import TrailForm
from rumbo.faces.web.session import entity_id_of, found_or_404, person_of
from rumbo.papers import writing
from rumbo.papers.document import A4, Cell, Column, Document, Fact, Facts, Header, Section, Table
from rumbo.papers.inert import inert
from rumbo.papers.writing.csv_file import MARK

EXPORT = "audit.trail.export"
KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json", "xlsx": writing.MEDIA_TYPES["xlsx"]}
TITLES = {
    "line": __("Línea"),
    "at": __("Momento (UTC)"),
    "who": __("Quién"),
    "origin": __("Desde dónde"),
    "verb": __("Acción"),
    "kind": __("Clase de registro"),
    "record": __("Registro"),
    "reason": __("Motivo"),
    "table": __("Tabla"),
    "row": __("Fila"),
    "operation": __("Operación"),
    "column": __("Columna"),
    "before": __("Antes"),
    "after": __("Después"),
    "digest": __("Huella"),
}


@require_safe
def trail(request: HttpRequest, form: str) -> HttpResponseBase:
    """What the filter of the trail shows, from the first line to the last."""
    only(request, EXPORT)
    narrow = TrailForm(request.GET, entity_id=entity_id_of(request)).narrowed
    lines = queries.lines_of(entity_id_of(request), narrow).order_by("pk")
    days = [day.isoformat() for day in (narrow.since, narrow.until) if day]
    return _file(request, queries.exported_trail(lines), form, "-".join(["rastro", *days]))


@require_safe
def record(request: HttpRequest, kind: str, uid: UUID, form: str) -> HttpResponseBase:
    """The history of one record, from the first line to the last."""
    only(request, EXPORT)
    told = found_or_404(queries.exported_record(entity_id_of(request), kind, uid))
    return _file(request, told, form, f"historia-{kind}-{uid}")


def _file(request: HttpRequest, rows: Iterator[Exported], form: str, name: str) -> HttpResponseBase:
    if form not in KINDS:
        raise Http404
    entity, seal, name = person_of(request).entity.name, queries.last_seal(entity_id_of(request)), f"{name}.{form}"
    head = seal.digest if seal else ""
    if form == "xlsx":
        document = issued(request, _workbook(rows, entity, head), papers.manner())
        return file_answer(writing.render(document, form), KINDS[form], name)
    body = _csv(rows) if form == "csv" else _json(rows, entity, head)
    answer = StreamingHttpResponse(body, content_type=KINDS[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class _Line:
    """What the writer of csv writes into: it hands back each line."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def _csv(rows: Iterator[Exported]) -> Iterator[str]:
    lines: Any = csv.writer(_Line(), lineterminator="\r\n")
    yield MARK + str(lines.writerow(EXPORTED))
    for row in rows:
        yield str(lines.writerow([inert(getattr(row, name)) for name in EXPORTED]))


def _json(rows: Iterator[Exported], entity: str, head: str) -> Iterator[str]:
    """An object whose lines stand one under the other, so that a file that was cut off is no json any more."""
    made = timezone.now().isoformat()
    about = json.dumps({"entity": entity, "made_at": made, "trail_head": head}, ensure_ascii=False)
    yield f'{about[:-1]}, "lines": [\n'
    before = ""
    for row in rows:
        yield before + json.dumps(asdict(row), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def _workbook(rows: Iterator[Exported], entity: str, head: str) -> Document:
    """Two sheets: the lines, and what the file is. The words of the actions stand for their names in the program."""
    title = _("Rastro")
    header = tuple(Cell(str(TITLES[name])) for name in EXPORTED)
    drawn = tuple(tuple(Cell(_shown(name, getattr(row, name))) for name in EXPORTED) for row in rows)
    last = drawn[-1][-1].text if drawn else ""
    about = Facts(
        tuple(
            Fact(name, text)
            for name, text in (
                (_("Entidad"), entity),
                (_("Líneas"), str(len(drawn))),
                (_("Huella de la última línea"), last),
                (_("Cabeza del rastro de auditoría"), head or _("todavía sin sellos")),
            )
        )
    )
    table = Table(title, tuple(Column(20) for _name in EXPORTED), (header,), drawn)
    manner = papers.manner()
    return Document(
        title=title,
        language=manner.language,
        header=Header(entity),
        moment=timezone.now().replace(microsecond=0),
        sections=(Section(title, title, (table,), opens=True), Section(_("Sobre este archivo"), _("Ficha"), (about,))),
        page=A4,
    )


def _shown(name: str, text: str) -> str:
    return verb_words(text) if name == "verb" and text else text
