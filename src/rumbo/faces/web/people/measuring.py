"""How the entity measures: what rules today, where it comes from, and a new value from a day on."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.measurement.actions import record_setting
from rumbo.apps.people import queries
from rumbo.apps.plans.queries import ruling_levels
from rumbo.domain.measurement import SOURCES, plain, settings_of
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.measures import SETTINGS, settings_facts
from rumbo.faces.web.people.forms import carried_out, rows_of
from rumbo.faces.web.people.setting_forms import BandRows, form_class, plain_bands, shown_bands
from rumbo.faces.web.people.showing import crumbs, only, tabs
from rumbo.faces.web.session import actor_of, entity_id_of, may, person_of

RECORD = "measurement.setting.record"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every setting with what rules today, since when, and where it comes from."""
    recorded = _recorded(request)
    today = timezone.localdate()
    told = _told({key: row.value for key, row in _in_force(recorded, today).items()})
    rows = [(key, fact, _in_force(recorded, today).get(key), _ahead(recorded, key)) for key, fact in told.items()]
    context = {
        "rows": rows,
        "tabs": tabs(request, "web:people-settings"),
        "crumbs": crumbs((_("Ajustes"), "")),
        "may_record": may(request, RECORD),
    }
    return render(request, "web/people/settings.html", context)


@require_http_methods(["GET", "POST"])
def setting(request: HttpRequest, key: str) -> HttpResponse:
    """One setting: its history, and the form for its next value."""
    if key not in SOURCES:
        raise Http404
    if request.method == "POST":
        only(request, RECORD)
    recorded = [row for row in _recorded(request) if row.key == key]
    today = timezone.localdate()
    rule = _in_force(recorded, today).get(key)
    current = settings_of({key: rule.value} if rule else {})[0]
    more = {"levels": ruling_levels(entity_id_of(request))} if key == "left_out" else {}
    form = form_class(key)(request.POST or None, today=today, current=plain(current)[key], **more)
    bands = rows_of(BandRows, request, "rango", shown_bands(current.bands)) if key == "bands" else None
    if _recorded_now(request, key, form, bands):
        return redirect("web:people-setting", key)
    context = {
        "key": key,
        "name": SETTINGS[key],
        "form": form,
        "bands": bands,
        "lights": [(band, _(band.word)) for band in current.bands] if key == "bands" else [],
        "fact": _told({key: rule.value} if rule else {})[key],
        "since": rule.valid_from if rule else None,
        "history": [(row, _told({key: row.value})[key].value) for row in recorded],
        "may_record": may(request, RECORD),
        "may_read_trail": may(request, "audit.trail.read"),
        "crumbs": crumbs((_("Ajustes"), reverse("web:people-settings")), (str(SETTINGS[key]), "")),
    }
    wrong = bool(form.errors) or (bands is not None and bands.is_bound and not bands.is_valid())
    return render(request, "web/people/setting.html", context, status=422 if wrong else 200)


def _recorded_now(request: HttpRequest, key: str, form: Any, bands: Any) -> bool:
    if not form.is_valid() or (bands is not None and not bands.is_valid()):
        return False
    value = plain_bands(bands) if bands is not None else form.plain_value
    asked, entity = form.cleaned_data, person_of(request).entity

    def act() -> Any:
        return record_setting(
            actor_of(request), entity, key, value, valid_from=asked["valid_from"], reason=asked["reason"]
        )

    return carried_out(
        request,
        form,
        act,
        _("El ajuste quedó guardado, y las cifras de los seguimientos abiertos se midieron de nuevo."),
    )


def _recorded(request: HttpRequest) -> list[Any]:
    """Every value of the settings of measuring, each setting's latest first."""
    return sorted(queries.setting_recorded(entity_id_of(request), *SOURCES), key=lambda row: str(row.key))


def _in_force(recorded: list[Any], today: Any) -> dict[str, Any]:
    """Of each setting the row that rules on a day."""
    return {row.key: row for row in reversed(recorded) if row.valid_from <= today}


def _ahead(recorded: list[Any], key: str) -> Any:
    """The next row of a setting that does not rule yet, or None."""
    coming = [row for row in recorded if row.key == key and row.valid_from > timezone.localdate()]
    return coming[-1] if coming else None


def _told(rows: dict[str, Any]) -> dict[str, Fact]:
    """Each setting in words under these rows: its name, its value, and the source of its default."""
    settings = settings_of(rows)[0]
    return dict(zip(plain(settings), settings_facts(settings), strict=True))
