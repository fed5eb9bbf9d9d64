"""How far a sheet or text reaches, and the refusal of what reaches too far."""

from rumbo.findings import Sentences, Severity, declare, marked
from rumbo.papers.reading.source import Source

declare(
    Sentences(
        "file.too_many_rows",
        Severity.ERROR,
        marked("Demasiadas filas o columnas"),
        marked("«{part}» ocupa {rows} filas por {columns} columnas."),
        marked("Se leen hasta {most_rows} filas, {most_columns} columnas y {most_area} celdas por hoja."),
        marked("Deje en el archivo solo el plan y borre las filas y columnas que no usa."),
    )
)


def check_extent(source: Source, part: str, rows: int, columns: int) -> None:
    """Refuses a sheet or text too large before any library lays it out in memory."""
    limits = source.limits
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.area:
        most = {"most_rows": limits.rows, "most_columns": limits.columns, "most_area": limits.area}
        raise source.refusal("file.too_many_rows", part, {"rows": rows, "columns": columns, **most})
