"""What the pages of one version share: the version asked for, what may be done with it, its tabs and its way back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.apps.plans.bridge.integrated import integrates
from rumbo.apps.plans.bridge.printed import prints
from rumbo.apps.plans.queries import placement_by_uid, version_by_uid
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.session import entity_id_of, found_or_404, may
from rumbo.faces.web.versions import EDITABLE


def version_asked(request: HttpRequest, uid: UUID) -> Any:
    """The version of an address, if it is of the entity in which the person works."""
    return found_or_404(version_by_uid(entity_id_of(request), str(uid)))


def placement_asked(request: HttpRequest, uid: UUID) -> Any:
    """The placed target of an address, if it is of the entity in which the person works."""
    return found_or_404(placement_by_uid(entity_id_of(request), str(uid)))


def can_edit(request: HttpRequest, version: Any) -> bool:
    """Whether this person may write into a version that can still be written."""
    return version.state in EDITABLE and may(request, "plans.target.write", version)


def refuse_unless_editable(request: HttpRequest, version: Any) -> None:
    """Forms of a version that can no longer be written are as unknown as any other address."""
    if not can_edit(request, version):
        raise Http404


def crumbs(version: Any, *further: Link) -> list[Link]:
    """From the list of plans down to a page of a version."""
    first = [Link(_("Inicio"), reverse("web:home")), Link(_("Planes"), reverse("web:plans-list"))]
    return [*first, Link(version_name(version), reverse("web:plans-version", args=[version.uid])), *further]


def version_name(version: Any) -> str:
    """A version as it is called: the name of its plan and its label."""
    return _("{plan}, versión {label}").format(plan=version.plan.name, label=version.label)


def target_tabs(placement: Any, current: str) -> list[Link]:
    """The views of a target."""
    screens = (("web:plans-target", _("Lo que promete")), ("web:plans-target-progress", _("Avance")))
    return [Link(label, reverse(name, args=[placement.uid]), name == current) for name, label in screens]


def version_tabs(version: Any, current: str, *, editable: bool = False) -> list[Link]:
    """The views of a version."""
    screens = [
        ("web:plans-version", _("Metas")),
        ("web:plans-tree", _("Niveles")),
        ("web:plans-texts", _("Textos")),
        ("web:plans-review", _("Revisión")),
        ("web:plans-changes", _("Qué cambió")),
        ("web:plans-about", _("Sobre la versión")),
    ]
    if editable or version.layout == "institutional_action_plan" or integrates(version):
        screens.insert(1, ("web:plans-integrated", _("Planes integrados")))
    if prints(version):
        screens.insert(0, ("web:plans-document", _("Documento")))
    if editable:
        screens.insert(2, ("web:plans-settle", _("Forma de reporte y pesos")))
    return [Link(label, reverse(name, args=[version.uid]), name == current) for name, label in screens]
