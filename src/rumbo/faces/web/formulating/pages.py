"""What the pages of a formulation share: the formulation or the part asked for."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from rumbo.apps.formulating.queries import formulation_by_uid, part_by_uid
from rumbo.faces.web.session import entity_id_of, found_or_404, may


def formulation_asked(request: HttpRequest, uid: UUID) -> Any:
    """The formulation of an address, if it is of the entity in which the person works."""
    return found_or_404(formulation_by_uid(entity_id_of(request), uid))


def part_asked(request: HttpRequest, uid: UUID) -> Any:
    """The part of an address, if it is of the entity in which the person works."""
    return found_or_404(part_by_uid(entity_id_of(request), uid))


def only(request: HttpRequest, verb: str, subject: Any = None) -> None:
    """For whoever may not, the page is as unknown as any other address."""
    if not may(request, verb, subject):
        raise Http404
