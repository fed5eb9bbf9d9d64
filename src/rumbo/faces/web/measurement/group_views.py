"""Screens of the same targets from other sides: the table of an axis, the targets of a group, and how each number of
it came about."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rumbo.apps.measurement import queries
from rumbo.apps.measurement.queries.groups import Groups
from rumbo.faces.kit.figures import MEASURES as KEPT
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.downloading import FORMS, listing_file
from rumbo.faces.web.measurement import grouped
from rumbo.faces.web.measurement.views import crumbs, number_in, page_number, title_of
from rumbo.faces.web.measures import MEASURES, settings_facts
from rumbo.faces.web.session import entity_id_of, found_or_404
from rumbo.layouts.drawing.listing import GROUPS

PAGE = 50
MOST_INPUTS = 500


@require_safe
def axis(request: HttpRequest, uid: UUID, axis: str) -> HttpResponse:
    """The targets of a follow-up by the keys of one axis."""
    found = _groups(request, uid, axis)
    table, axes = grouped.GroupTable(found), queries.axes_of(found.followup)
    context = _framed(found, _way(found)) | {
        "table": table,
        "title": grouped.axis_title(found.axis),
        "tabs": grouped.axis_links(uid, axes, axis, table.query),
        "bare": [grouped.axis_title(each) for each in axes if not each.targets],
        "measures": list(KEPT.items()),
        "forms": FORMS.items(),
        "download": reverse("web:measurement-groups", args=[uid, axis]),
        "query": table.query,
        "money": reverse("web:measurement-money", args=[uid, axis]),
    }
    return render(request, "web/measurement/groups.html", context)


@require_safe
def printed(request: HttpRequest, uid: UUID, axis: str, form: str) -> HttpResponse:
    """The same table as a file, with the address where each mean is explained."""
    table = grouped.GroupTable(_groups(request, uid, axis))
    return listing_file(request, GROUPS, lambda: tuple(table.listed(request.build_absolute_uri)), form)


@require_safe
def group(request: HttpRequest, uid: UUID, axis: str, key: str) -> HttpResponse:
    """The targets of a group, each leading to its figure."""
    found = _groups(request, uid, axis)
    told = found_or_404(found.of(key))
    page = Paginator(told.targets, PAGE).get_page(page_number(request))
    context = _framed(found, _way(found, told)) | {
        "title": grouped.key_name(told.key, found.axis),
        "row": grouped.GroupTable(found).row(told),
        "rows": [grouped.target_row(each, found, key) for each in page],
        "page": page,
    }
    return render(request, "web/measurement/group.html", context)


@require_safe
def number(request: HttpRequest, uid: UUID, axis: str, key: str, what: str) -> HttpResponse:
    """How a number of a group came about."""
    followup = found_or_404(queries.followup_to_measure(entity_id_of(request), str(uid)))
    asked = (_measure(request), number_in(request, "correccion"))
    explained = found_or_404(queries.explained_group(followup, axis, key, what, *asked))
    story = grouped.GroupStory(explained)
    found = explained.groups
    page = Paginator(story.counting, MOST_INPUTS).get_page(page_number(request))
    way = _way(found, explained.told, Link(story.name, ""))
    excluded = story.excluded
    context = _framed(found, way) | {
        "story": story,
        "page": page,
        "excluded": excluded[:MOST_INPUTS],
        "more_excluded": max(len(excluded) - MOST_INPUTS, 0),
    }
    return render(request, "web/measurement/group_number.html", context)


def _groups(request: HttpRequest, uid: UUID, axis: str) -> Groups:
    followup = found_or_404(queries.followup_to_measure(entity_id_of(request), str(uid)))
    asked = (_measure(request), number_in(request, "correccion"))
    return found_or_404(queries.groups_of(followup, axis, *asked))


def _measure(request: HttpRequest) -> str:
    asked = request.GET.get("medida", "")
    return asked if asked in KEPT else "year"


def _framed(found: Groups, way: list[Link]) -> dict[str, Any]:
    """What the pages of groups share."""
    return {
        "followup": found.followup,
        "over": title_of(found.followup),
        "measure": found.measure,
        "measure_word": MEASURES[found.measure],
        "lit_word": MEASURES[found.settings.bands_on.value],
        "correction": found.correction,
        "source": grouped.source_words(found),
        "settings": settings_facts(found.settings),
        "crumbs": way,
    }


def _way(found: Groups, told: Any = None, last: Link | None = None) -> list[Link]:
    uid, query = found.followup.uid, grouped.query_of(found.measure, found.correction)
    way = crumbs(
        (title_of(found.followup), reverse("web:measurement-sheet", args=[uid])),
        (grouped.axis_title(found.axis), grouped.axis_address(uid, found.axis.key, query)),
    )
    if told is not None:
        name = grouped.key_name(told.key, found.axis)
        way.append(Link(name, grouped.group_address(uid, found.axis.key, told.key.key, query)))
    return [*way, last] if last else way
