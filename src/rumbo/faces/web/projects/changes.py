"""What a version of a project says that an earlier one did not, section by section."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.projects import queries
from rumbo.apps.projects.bridge import sheet_of
from rumbo.domain.project.difference import TextChange, changed_texts
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.projects.framing import framed
from rumbo.faces.web.projects.pages import version_asked
from rumbo.faces.web.projects.telling import texts_of
from rumbo.faces.web.projects.words import SECTIONS


@dataclass(frozen=True, slots=True)
class SectionChanged:
    """A section with what changed in it."""

    title: Promise
    changes: tuple[TextChange, ...]


@require_safe
def changes(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The differences from an earlier version, the one before where none is asked for."""
    version = version_asked(request, uid)
    earlier = [each for each in queries.versions_of(version) if each.number < version.number]
    asked = request.GET.get("desde", "")
    before = next((each for each in earlier if str(each.uid) == asked), earlier[0] if earlier else None)
    context = framed(request, version, "web:projects-changes", Link(_("Qué cambió"), "")) | {
        "earlier": earlier,
        "before": before,
        "changed": _changed(_told(before), _told(version)) if before else [],
    }
    return render(request, "web/projects/changes.html", context)


def _told(version: Any) -> Mapping[str, list[str]]:
    return texts_of(sheet_of(queries.content_of(version)))


def _changed(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> list[SectionChanged]:
    found = ((key, changed_texts(before[key], after[key])) for key in SECTIONS)
    return [SectionChanged(SECTIONS[key], changes) for key, changes in found if changes]
