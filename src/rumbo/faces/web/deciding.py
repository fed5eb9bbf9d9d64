"""Decisions: who may take one, in which states, its words, its form; and the page that asks before it is taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import refusal
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of


def _no_form(request: HttpRequest) -> forms.Form:
    return forms.Form(request.POST if request.method == "POST" else None)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a row: its verb of the doorway, the states in which it can be taken, its words and its deed.

    `heading` may hold {name}. `form` is made of the request; `deed` takes the actor, the row and the valid form, and
    gives the row whose page is shown next. `main` and `danger` say how its button looks.
    """

    verb: str
    states: tuple[str, ...]
    label: Promise
    heading: Promise
    done: Promise
    deed: Callable[[Actor, Any, Any], Any]
    consequences: tuple[Promise, ...] = ()
    form: Callable[[HttpRequest], forms.Form] = _no_form
    main: bool = True
    danger: bool = False

    def offered(self, request: HttpRequest, row: Any) -> bool:
        """Whether this person may take it, and the row stands so that it can be taken."""
        return row.state in self.states and self.allowed(request, row)

    def allowed(self, request: HttpRequest, row: Any) -> bool:
        """Whether this person may take it, however the row stands; the doorway asks again."""
        return refusal(actor_of(request), self.verb, row) is None


@dataclass(frozen=True, slots=True)
class Decided:
    """A kind of row that is decided on: how one is called, its page, the way there, and what is said when somebody
    comes too late, by state. `fields` is the field of a form that each code of a finding is about."""

    name: Callable[[Any], str]
    address: Callable[[Any], str]
    way: Callable[..., list[Link]]
    too_late: Mapping[str, Promise]
    over: Callable[[Any], str] = lambda row: ""
    fields: Mapping[str, str] = field(default_factory=dict)


def decide(request: HttpRequest, row: Any, decision: Decision, kind: Decided) -> HttpResponse:
    """The page that asks, and the deed once it was confirmed. Too late, it says how the row stands now."""
    if not decision.allowed(request, row):
        raise Http404
    if row.state not in decision.states:
        messages.info(request, str(kind.too_late[row.state]))
        return redirect(kind.address(row))
    form, after = decision.form(request), [row]

    def act() -> None:
        after[0] = decision.deed(actor_of(request), row, form)

    sent = request.method == "POST"
    if sent and form.is_valid() and carried_out(request, form, act, str(decision.done), kind.fields):
        return redirect(kind.address(after[0]))
    context = {
        "heading": str(decision.heading).format(name=kind.name(row)),
        "over": kind.over(row),
        "form": form,
        "consequences": decision.consequences,
        "verb": decision.label,
        "danger": decision.danger,
        "cancel_href": kind.address(row),
        "crumbs": kind.way(row, Link(str(decision.label), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if sent else 200)
