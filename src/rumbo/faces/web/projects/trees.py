"""The problem tree and the objective tree of a project, with what its own words propose for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.projects import actions, queries
from rumbo.apps.projects.bridge import Content, sheet_of
from rumbo.domain.project.tree import magnitude_told, pairs_proposed, problem_told
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.projects.framing import framed
from rumbo.faces.web.projects.pages import edit_seen, editable_asked, version_asked
from rumbo.faces.web.projects.showing import tree_of
from rumbo.faces.web.projects.words import SECTIONS, SLUGS
from rumbo.faces.web.session import actor_of, attempt

LEADS = ("central_problem", "magnitude")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that the words of the project propose: the name of its box in the form, what it would be, the text
    proposed, and where it comes from."""

    name: str
    label: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class ObjectiveBox:
    """A specific objective: its text, the cause that it turns positive, and the activities that serve it."""

    number: str
    text: str
    cause: str
    activities: tuple[str, ...]


@require_http_methods(["GET", "POST"])
def trees(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Both trees; sent, what was ticked of the proposals is kept."""
    if request.method == "POST":
        return _settled(request, editable_asked(request, uid))
    version = version_asked(request, uid)
    content = queries.content_of(version)
    served = {row.pk for row in content.of("objectives")}
    context = framed(request, version, "web:projects-trees", Link(_("Árboles"), "")) | {
        "effects": tree_of(content.of("effects")),
        "causes": tree_of(content.of("causes")),
        "objectives": _objectives(content),
        "apart": [row.text for row in content.of("activities") if row.parent_id not in served],
        "proposals": list(_proposals(content).values()),
        "edits": [(SLUGS[key], SECTIONS[key]) for key in ("effects", "problem", "causes", "objectives", "activities")],
    }
    return render(request, "web/projects/trees.html", context)


def _settled(request: HttpRequest, version: Any) -> HttpResponse:
    content = queries.content_of(version)
    known = _proposals(content)
    ticked = [name for name in request.POST.getlist("propuesta") if name in known]
    lead = {name: known[name].text for name in ticked if name in LEADS}
    causes = {name: str(cause.uid) for name, cause in _pairs(content).items() if name in ticked}

    def settle() -> None:
        actions.settle_tree(actor_of(request), version, lead=lead, causes=causes, edit=edit_seen(request))

    if ticked:
        attempt(request, settle, _("Los árboles quedaron como los aceptó."))
    return redirect("web:projects-trees", version.uid)


def _objectives(content: Content) -> list[ObjectiveBox]:
    causes = {row.pk: row.text for row in content.of("causes")}
    return [
        ObjectiveBox(
            row.label,
            row.text,
            causes.get(row.parent_id or 0, ""),
            tuple(each.text for each in content.of("activities") if each.parent_id == row.pk),
        )
        for row in content.of("objectives")
    ]


def _proposals(content: Content) -> Mapping[str, Proposal]:
    """What is still empty and the words of the project propose, by the name of its box."""
    version, narrative = content.version, sheet_of(content).problem
    told = (
        ("central_problem", _("Problema central"), problem_told(narrative)),
        ("magnitude", _("Magnitud"), magnitude_told(narrative)),
    )
    source = _("Lo dice la descripción del problema.")
    found = {
        name: Proposal(name, label, text, source) for name, label, text in told if text and not getattr(version, name)
    }
    objectives = {str(row.uid): row.text for row in content.of("objectives")}
    for uid, cause in _pairs(content).items():
        resembles = _("Se parece a la causa: {cause}").format(cause=cause.text)
        found[uid] = Proposal(uid, _("Objetivo y la causa que resuelve"), objectives[uid], resembles)
    return found


def _pairs(content: Content) -> dict[str, Any]:
    """The cause proposed for each objective that answers to none, by the uid of the objective."""
    taken = {row.parent_id for row in content.of("objectives")}
    objectives = [row for row in content.of("objectives") if row.parent_id is None]
    causes = [row for row in content.of("causes") if row.pk not in taken]
    pairs = pairs_proposed([row.text for row in objectives], [row.text for row in causes])
    return {str(objectives[at].uid): causes[place] for at, place in sorted(pairs.items())}
