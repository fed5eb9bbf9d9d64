"""A record, or a list of records, as a file to work with or to keep: the same forms, the same way, whatever it is."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rumbo.domain.shapes import as_plain
from rumbo.faces.kit import papers
from rumbo.faces.web.issuing import as_data, issued
from rumbo.faces.web.session import person_of
from rumbo.layouts.carried import content_attachment, content_json
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.listing import Listing, draw_listing
from rumbo.layouts.outline.printing import print_outline
from rumbo.papers import writing
from rumbo.papers.document import Document, Table
from rumbo.papers.writing.csv_file import write_csv, write_csv_blocks

FORMS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "html": "HTML", "csv": "CSV", "json": "JSON"}
CSV, JSON = "text/csv; charset=utf-8", "application/json"


def content_file(content: Any, key: str, form: str, name: str, draw: Callable[[Manner], Document]) -> HttpResponse:
    """What a layout of several parts holds, in any form; the pdf carries it too. Http404 for a form there is not.

    `name` is that of the file, without its ending. Data is given bare of cover and header: it is what reads back.
    """
    if form not in FORMS:
        raise Http404
    name = f"{name}.{form}"
    if form == "json":
        return file_answer(content_json(content, key), JSON, name)
    if form == "csv":
        return file_answer(write_csv_blocks(print_outline(content, key)), CSV, name)
    manner = papers.manner()
    carried = (content_attachment(content, key, manner),)
    return file_answer(writing.render(draw(manner), form, carried), writing.MEDIA_TYPES[form], name)


def listing_file(request: HttpRequest, listing: Listing, rows: Callable[[], Sequence[Any]], form: str) -> HttpResponse:
    """A list of records, narrowed as its page is, in any form; Http404 for a form there is not."""
    if form not in FORMS:
        raise Http404
    name, found = f"{slugify(_(listing.title))}.{form}", tuple(rows())
    if form == "json":
        return file_answer(json.dumps(as_plain(found), ensure_ascii=False, indent=1).encode(), JSON, name)
    moment = timezone.now().replace(microsecond=0)
    manner = papers.manner()
    document = draw_listing(listing, found, person_of(request).entity.name, moment, manner)
    if form == "csv":
        (table,) = (block for block in document.sections[0].blocks if isinstance(block, Table))
        return file_answer(write_csv(as_data(request, table, manner)), CSV, name)
    return file_answer(writing.render(issued(request, document, manner), form), writing.MEDIA_TYPES[form], name)


def file_answer(body: bytes, kind: str, name: str) -> HttpResponse:
    """A file to take away."""
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
