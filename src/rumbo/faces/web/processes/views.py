"""Processes as they are read and kept: the list, one close by, a new one, its data, its other names, its last day."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.audit.queries import history_of
from rumbo.apps.indicators.queries import sheets_of_process
from rumbo.apps.people.queries import units_of
from rumbo.apps.processes import queries
from rumbo.apps.processes.actions import (
    change_process,
    close_process,
    create_process,
    create_process_alias,
    remove_process_alias,
)
from rumbo.apps.risks.queries import risks_of_process
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.downloading import FORMS, listing_file
from rumbo.faces.web.history import moments_of
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.people.showing import only, page_of
from rumbo.faces.web.processes.forms import (
    FIELD_OF,
    KINDS,
    ProcessAliasForm,
    ProcessChangeForm,
    ProcessForm,
    ProcessLastDayForm,
)
from rumbo.faces.web.risks.showing import standing
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, may, person_of
from rumbo.layouts.drawing.listing import PROCESSES, ListedProcess

both = require_http_methods(["GET", "POST"])


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The processes in force, narrowed by words, kind and owner, fifty a page."""
    narrow, today = _narrow_asked(request), timezone.localdate()
    page = page_of(request, queries.processes_narrowed(entity_id_of(request), narrow, today))
    number = page.paginator.count
    context = {
        "page": page,
        "rows": [(each, KINDS[each.kind], each.valid_to is None or each.valid_to >= today) for each in page],
        "lead": ngettext("{n} proceso", "{n} procesos", number).format(n=number),
        "narrow": narrow,
        "narrowed": narrow != queries.ProcessFilter(),
        "kinds": KINDS.items(),
        "units": units_of(entity_id_of(request)),
        "may_create": may(request, "processes.process.create"),
        "forms": FORMS.items(),
        "asked": request.GET.urlencode(),
    }
    return render(request, "web/processes/list.html", context)


@require_safe
def printed_list(request: HttpRequest, form: str) -> HttpResponse:
    """The processes of the list, narrowed as the page is, as a table or as data."""
    found = queries.processes_narrowed(entity_id_of(request), _narrow_asked(request), timezone.localdate())
    return listing_file(request, PROCESSES, lambda: [_listed(each) for each in found], form)


