"""Planning answers to what a unit handed in: takes it, or returns it with remarks by field of each target."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.formulating.actions import return_part, take_part
from rumbo.apps.formulating.bridge import content_of, promises_of
from rumbo.apps.formulating.queries import placements_of
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.formulating.pages import only, part_asked
from rumbo.faces.web.formulating.unit import shown
from rumbo.faces.web.formulating.words import FIELDS, crumbs, read
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of

REMARKS_A_TARGET = 3


class AnswerForm(forms.Form):
    """For each target up to three fields with what should change, and a remark of the whole."""

    optional_unsaid = True
    edit = forms.IntegerField(widget=forms.HiddenInput)
    remark = forms.CharField(
        label=__("Observación general"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, targets: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.targets = list(targets)
        offered = [("", "—"), *((name, word) for name, word in FIELDS.items())]
        for uid, number in self.targets:
            for row in range(REMARKS_A_TARGET):
                field = forms.ChoiceField(label=_("Qué dato"), choices=offered, required=False)
                text = forms.CharField(
                    label=_("Qué hay que corregir"),
                    required=False,
                    max_length=2000,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )
                said = _("meta {number}, observación {row}").format(number=number, row=row + 1)
                for each in (field, text):
                    each.widget.attrs["aria-label"] = f"{each.label}: {said}"
                self.fields[f"field_{uid}_{row}"], self.fields[f"text_{uid}_{row}"] = field, text

    def boxes(self, uid: str) -> list[tuple[Any, Any]]:
        """The boxes of a target, in pairs."""
        return [(self[f"field_{uid}_{row}"], self[f"text_{uid}_{row}"]) for row in range(REMARKS_A_TARGET)]

    def clean(self) -> dict[str, Any]:
        """A remark says of which field, and of one field there is one."""
        told: dict[str, Any] = super().clean() or {}
        self.remarks: dict[tuple[str, str], str] = {}
        for uid, _number in self.targets:
            for row in range(REMARKS_A_TARGET):
                field, text = told.get(f"field_{uid}_{row}", ""), told.get(f"text_{uid}_{row}", "")
                if text and not field:
                    self.add_error(f"field_{uid}_{row}", _("Elija de qué dato es la observación."))
                elif field and not text:
                    self.add_error(f"text_{uid}_{row}", _("Escriba qué hay que corregir."))
                elif field:
                    before = self.remarks.get((uid, field), "")
                    self.remarks[uid, field] = f"{before}\n{text}".strip()
        return told


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Everything the unit promises, with room beside each target for what should change."""
    part = part_asked(request, uid)
    only(request, "formulating.part.take", part)
    here = reverse("web:formulating-part", args=[part.uid])
    if part.state not in ("submitted", "taken"):
        return redirect(here)
    promises = promises_of(placements_of(part))
    targets = [(str(each.revision.target.uid), each.number) for each in promises.placements]
    form = AnswerForm(request.POST or None, targets=targets, initial={"edit": part.edit})
    if request.method == "POST" and form.is_valid() and _answered(request, part, form):
        return redirect("web:formulating-board", part.formulation.uid)
    content = content_of(promises)
    context = shown(part, promises, content) | {
        "form": form,
        "crumbs": crumbs(part.formulation, part, _("Respuesta")),
        "cancel_href": here,
    }
    context["targets"] = [
        (
            row,
            [Fact(str(FIELDS[name]), read(name, text)) for name, text in content[key].items() if text],
            form.boxes(key),
        )
        for row in context["rows"]
        for key in [str(row.placement.revision.target.uid)]
    ]
    return render(request, "web/formulating/answer.html", context, status=422 if form.is_bound else 200)


def _answered(request: HttpRequest, part: Any, form: AnswerForm) -> bool:
    told, actor = form.cleaned_data, actor_of(request)
    if request.POST.get("decision") == "take":
        done = _("La formulación quedó recibida.")
        return carried_out(request, form, lambda: take_part(actor, part, told["edit"], remark=told["remark"]), done)

    def give_back() -> None:
        return_part(actor, part, told["edit"], remark=told["remark"], remarks=form.remarks)

    done = _("La formulación volvió a la dependencia con sus observaciones.")
    return carried_out(request, form, give_back, done, {"versions.return_without_remark": "remark"})
