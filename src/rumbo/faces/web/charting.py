"""A chart as a file to take away: its drawing as SVG or PNG, its numbers as csv or as a workbook with the drawing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from rumbo.faces.kit import papers
from rumbo.faces.web.downloading import CSV, file_answer
from rumbo.faces.web.issuing import as_data, issued
from rumbo.faces.web.session import person_of
from rumbo.layouts.drawing.charts import Chart, chart_document, svg_of, table_of
from rumbo.papers import writing
from rumbo.papers.writing.csv_file import write_csv
from rumbo.papers.writing.raster import image_of

SVG, PNG = "image/svg+xml", "image/png"


def chart_file(request: HttpRequest, chart: Chart, form: str) -> HttpResponse:
    """The chart in a form: "svg", "png", "csv", "xlsx", "pdf" or "docx"; Http404 for a form there is not."""
    manner, name = papers.manner(), f"{chart.key}.{form}"
    if form == "svg":
        return file_answer(svg_of(chart, manner), SVG, name)
    if form == "png":
        return file_answer(image_of(svg_of(chart, manner)), PNG, name)
    if form == "csv":
        table = as_data(request, table_of(chart, manner), manner)
        return file_answer(write_csv(table, [chart.title]), CSV, name)
    if form not in writing.MEDIA_TYPES:
        raise Http404
    moment = timezone.now().replace(microsecond=0)
    document = chart_document(chart, person_of(request).entity.name, moment, manner)
    return file_answer(writing.render(issued(request, document, manner), form), writing.MEDIA_TYPES[form], name)
