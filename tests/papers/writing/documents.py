"""Documents for the tests of the writers."""

from datetime import UTC, date, datetime
from decimal import Decimal

from rumbo.papers.document import (
    LETTER,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Header,
    Kind,
    Page,
    Paragraph,
    Picture,
    Section,
    SignatureLine,
    Signatures,
    Table,
    Tone,
)
from rumbo.papers.figures import Bar, bars
from rumbo.papers.raw import Percent

LOGO = Picture(
    "image/svg+xml",
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30"><rect width="60" height="30" fill="#004884"/></svg>',
    "Logo de la entidad",
    24,
)
COLUMNS = (
    Column(5, Kind.CODE),
    Column(40),
    Column(24),
    Column(10, Kind.NUMBER),
    Column(11, Kind.DATE),
    Column(10, Kind.PERCENT),
    Column(50),
)
HEADER = (
    (Cell("No.", rows=2), Cell("PLAN DE ACCIÓN 2024", columns=4), Cell("SEGUIMIENTO", columns=2)),
    (Cell("ACCIÓN"), Cell("RESPONSABLE"), Cell("META"), Cell("FECHA FIN"), Cell("AVANCE"), Cell("NARRATIVA")),
)

EXPLAINED = "https://planea.example/cifras/1/year/?medida=term&de=2"
LED = Cell("77,78\u00a0%", Percent(Decimal("0.7778")), figure=777_800_000_000, href=EXPLAINED)
"""A figure that leads to its explanation."""


def row(
    number: int, statement: str = "Construir la vía", narrative: str = "Se avanzó en el diseño."
) -> tuple[Cell, ...]:
    """One row of the example matrix."""
    return (
        Cell(str(number)),
        Cell(statement),
        Cell("Subdirección de Planeación\nOficina Jurídica"),
        Cell("1.234,5", Decimal("1234.5")),
        Cell("31/12/2024", date(2024, 12, 31)),
        Cell("77,78\u00a0%", Percent(Decimal("0.7778"))),
        Cell(narrative),
    )


def table_of(*rows: tuple[Cell, ...]) -> Table:
    """The example matrix with these rows."""
    return Table("Matriz de seguimiento", COLUMNS, HEADER, rows)


def document(*rows: tuple[Cell, ...], page: Page = LETTER) -> Document:
    """A whole example document around these rows."""
    picture = bars((Bar("Gestión", "77,78 %", 777, 500), Bar("Territorio", "Sin cifra", None)), "Avance por nivel")
    header = Header(
        "Entidad de prueba",
        (Fact("Proceso", "Planeación"), Fact("Código", "PL-FM-12"), Fact("Versión", "3")),
        LOGO,
        "Página {page} de {pages}",
    )
    about = Section(
        "Sobre el plan",
        "Ficha",
        (
            Paragraph("Articular los objetivos.", Tone.LEAD),
            Facts((Fact("Vigencia", "2024"), Fact("Acto", "Resolución 12"))),
            Paragraph("Reemplaza a la anterior.", Tone.NOTICE),
            Picture("image/svg+xml", picture, "Avance: Gestión 77,78 %", 120, "Avance"),
        ),
    )
    lines = (SignatureLine("Aprobó", "Directora General", "Dirección"), SignatureLine("Elaboró", "Jefe de Planeación"))
    matrix = Section("Matriz", "Matriz", (table_of(*rows), Signatures(lines)), opens=True)
    moment = datetime(2024, 7, 15, tzinfo=UTC)
    return Document("Plan de Acción 2024", "es-CO", header, moment, (about, matrix), page, "II trimestre de 2024")
