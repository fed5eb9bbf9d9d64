"""What the pages of a document of several parts share: its reading, its steps, its parts."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from rumbo.apps.intake.bridge import DocumentReading, document_reading_of, is_document
from rumbo.apps.intake.queries.documents import document_obstacles
from rumbo.faces.kit.pieces import Link, Step
from rumbo.faces.web.intake.documents.sections import part_with_errors, sections_of
from rumbo.faces.web.intake.pages import READ, address, crumbs, intake_asked, settles
from rumbo.papers.raw import Unreadable

REGISTERED = ("project_sheet", "indicator_sheet", "indicator_sheets", "risk_map")
"""The layouts that are registered without an act."""
RECORDS_A_PAGE = 10
LEFT_IN = {
    "intake.errors_left": "web:intake-part",
    "intake.term_missing": "web:intake-part",
    "intake.questions_left": "web:intake-questions",
    "intake.continuity_left": "web:intake-continuity",
}
REVIEWED = {"intake.errors_left", "intake.term_missing", "intake.no_targets", "intake.no_sheets"}


def opened_parts(request: HttpRequest, uid: UUID) -> tuple[Any, DocumentReading]:
    """A document of several parts with its reading; any other has no such page."""
    intake = intake_asked(request, uid)
    if intake.state not in READ or not is_document(intake):
        raise Http404
    try:
        return intake, document_reading_of(intake)
    except Unreadable as error:
        raise Http404 from error


def shared_parts(
    request: HttpRequest, intake: Any, reading: DocumentReading, here: str, part: int = 0
) -> dict[str, Any]:
    """The context of every page of a document. `here` is the name of its screen, `part` the part it shows."""
    left = document_obstacles(intake, reading) if intake.state == "settling" else []
    sections = sections_of(reading)
    to_mend = part_with_errors(reading, sections)
    views = [
        Link(each.title, address(intake, "web:intake-part", each.number), each.number == part, each.found or None)
        for each in sections
    ]
    views.append(
        Link(_("Revisiones hechas"), address(intake, "web:intake-part-checks"), here == "web:intake-part-checks", None)
    )
    return {
        "intake": intake,
        "reading": reading,
        "left": left,
        "left_codes": {each.code for each in left},
        "sections": sections,
        "steps": steps_of_parts(intake, {each.code for each in left}, here, to_mend),
        "to_mend": to_mend,
        "views": views,
        "crumbs": crumbs(intake),
        "decides": settles(request, intake),
        "may_discard": settles(request, intake, "settling"),
    }


def steps_of_parts(intake: Any, left: set[str], here: str, part: int) -> list[Step]:
    """Read, review (from `part` on), answer, propose, approve: which are done, and which this page is."""
    settling, finished = intake.state == "settling", intake.state == "done"
    registers = intake.layout in REGISTERED
    steps = (
        ("web:intake-document", _("Leer"), True, True),
        ("web:intake-part", _("Revisar"), not settling or not left & REVIEWED, True),
        ("web:intake-questions", _("Responder"), not settling or "intake.questions_left" not in left, True),
        ("web:intake-continuity", _("Continuidad"), not settling or "intake.continuity_left" not in left, True),
        ("web:intake-part-propose", _("Registrar") if registers else _("Proponer"), not settling, settling),
        ("web:intake-part-approve", _("Aprobar"), intake.state == "done", intake.state == "proposed"),
    )[: 5 if registers else 6]
    # The first version of a plan continues nothing, and has a plan once it is proposed.
    first = intake.plan_id is None or (intake.version is not None and intake.version.number == 1)
    asked = [each for each in steps if not first or each[0] != "web:intake-continuity"]
    return [
        Step(
            label,
            "current" if name == here and not finished else "done" if done else "ahead",
            address(intake, name, *([part] if name == "web:intake-part" else [])) if is_open and name != here else "",
        )
        for name, label, done, is_open in asked
    ]
