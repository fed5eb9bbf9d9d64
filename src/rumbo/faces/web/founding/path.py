"""What an entity needs on its first day, in the order in which each thing serves the next."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from rumbo.apps.founding.queries.path import FirstDay, first_day_of
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.people.showing import only
from rumbo.faces.web.session import may, person_of

UNDESCRIBED: dict[str, Promise] = {
    "nit": gettext_lazy("el NIT"),
    "logo": gettext_lazy("el logo"),
    "control": gettext_lazy("el proceso, el código y la versión del formato"),
    "date": gettext_lazy("la fecha del formato"),
    "signatories": gettext_lazy("quién firma"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A thing to do: whether it is done, what there is or lacks, where to do it; `optional` ones may be left."""

    title: str
    text: str
    done: bool
    href: str
    verb: str
    optional: bool = False


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The tasks, with what is done and what is missing."""
    only(request, "founding.path.read")
    found = first_day_of(person_of(request).entity, timezone.localdate())
    tasks = list(_tasks(request, found))
    due = [task for task in tasks if not task.done and not task.optional]
    context = {
        "tasks": tasks,
        "next": due[0] if due else None,
        "crumbs": [Link(_("Inicio"), reverse("web:home")), Link(_("Primer día"), "")],
    }
    return render(request, "web/founding/path.html", context)


def _tasks(request: HttpRequest, found: FirstDay) -> Iterator[Task]:
    yield from _of_the_entity(request, found)
    yield from _of_its_people(_workbook(request), found)
    yield from _of_its_plans(request, found)


def _of_the_entity(request: HttpRequest, found: FirstDay) -> Iterator[Task]:
    yield Task(
        _("Datos de la entidad"),
        _undescribed(found) or _("NIT, logo, encabezado de los documentos y firmas están completos."),
        found.described,
        reverse("web:people-describe" if may(request, "people.entity.describe") else "web:people-entity"),
        _("Completar los datos"),
    )
    yield Task(
        _("Vigencia y calendario de reporte"),
        _("Hay plazos fijados.")
        if found.windows
        else _("Nadie ha dicho hasta cuándo se reporta, se revisa y se cierra."),
        found.windows,
        reverse("web:calendar-year"),
        _("Fijar los plazos"),
    )


def _of_its_people(book: str, found: FirstDay) -> Iterator[Task]:
    """What one workbook brings; `book` is where, empty for whoever may not: they go where each is kept."""
    yield Task(
        _("Dependencias"),
        ngettext("{n} dependencia vigente.", "{n} dependencias vigentes.", found.units).format(n=found.units),
        bool(found.units),
        book or reverse("web:people-units"),
        _("Traer el organigrama"),
    )
    yield Task(
        _("Procesos"),
        ngettext("{n} proceso vigente.", "{n} procesos vigentes.", found.processes).format(n=found.processes),
        bool(found.processes),
        book or reverse("web:processes-list"),
        _("Traer los procesos"),
    )
    yield Task(
        _("Cargos"),
        ngettext("{n} cargo registrado.", "{n} cargos registrados.", found.posts).format(n=found.posts),
        bool(found.posts),
        book or reverse("web:people-list"),
        _("Traer los cargos"),
    )
    yield Task(
        _("Personas"),
        _people(found),
        bool(found.planners and not found.silent and found.units),
        book or reverse("web:people-list"),
        _("Traer las personas"),
    )


def _of_its_plans(request: HttpRequest, found: FirstDay) -> Iterator[Task]:
    yield Task(
        _("Primer plan"),
        ngettext("{n} plan registrado.", "{n} planes registrados.", found.plans).format(n=found.plans),
        bool(found.plans),
        reverse("web:intake-list" if may(request, "intake.file.receive") else "web:plans-list"),
        _("Traer el plan"),
    )
    yield Task(
        _("Resultados de antes"),
        _("Lo alcanzado antes de usar Rumbo, para que cuente en las metas de varios años, si el plan las tiene."),
        bool(found.loads),
        reverse("web:founding-results"),
        _("Cargar resultados"),
        optional=True,
    )


def _undescribed(found: FirstDay) -> str:
    """What the data of the entity lack, in words."""
    lacking = [str(UNDESCRIBED[name]) for name in found.undescribed]
    return _("Falta {what}").format(what=", ".join(lacking)) if lacking else ""


def _people(found: FirstDay) -> str:
    said = [ngettext("{n} persona con rol.", "{n} personas con rol.", found.people).format(n=found.people)]
    if not found.planners:
        said.append(_("Falta quien sea de la oficina de planeación."))
    if found.silent:
        text = ngettext("En {n} dependencia nadie reporta.", "En {n} dependencias nadie reporta.", found.silent)
        said.append(text.format(n=found.silent))
    return " ".join(said)


def _workbook(request: HttpRequest) -> str:
    """Where the workbook is brought, for whoever may; empty for the others."""
    return reverse("web:founding-workbook") if may(request, "founding.workbook.apply") else ""
