"""What the pages of one document share: who may see it, its reading, its steps and its views."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.apps.intake.access import may_read, may_settle
from rumbo.apps.intake.bridge import Reading, is_document, reading_of
from rumbo.apps.intake.queries import intake_by_uid, obstacles
from rumbo.apps.intake.queries.arriving import left_in_the_middle
from rumbo.apps.intake.queries.names import questions_of_units
from rumbo.faces.kit.pieces import Link, Step
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404
from rumbo.layouts.engine.declaration import tables
from rumbo.papers.raw import Unreadable

READ = ("settling", "proposed", "done")
OF_REVIEW = {
    "intake.errors_left",
    "intake.names_left",
    "intake.nobody_reports",
    "intake.nothing_read",
    "intake.year_missing",
}
LEFT_IN = {
    "intake.errors_left": "web:intake-table",
    "intake.names_left": "web:intake-names",
    "intake.nobody_reports": "web:intake-names",
    "intake.continuity_left": "web:intake-continuity",
    "intake.year_missing": "web:intake-document",
    "intake.no_reports": "web:intake-document",
}


def intake_asked(request: HttpRequest, uid: UUID) -> Any:
    """The document of an address, if it is of the entity and this person may read what comes in."""
    if not may_read(actor_of(request)):
        raise Http404
    return found_or_404(intake_by_uid(entity_id_of(request), uid))


def opened(request: HttpRequest, uid: UUID) -> tuple[Any, Reading]:
    """A document that could be read, with its reading; any other has no such page."""
    intake = intake_asked(request, uid)
    if intake.state not in READ or is_document(intake) or any(table.key == intake.layout for table in tables()):
        raise Http404
    try:
        return intake, reading_of(intake)
    except Unreadable as error:
        raise Http404 from error


def settles(request: HttpRequest, intake: Any, *states: str) -> bool:
    """Whether this person decides about a document now."""
    return intake.state in (states or ("settling",)) and may_settle(actor_of(request))


def resumable(request: HttpRequest, intake: Any) -> bool:
    """Whether this person is offered to ask again for a job that nobody is at any more."""
    return settles(request, intake, "reading", "proposing") and left_in_the_middle(intake)


def refuse_unless_settling(request: HttpRequest, intake: Any, *states: str) -> None:
    """Pages that decide are as unknown as any other address to whoever cannot, or when it is too late."""
    if not settles(request, intake, *states):
        raise Http404


def shared(request: HttpRequest, intake: Any, reading: Reading, here: str) -> dict[str, Any]:
    """The context of every page of a document. `here` is the name of its screen."""
    left = obstacles(intake, reading) if intake.state == "settling" else []
    return {
        "intake": intake,
        "reading": reading,
        "left": left,
        "steps": steps_of(intake, {each.code for each in left}, here),
        "views": views_of(intake, reading, here),
        "crumbs": crumbs(intake),
        "decides": settles(request, intake),
        "asks": intake.plan_id is not None and may_settle(actor_of(request)),
    }


def address(intake: Any, name: str, *more: object) -> str:
    """The address of a screen of a document."""
    return reverse(name, args=[intake.uid, *more])


def crumbs(intake: Any) -> list[Link]:
    """From the list of documents down to this one."""
    documents = Link(_("Documentos"), reverse("web:intake-list"))
    return [Link(_("Inicio"), reverse("web:home")), documents, Link(intake.file.name, "")]


def steps_of(intake: Any, left: set[str], here: str) -> list[Step]:
    """Read, review, continuity, propose, approve: which are done, and which this page is."""
    settling, continues = intake.state == "settling", intake.plan_id is not None
    done = {
        "web:intake-document": True,
        "web:intake-table": not settling or not left & OF_REVIEW,
        "web:intake-continuity": not settling or (continues and "intake.continuity_left" not in left),
        "web:intake-propose": not settling,
        "web:intake-approve": intake.state == "done",
    }
    open_now = {
        "web:intake-document": True,
        "web:intake-table": True,
        "web:intake-continuity": continues,
        "web:intake-propose": settling,
        "web:intake-approve": intake.state == "proposed",
    }
    labels = (_("Leer"), _("Revisar"), _("Continuidad"), _("Proponer"), _("Aprobar"))
    return [
        Step(
            label,
            "current" if name == here and intake.state != "done" else "done" if done[name] else "ahead",
            address(intake, name) if open_now[name] and name != here else "",
        )
        for (name, label) in zip(done, labels, strict=True)
    ]


def views_of(intake: Any, reading: Reading, here: str) -> list[Link]:
    """The views of the review: the table, the names of units, the checks made."""
    screens = [
        ("web:intake-table", _("Tabla leída"), len(reading.open_findings)),
        ("web:intake-names", _("Dependencias"), questions_of_units(intake, reading)),
        ("web:intake-checks", _("Revisiones hechas"), None),
    ]
    return [Link(label, address(intake, name), name == here, count) for name, label, count in screens]


def edit_of(request: HttpRequest) -> int:
    """The edit of the document that the person had before their eyes; -1, which no document has, for none."""
    told = request.POST.get("edit", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else -1


def destination_words(intake: Any) -> str:
    """What a document is for, as far as it was said."""
    if intake.plan is None:
        name = intake.plan_name
        told = _("La primera versión de un plan nuevo, «{plan}»") if name else _("La primera versión de un plan nuevo")
        return told.format(plan=name)
    if intake.reports_only:
        return _("Solo los reportes de «{plan}», para su versión vigente").format(plan=intake.plan.name)
    return _("Una versión de «{plan}»").format(plan=intake.plan.name)
