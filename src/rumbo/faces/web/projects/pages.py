"""What the screens of one project share: the version asked for, what may be done with it, its tabs and its way back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.apps.projects.access import may
from rumbo.apps.projects.queries import ProjectFilter, version_by_uid
from rumbo.domain.project.bank import EDITABLE
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.processes.views import uid_asked
from rumbo.faces.web.projects.words import SLUGS, STATES
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404

CRUMB = 60


def version_asked(request: HttpRequest, uid: UUID) -> Any:
    """The version of an address, if it is of the entity in which the person works."""
    return found_or_404(version_by_uid(entity_id_of(request), uid))


def narrow_asked(request: HttpRequest) -> ProjectFilter:
    """What the list is narrowed by, as its address says it; what is no such thing narrows nothing."""
    year, state = request.GET.get("vigencia", ""), request.GET.get("estado", "")
    return ProjectFilter(
        words=request.GET.get("buscar", "").strip()[:200],
        unit_uid=uid_asked(request.GET.get("dependencia", "")),
        state=state if state in STATES else "",
        fiscal_year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
    )


def can_edit(request: HttpRequest, version: Any) -> bool:
    """Whether this person may write into a version that can still be written."""
    return version.state in EDITABLE and may(actor_of(request), "projects.section.write", version)


def editable_asked(request: HttpRequest, uid: UUID) -> Any:
    """The version of an address, if this person may write it; what cannot be written is as unknown as the rest."""
    version = version_asked(request, uid)
    if not can_edit(request, version):
        raise Http404
    return version


def edit_seen(request: HttpRequest) -> int:
    """The number of the edit that the form was made from; one that no version has where it says none."""
    seen = request.POST.get("edit", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1


def sheet_address(version: Any, section: str = "") -> str:
    """The address of the sheet, at one of its sections."""
    anchor = f"#{SLUGS[section]}" if section else ""
    return reverse("web:projects-sheet", args=[version.uid]) + anchor


def crumbs(version: Any, *further: Link) -> list[Link]:
    """From the list of projects down to a page of a version."""
    name = version.name if len(version.name) <= CRUMB else version.name[: CRUMB - 1].rstrip() + "…"
    return [*way(), Link(name, sheet_address(version)), *further]


def way() -> list[Link]:
    """From the beginning to the list of projects."""
    return [Link(_("Inicio"), reverse("web:home")), Link(_("Proyectos"), reverse("web:projects-list"))]


def tabs(version: Any, current: str) -> list[Link]:
    """The views of a version."""
    screens = [
        ("web:projects-sheet", _("Ficha")),
        ("web:projects-trees", _("Árboles")),
        ("web:projects-schedule", _("Cronograma")),
        ("web:projects-following", _("Seguimiento")),
        ("web:projects-review", _("Revisión")),
        ("web:projects-bank", _("Banco e historia")),
        ("web:projects-changes", _("Qué cambió")),
    ]
    if version.number == 1:
        screens.pop()
    return [Link(label, reverse(name, args=[version.uid]), name == current) for name, label in screens]
