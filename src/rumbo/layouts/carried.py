"""A document as the JSON that a file carries or is: `{"layout": …, "content": …}` of several parts, or a dossier.

It is read as its own layout prints it, row by row, so that it comes in like any other file; and where a pdf carries it,
what the pages show is compared with it, within the tolerance of `attached`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rumbo.domain.document import DocumentDraft, Path, leaves, records
from rumbo.domain.dossier import from_json
from rumbo.domain.shapes import as_plain, from_plain
from rumbo.findings import Finding, Where, marked
from rumbo.layouts.attached import DAMAGED, DIFFERS, MOST_TOLD, ROWS, same
from rumbo.layouts.drawing.manner import Manner
from rumbo.layouts.drawing.matrices import followup_matrix, plan_matrix
from rumbo.layouts.drawing.packages import SPANISH, matrix_csv
from rumbo.layouts.outline.declaration import Outline, outline
from rumbo.layouts.outline.printing import print_outline
from rumbo.layouts.outline.values import print_value
from rumbo.papers.document import Attachment
from rumbo.papers.raw import RawDocument
from rumbo.papers.reading import read_bytes
from rumbo.papers.writing.csv_file import write_csv_blocks

NAME = "document.json"
Read = Callable[[RawDocument, Outline], DocumentDraft[Any]]


def content_json(content: Any, key: str) -> bytes:
    """The JSON of a content of several parts in its layout."""
    return json.dumps({"layout": key, "content": as_plain(content)}, ensure_ascii=False, indent=1).encode()


def content_attachment(content: Any, key: str, manner: Manner = SPANISH) -> Attachment:
    """The JSON of a content, as the source of the PDF that carries it."""
    description = manner.say(marked("Datos de los que se generó este documento"))
    return Attachment(NAME, "application/json", content_json(content, key), description)


def printed(document: RawDocument) -> tuple[Outline | None, RawDocument]:
    """A JSON as the table that its layout prints, under its own name and digest, and the layout where it has several
    parts. Raises ValueError, KeyError or TypeError for a JSON of neither kind."""
    content = document.attachments[document.name]
    plain = json.loads(content)
    if "layout" in plain:
        found = outline(plain["layout"])
        written = write_csv_blocks(print_outline(from_plain(found.content, plain["content"]), found.key))
    else:
        dossier, found = from_json(content), None
        written = matrix_csv(followup_matrix(dossier, dossier.period) if dossier.period else plan_matrix(dossier))
    told = read_bytes(written, document.name)
    return found, replace(told, digest=document.digest, size=document.size, media_type=document.media_type, findings=[])


def with_carried(draft: DocumentDraft[Any], document: RawDocument, read: Read) -> DocumentDraft[Any]:
    """The draft with what differs between the pages and the JSON inside the file; as it is where there is none."""
    content = document.attachments.get(NAME)
    if content is None:
        return draft
    try:
        found, shown = printed(replace(document, name=NAME, attachments={NAME: content}))
        if found is None or found.key != draft.recognition.layout:
            raise ValueError(draft.recognition.layout)
        told = tuple(_differences(draft, read(shown, found).content))
    except (ValueError, KeyError, TypeError, RecursionError):
        where = Where(draft.source.file, draft.source.digest)
        told = (Finding(DAMAGED.code, DAMAGED.severity, where, {"file": draft.source.file}),)
    return replace(draft, findings=(*draft.findings, *told))


def _differences(draft: DocumentDraft[Any], attached: Any) -> Iterator[Finding]:
    """Tables with more or fewer rows, and values that differ in those that have as many."""
    uneven = dict(_uneven(draft.content, attached))
    for path, (shown, carried) in uneven.items():
        yield Finding(ROWS.code, ROWS.severity, draft.where(path), {"shown": shown, "attached": carried})
    values, left = dict(leaves(attached)), MOST_TOLD
    for path, value in leaves(draft.content):
        within = any(path[: len(each)] == each for each in uneven)
        if left and not within and not _alike(value, values.get(path)):
            left -= 1
            facts = {"shown": print_value(value), "attached": print_value(values.get(path))}
            yield Finding(DIFFERS.code, DIFFERS.severity, draft.where(path), facts)


def _uneven(shown: Any, attached: Any) -> Iterator[tuple[Path, tuple[int, int]]]:
    """The tables of either that have not as many rows in the other, the outermost only."""
    sizes: list[Mapping[Path, int]] = [{path: len(rows) for path, rows in records(each)} for each in (shown, attached)]
    told: list[Path] = []
    for path in sorted({*sizes[0], *sizes[1]}, key=len):
        counts = sizes[0].get(path, 0), sizes[1].get(path, 0)
        if counts[0] != counts[1] and not any(path[: len(each)] == each for each in told):
            told.append(path)
            yield path, counts


def _alike(shown: Any, attached: Any) -> bool:
    return same(shown, attached) if isinstance(shown, str) and isinstance(attached, str) else bool(shown == attached)
