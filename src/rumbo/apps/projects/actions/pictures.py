"""The pictures of a project: each with its caption in a narrative of its sheet, its bytes among the stored files."""

from collections.abc import Mapping, Sequence

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.evidence.actions import store_file
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.projects.actions.moving import hold
from rumbo.apps.projects.bridge import NARRATIVES, PICTURE
from rumbo.apps.projects.models import ProjectVersion, Section, Statement
from rumbo.domain.document import Path
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.papers.pictures import MOST_BYTES, PNG, sized
from rumbo.papers.writing.raster import is_drawable

UNFIT = declare(
    Sentences(
        code="projects.picture_unfit",
        severity=Severity.ERROR,
        title=marked("La imagen no sirve"),
        what=marked("«{name}» no es una imagen PNG o JPEG completa de hasta {most} MB."),
        why=marked("La imagen se imprime en la ficha del proyecto; otras clases pueden traer programas o no verse."),
        how=marked("Guárdela como PNG o JPEG, más pequeña si hace falta, y elíjala de nuevo."),
    )
)
MEBIBYTE = 1024 * 1024


@doorway("projects.picture.write")
def write_picture(
    actor: Actor,
    version: ProjectVersion,
    section: str,
    *,
    caption: str,
    content: bytes | None = None,
    name: str = "",
    statement: Statement | None = None,
    edit: int | None = None,
) -> Statement:
    """A picture of a narrative: a new one, which comes last, or another file or caption for one that stands there."""
    if section not in NARRATIVES or (statement is not None and statement.version_id != version.pk):
        raise somebody_was_faster()
    if content is not None and not is_drawable(content):
        raise Refused(Finding(UNFIT.code, UNFIT.severity, facts={"name": name, "most": MOST_BYTES // MEBIBYTE}))
    hold(version, edit)
    kept = store_file(actor, version.entity, name, content) if content is not None else None
    if statement is None:
        return _last(version, section, caption, kept)
    columns = {"text": caption} | ({"picture": kept} if kept else {})
    Statement.objects.filter(pk=statement.pk).update(**columns)
    statement.refresh_from_db()
    return statement


@doorway("projects.picture.remove")
def remove_picture(actor: Actor, version: ProjectVersion, statement: Statement) -> None:
    """Takes a picture out with its caption; its file stays, for other versions may show it."""
    if statement.version_id != version.pk or statement.kind != PICTURE:
        raise somebody_was_faster()
    hold(version)
    statement.delete()


def put_pictures(
    actor: Actor,
    version: ProjectVersion,
    said: Mapping[Section, Sequence[Statement]],
    pictures: Mapping[Path, bytes],
) -> None:
    """The pictures that a document shows, beside the texts that it `said`; one that cannot be drawn leaves only its
    caption."""
    shown = [(said[Section(str(path[0]))][int(path[1])], content) for path, content in pictures.items()]
    for number, (row, content) in enumerate(shown, start=1):
        known = sized(content)
        if known and is_drawable(content):
            row.picture = store_file(
                actor, version.entity, f"imagen-{number}.{'png' if known.media_type == PNG else 'jpg'}", content
            )
    Statement.objects.bulk_update([row for row, _content in shown], ["picture"])


def _last(version: ProjectVersion, section: str, caption: str, kept: StoredFile | None) -> Statement:
    before = Statement.objects.filter(version=version, section=section).aggregate(last=Max("ordinal"))["last"] or 0
    return Statement.objects.create(
        entity_id=version.entity_id,
        version=version,
        section=Section(section),
        ordinal=before + 1,
        kind=PICTURE,
        text=caption,
        picture=kept,
    )
