"""What the entity prints goes out under its header: logo, and process, code, version and date of its format."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest

from rumbo.apps.publishing.bridge import entity_card
from rumbo.apps.publishing.bridge.earlier_entity import entity_as_of
from rumbo.faces.web.session import person_of
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.about import entity_header, signatures_section
from rumbo.papers.document import Document


def issued(
    request: HttpRequest, document: Document, manner: Manner, moment: datetime | None = None, *, signed: bool = False
) -> Document:
    """The document under the header that the entity had at a moment, now where there is none: what was approved keeps
    the header of its time. With `signed`, the lines to sign stand at its end."""
    entity = entity_as_of(person_of(request).entity, moment)
    card, manner = entity_card(entity), replace(manner, logo=entity.logo_svg.encode())
    signatures = signatures_section(card, manner) if signed else ()
    return replace(document, header=entity_header(card, manner), sections=(*document.sections, *signatures))
