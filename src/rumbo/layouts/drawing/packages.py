"""The dossier as files: what travels inside the PDF, and the package of open data."""

from typing import Any

from rumbo.domain.dossier import Dossier, digest, to_json
from rumbo.domain.plan.matrix import Matrix
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import Manner
from rumbo.layouts.drawing.matrices import followup_matrix, plan_matrix
from rumbo.layouts.drawing.printed import matrix_blocks
from rumbo.layouts.drawing.tidy import tidy_tables
from rumbo.papers.document import Attachment, Paragraph, Table
from rumbo.papers.writing.csv_file import write_csv
from rumbo.papers.writing.tidy import write_package

SPANISH = Manner()


def dossier_attachment(dossier: Dossier, manner: Manner = SPANISH) -> Attachment:
    """The canonical JSON, as the source of the PDF that carries it."""
    description = manner.say(marked("Datos de los que se generó este documento"))
    return Attachment("dossier.json", "application/json", to_json(dossier), description)


def write_open_data(dossier: Dossier, manner: Manner = SPANISH) -> bytes:
    """A zip: the canonical JSON, tidy csv tables with datapackage.json, and the matrix as it is drawn (matrix.csv)."""
    matrix = followup_matrix(dossier, dossier.period) if dossier.period else plan_matrix(dossier)
    others = {"dossier.json": to_json(dossier), "matrix.csv": matrix_csv(matrix, manner)}
    return write_package(_about(dossier), tidy_tables(dossier), others)


def matrix_csv(matrix: Matrix, manner: Manner = SPANISH) -> bytes:
    """The matrix in the layout of the entity as csv."""
    blocks = matrix_blocks(matrix, manner)
    about = [block.text for block in blocks if isinstance(block, Paragraph)]
    return write_csv(next(block for block in blocks if isinstance(block, Table)), about)


def _about(dossier: Dossier) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": f"plan-{dossier.plan.fiscal_year}-{dossier.plan.uid}".lower(),
        "title": f"{dossier.plan.name} · {dossier.entity.name}",
        "description": dossier.version.objective,
        "version": dossier.version.number,
        "id": digest(dossier),
        "sources": [
            {"title": f"{entry[0]} {entry[1]}", "path": entry[2]}
            for entry in sorted({(it.catalogue, it.edition, it.source) for it in dossier.catalogues})
        ],
    }
