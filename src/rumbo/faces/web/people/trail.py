"""The trail of the entity: who did what, when, why and from where; and the story of one record."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_safe

from rumbo.apps.audit import queries
from rumbo.faces.kit.pieces import Download, Fact
from rumbo.faces.kit.written import written_moment
from rumbo.faces.web.history import ORIGINS, change_lines, verb_words
from rumbo.faces.web.people.forms import day_field
from rumbo.faces.web.people.record_words import column_words, kind_words, value_words
from rumbo.faces.web.people.showing import crumbs, only, page_of, tabs
from rumbo.faces.web.session import entity_id_of, found_or_404, may

READ = "audit.trail.read"
TOLD_BESIDE = frozenset({"new", "weakened"})
"""Columns for the program, of which another one tells the same in words; the exported file has them all."""


class TrailForm(forms.Form):
    """What the trail is narrowed by; all of it stands in the address."""

    persona = forms.ChoiceField(label=__("Quién"), required=False)
    verbo = forms.ChoiceField(label=__("Qué hizo"), required=False)
    desde = day_field(__("Desde"), required=False)
    hasta = day_field(__("Hasta"), required=False)
    palabras = forms.CharField(label=__("Palabras del motivo"), required=False, max_length=100)
    use_required_attribute = False

    def __init__(self, *args: Any, entity_id: int, **more: Any) -> None:
        super().__init__(*args, **more)
        verbs = sorted((verb_words(verb), verb) for verb in queries.verbs_used(entity_id))
        anybody, anything = ("", _("Cualquier persona")), ("", _("Cualquier acción"))
        names = [(name, name) for name in queries.actors_named(entity_id)]
        self.fields["persona"].choices = [anybody, *names]  # type: ignore[attr-defined]
        self.fields["verbo"].choices = [anything, *((v, words) for words, v in verbs)]  # type: ignore[attr-defined]

    @property
    def narrowed(self) -> queries.DeedFilter:
        """The filter; what could not be understood narrows nothing and says so beside its field."""
        self.is_valid()
        asked = getattr(self, "cleaned_data", {})
        return queries.DeedFilter(
            words=asked.get("palabras", "").strip(),
            verb=asked.get("verbo", ""),
            actor=asked.get("persona", ""),
            since=asked.get("desde"),
            until=asked.get("hasta"),
        )


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Everything that was done in the entity, the latest first."""
    only(request, READ)
    entity = entity_id_of(request)
    form = TrailForm(request.GET, entity_id=entity)
    page = page_of(request, queries.lines_of(entity, form.narrowed))
    changed = queries.rows_changed(page.object_list)
    context = {
        "form": form,
        "page": page,
        "rows": [
            (line, verb_words(line.verb), kind_words(line.subject_kind), _origin(line.origin), changed.get(line.pk, 0))
            for line in page
        ],
        "exports": _exports(request, reverse("web:people-trail-file", args=["FORM"]), request.GET.urlencode()),
        "tabs": tabs(request, "web:people-trail"),
        "crumbs": crumbs((_("Rastro"), "")),
    }
    return render(request, "web/people/trail.html", context)


@require_safe
def deed(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One thing that somebody did, and every row it changed."""
    only(request, READ)
    line = found_or_404(queries.line_by_uid(entity_id_of(request), uid))
    context = {
        "line": line,
        "title": verb_words(line.verb),
        "about": [
            Fact(_("Quién"), line.actor_name or _("Sin persona registrada")),
            Fact(_("Cuándo"), written_moment(line.at)),
            Fact(_("Motivo"), line.reason or _("sin motivo escrito")),
            Fact(_("Desde dónde"), _origin(line.origin)),
            Fact(_("Sobre qué"), kind_words(line.subject_kind)),
        ],
        "changes": _shown(queries.changes_of(line)),
        "crumbs": _crumbs((verb_words(line.verb), "")),
    }
    return render(request, "web/people/deed.html", context)


@require_safe
def record(request: HttpRequest, kind: str, uid: UUID) -> HttpResponse:
    """The story of one record, with what it was before and after each step."""
    only(request, READ)
    deeds = found_or_404(queries.history_by_uid(entity_id_of(request), kind, uid) or None)
    context = {
        "title": _("Historia de un registro"),
        "kind": kind_words(kind),
        "exports": _exports(request, reverse("web:people-record-file", args=[kind, uid, "FORM"])),
        "deeds": [
            (deed, verb_words(deed.verb), _origin(deed.origin), _shown(deed.changes, f"{ordinal}."))
            for ordinal, deed in enumerate(deeds, start=1)
        ],
        "crumbs": _crumbs((_("Historia de un registro"), "")),
    }
    return render(request, "web/people/record.html", context)


def _exports(request: HttpRequest, address: str, narrowed: str = "") -> list[Download]:
    """The files that an auditor may take along; nobody else is offered any."""
    if not may(request, "audit.trail.export"):
        return []
    asked = f"?{narrowed}" if narrowed else ""
    return [
        Download(name, address.replace("FORM", form) + asked, form.upper())
        for form, name in (("xlsx", "Excel"), ("csv", _("Datos abiertos en tabla")), ("json", _("Datos")))
    ]


def _shown(changes: Any, before: str = "") -> list[Any]:
    """Each changed row, numbered, so that no two tables of a page go by one name, with the columns that held something
    before or hold something now."""
    return [
        (
            f"{before}{number}. {kind_words(kind)}",
            operation,
            [_column(*field) for field in fields if (field[1] or field[2]) and field[0] not in TOLD_BESIDE],
        )
        for number, (kind, operation, fields) in enumerate(change_lines(changes), start=1)
    ]


def _column(name: str, before: str, after: str) -> tuple[str, str, str]:
    return column_words(name), value_words(name, before), value_words(name, after)


def _origin(origin: str) -> str:
    return str(ORIGINS.get(origin, origin))


def _crumbs(*more: tuple[str, str]) -> list[Any]:
    return crumbs((_("Rastro"), reverse("web:people-trail")), *more)
