"""A unit proposes a level that the plan lacks, and planning answers; a unit takes note of what planning changed."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.apps.formulating.actions import answer_level, note_changes, propose_level
from rumbo.apps.formulating.queries import lock_of, proposal_by_uid
from rumbo.apps.plans.queries import nodes_of
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.formulating.pages import only, part_asked
from rumbo.faces.web.formulating.words import crumbs
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.plans.forms import NodeForm
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404

STATES: dict[str, tuple[str, Promise]] = {
    "waiting": ("waiting", __("Espera respuesta")),
    "accepted": ("done", __("Aceptado")),
    "declined": ("returned", __("No se aceptó")),
}


class ProposalForm(forms.Form):
    """The level that is needed, where it would stand and what for."""

    kind = NodeForm.base_fields["kind"]
    name = NodeForm.base_fields["name"]
    parent = forms.ChoiceField(label=__("Debajo de"), required=False)
    reason = forms.CharField(
        label=__("Para qué se necesita"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, nodes: dict[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(uid, "\N{NO-BREAK SPACE}" * 3 * node.depth + node.name) for uid, node in nodes.items()]
        self.fields["parent"].choices = [("", _("El plan, en el primer nivel")), *offered]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What planning says of it."""

    answer = forms.CharField(
        label=__("Respuesta a la dependencia"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=__("Es obligatoria si no lo acepta: diga por qué o qué nivel debe usar."),
    )


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Asks planning for a level."""
    part = part_asked(request, uid)
    only(request, "formulating.level.propose", part)
    here = reverse("web:formulating-part", args=[part.uid])
    if lock_of(part) is not None:
        return redirect(here)
    nodes = {str(node.uid): node for node in nodes_of(part.formulation.version)}
    form = ProposalForm(request.POST or None, nodes=nodes)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        under = nodes.get(told.pop("parent"))

        def deed() -> None:
            propose_level(actor_of(request), part, **told, parent=under.node if under else None)

        if carried_out(request, form, deed, _("La propuesta quedó enviada a la oficina de planeación.")):
            return redirect(here)
    context = {
        "form": form,
        "heading": _("Proponer un nivel del plan"),
        "over": part.formulation.plan.name,
        "lead": _(
            "La estructura es de todo el plan y la escribe la oficina de planeación. Si acepta su propuesta, el nivel "
            "aparece en la lista de niveles de sus metas."
        ),
        "verb": _("Proponer el nivel"),
        "cancel_href": here,
        "crumbs": crumbs(part.formulation, part, _("Proponer un nivel")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Planning writes the level into the plan, or says why not."""
    proposal: Any = found_or_404(proposal_by_uid(entity_id_of(request), uid))
    only(request, "formulating.level.answer", proposal)
    formulation = proposal.part.formulation
    here = reverse("web:formulating-board", args=[formulation.uid])
    if proposal.state != "waiting" or formulation.finished_at is not None:
        return redirect(here)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accept, told = request.POST.get("decision") == "accept", form.cleaned_data["answer"]
        done = _("El nivel quedó en el plan.") if accept else _("La dependencia verá su respuesta.")
        fields = {"formulating.proposal_declined_without_reason": "answer"}
        actor = actor_of(request)
        if carried_out(request, form, lambda: answer_level(actor, proposal, accept=accept, answer=told), done, fields):
            return redirect(here)
    above = next((each for each in nodes_of(formulation.version) if each.node_id == proposal.parent_id), None)
    context = {
        "proposal": proposal,
        "form": form,
        "facts": [
            Fact(_("Dependencia"), proposal.part.unit.name),
            Fact(_("Clase de nivel"), proposal.kind),
            Fact(_("Debajo de"), above.name if above else _("El plan, en el primer nivel")),
            Fact(_("Para qué se necesita"), proposal.reason),
            Fact(_("Lo propone"), proposal.proposed_by),
        ],
        "cancel_href": here,
        "crumbs": crumbs(formulation, further=_("Nivel propuesto")),
    }
    return render(request, "web/formulating/proposal.html", context, status=422 if form.is_bound else 200)


@require_POST
def note(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The unit signs that it knows what changed."""
    part = part_asked(request, uid)
    only(request, "formulating.changes.note", part)
    attempt(request, lambda: note_changes(actor_of(request), part), _("Quedó constancia de que conoce los cambios."))
    return redirect("web:formulating-part", part.uid)


def proposed(rows: Any) -> list[tuple[Any, str, Promise]]:
    """Proposed levels with the tone and the word of their state."""
    return [(each, *STATES[each.state]) for each in rows]