@require_safe
def process(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One process: what it is, whose it is, and how documents write it."""
    found = _process(request, uid)
    about = [
        Fact(_("Código"), found.code),
        Fact(_("Tipo"), KINDS[found.kind]),
        Fact(_("Dependencia dueña"), found.owner.name if found.owner else _("sin registrar")),
        Fact(_("Objetivo"), found.objective),
        Fact(_("Existe desde"), written_day(found.valid_from) or _("sin registrar")),
        Fact(_("Último día"), written_day(found.valid_to) or _("vigente")),
    ]
    context = {
        "process": found,
        "about": [fact for fact in about if fact.value],
        "names": queries.aliases_of(found),
        "risks": standing(risks_of_process(found)),
        "indicators": sheets_of_process(found),
        "moments": moments_of(history_of(found)),
        "crumbs": crumbs(found),
        "tabs": tabs(found, "web:processes-process"),
        "may_change": may(request, "processes.process.change"),
    }
    return render(request, "web/processes/process.html", context)


@both
def new(request: HttpRequest) -> HttpResponse:
    """A new process."""
    only(request, "processes.process.create")
    form = ProcessForm(request.POST or None, units=_owners(request))

    made: list[Any] = []

    def create() -> None:
        entity, owner = person_of(request).entity, form.cleaned_data["owner"]
        made.append(create_process(actor_of(request), entity, form.data_told(), owner=owner))

    if form.is_valid() and carried_out(request, form, create, _("El proceso quedó creado."), FIELD_OF):
        return redirect("web:processes-process", made[0].uid)
    context = {
        "heading": _("Crear un proceso"),
        "form": form,
        "verb": _("Crear el proceso"),
        "cancel_href": reverse("web:processes-list"),
        "crumbs": [*_way(), Link(_("Crear un proceso"), "")],
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


@both
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Another wording, kind, code or owner."""
    only(request, "processes.process.change")
    found = _process(request, uid)
    start = {name: getattr(found, name) for name in ("name", "code", "kind", "objective", "valid_from")}
    start["owner"] = str(found.owner.uid) if found.owner else ""
    form = ProcessChangeForm(request.POST or None, initial=start, units=_owners(request))
    return _change(
        request,
        found,
        form,
        lambda told: change_process(
            actor_of(request), found, form.data_told(), owner=told["owner"], reason=told["reason"]
        ),
        heading=_("Cambiar los datos del proceso"),
        lead=_("Si cambia el nombre, el de hoy se sigue reconociendo en los documentos."),
        verb=_("Guardar"),
        done=_("Los datos del proceso quedaron guardados."),
    )


@both
def alias(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Says another way in which documents write a process."""
    only(request, "processes.alias.create")
    found = _process(request, uid)
    return _change(
        request,
        found,
        ProcessAliasForm(request.POST or None),
        lambda told: create_process_alias(actor_of(request), found, told["name"]),
        heading=_("Agregar otra forma de escribirlo"),
        lead=_("Una sigla, un nombre anterior o un error frecuente: al leer un documento se entenderá como él."),
        verb=_("Agregar"),
        done=_("Esa forma de escribirlo ya se reconoce."),
    )


@both
def remove_alias(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Takes away another way of writing a process."""
    only(request, "processes.alias.remove")
    found = found_or_404(queries.alias_by_uid(entity_id_of(request), uid))
    process = _process(request, found.process.uid)
    return _change(
        request,
        process,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda told: remove_process_alias(actor_of(request), found),
        heading=_("Dejar de reconocer «{name}»").format(name=found.name),
        lead="",
        verb=_("Dejar de reconocerlo"),
        done=_("Esa forma de escribirlo ya no se reconoce."),
        danger=True,
    )


@both
def close(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Gives a process its last day."""
    only(request, "processes.process.close")
    found = _process(request, uid)
    return _change(
        request,
        found,
        ProcessLastDayForm(request.POST or None, initial={"last_day": found.valid_to or timezone.localdate()}),
        lambda told: close_process(actor_of(request), found, told["last_day"], reason=told["reason"]),
        heading=_("Cerrar el proceso"),
        lead="",
        verb=_("Cerrar el proceso"),
        done=_("El proceso tiene su último día."),
        consequences=[_("Sus riesgos e indicadores se conservan; después de ese día no se le asignan nuevos.")],
        danger=True,
    )


def _change(
    request: HttpRequest,
    found: Any,
    form: forms.Form,
    action: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    heading: str,
    **shown: Any,
) -> HttpResponse:
    """A page with one form about a process, and its answer."""
    if form.is_valid() and carried_out(request, form, lambda: action(form.cleaned_data), done, FIELD_OF):
        return redirect("web:processes-process", found.uid)
    context = shown | {
        "heading": heading,
        "over": found.name,
        "form": form,
        "cancel_href": reverse("web:processes-process", args=[found.uid]),
        "crumbs": crumbs(found, Link(heading, "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


def _narrow_asked(request: HttpRequest) -> queries.ProcessFilter:
    """What the list is narrowed by; a broken filter filters nothing."""
    kind = request.GET.get("tipo", "")
    return queries.ProcessFilter(
        words=request.GET.get("buscar", "").strip()[:200],
        kind=kind if kind in KINDS else "",
        unit_uid=uid_asked(request.GET.get("dependencia", "")),
        closed=request.GET.get("cerrados") == "1",
    )


def _listed(each: Any) -> ListedProcess:
    return ListedProcess(
        code=each.code,
        name=each.name,
        kind=str(KINDS[each.kind]),
        owner=each.owner.name if each.owner else "",
        also_written="; ".join(alias.name for alias in each.aliases.all()),
        valid_to=written_day(each.valid_to),
    )


def uid_asked(text: str) -> str:
    """A uid of an address, or nothing: a broken filter filters nothing."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _process(request: HttpRequest, uid: UUID) -> Any:
    return found_or_404(queries.process_by_uid(entity_id_of(request), uid))


def _owners(request: HttpRequest) -> Any:
    return units_of(entity_id_of(request), timezone.localdate())


def _way() -> list[Link]:
    return [Link(_("Inicio"), reverse("web:home")), Link(_("Procesos"), reverse("web:processes-list"))]


def tabs(found: Any, current: str) -> list[Link]:
    """The views of a process."""
    shown = (("web:processes-process", _("Ficha")), ("web:processes-review", _("Revisión")))
    return [Link(label, reverse(name, args=[found.uid]), name == current) for name, label in shown]


def crumbs(found: Any, *more: Link) -> list[Link]:
    """From the beginning to a process, or beyond it."""
    return [*_way(), Link(found.name, reverse("web:processes-process", args=[found.uid])), *more]
