"""A file that carries the dossier it was drawn from: what its pages show is compared with what it carries.

Tolerance: a pdf keeps no blanks where a line was wrapped, and a hyphen at the end of a line may be one that parted a
word; a letter that the document had no type for is shown as □. So blanks, and hyphens between letters, do not count,
and □ is any letter. Everything else counts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rumbo.domain.dossier import Dossier, from_json
from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.layouts.drawing.manner import Manner
from rumbo.layouts.drawing.matrices import followup_matrix, plan_matrix
from rumbo.layouts.drawing.printed import table_of
from rumbo.layouts.engine.printing import print_matrix

NAME = "dossier.json"
ANY_LETTER = "□"
MOST_TOLD = 200
# A word parted at the end of a line; by figures alone, because a letter that the page cannot show may stand beside.
_PARTING = re.compile(r"(?<=[^\s0-9])[\s\u200b]*[‐-][\s\u200b]*(?=[^\s0-9])")
_BLANKS = re.compile(r"[\s\u200b\xad]+")

DIFFERS = declare(
    Sentences(
        "file.attachment_differs",
        Severity.WARNING,
        marked("Lo visible difiere del expediente adjunto"),
        marked("La página dice «{shown}» y el expediente que el archivo lleva adjunto dice «{attached}»."),
        marked("Alguien pudo cambiar el archivo después de publicado: personas y programas leerían datos distintos."),
        marked("Compare con la publicación original, en su dirección permanente, antes de usar este dato."),
    )
)
ROWS = declare(
    Sentences(
        "file.attachment_rows",
        Severity.WARNING,
        marked("El expediente adjunto tiene otras filas"),
        marked("La tabla visible tiene {shown} filas y el expediente que el archivo lleva adjunto tiene {attached}."),
        marked("Faltan o sobran filas en uno de los dos; el documento no es el que se publicó, o no se leyó completo."),
        marked("Compare con la publicación original, en su dirección permanente."),
    )
)
DAMAGED = declare(
    Sentences(
        "file.attachment_damaged",
        Severity.WARNING,
        marked("El expediente adjunto no se puede leer"),
        marked("«{file}» lleva adjunto un expediente de datos que está dañado; no se pudo comparar con lo visible."),
        marked("Sin esa comparación no se sabe si las tablas son las que se publicaron."),
        marked("Descargue de nuevo el documento de la página donde se publicó."),
    )
)


def with_attached(draft: PlanDraft, attachments: Mapping[str, bytes]) -> PlanDraft:
    """The draft with what differs between the pages and the dossier inside the file; as it is where there is none."""
    content = attachments.get(NAME)
    if content is None:
        return draft
    try:
        dossier = from_json(content)
        told = tuple(_differences(draft, dossier))
    except (ValueError, KeyError, TypeError):
        where = Where(draft.source.file, draft.source.digest)
        told = (Finding(DAMAGED.code, DAMAGED.severity, where, {"file": draft.source.file}),)
    return replace(draft, findings=(*draft.findings, *told))


def _differences(draft: PlanDraft, dossier: Dossier) -> Iterator[Finding]:
    attached = _rows(dossier)
    shown = len(draft.matrix.lines)
    if shown != len(attached):
        where = draft.where(0) if shown else Where(draft.source.file, draft.source.digest)
        yield Finding(ROWS.code, ROWS.severity, where, {"shown": shown, "attached": len(attached)})
    left = MOST_TOLD
    for line, row in _paired(draft, attached):
        for field, text in row.items():
            if left and _has(draft, line, field) and not same(draft.written(line, field), text):
                left -= 1
                facts = {"shown": draft.written(line, field), "attached": text}
                yield Finding(DIFFERS.code, DIFFERS.severity, draft.where(line, field), facts)


def _has(draft: PlanDraft, line: int, field: str) -> bool:
    return draft.blocks[draft.origins[line].block].column_of(field) is not None


def _rows(dossier: Dossier) -> list[Mapping[str, str]]:
    """What the pages of the dossier show, row by row, by field."""
    matrix = followup_matrix(dossier, dossier.period) if dossier.period else plan_matrix(dossier)
    printed = print_matrix(matrix)
    fields = [column.field for column in printed.columns]
    rows = table_of(printed, Manner()).rows
    return [dict(zip(fields, (cell.text for cell in row), strict=True)) for row in rows]


def _paired(draft: PlanDraft, attached: list[Mapping[str, str]]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The lines of the pages with their rows: in order, or by their number where rows are missing."""
    if len(draft.matrix.lines) == len(attached):
        yield from enumerate(attached)
        return
    numbered = {row.get("number", ""): row for row in attached}
    for line, read in enumerate(draft.matrix.lines):
        if row := numbered.get(read.number):
            yield line, row


def same(shown: str, attached: str) -> bool:
    """Whether two texts are the same within the tolerance of a page."""
    one, other = _bare(shown), _bare(attached)
    if one == other:
        return True
    return len(one) == len(other) and all(a in (b, ANY_LETTER) for a, b in zip(one, other, strict=True))


def _bare(text: str) -> str:
    return _BLANKS.sub("", _PARTING.sub("", text))
