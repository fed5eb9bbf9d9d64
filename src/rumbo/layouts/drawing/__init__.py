"""Drawing a dossier: a neutral document for people (xlsx, pdf, html, matrix.csv) and tidy tables for machines."""

from rumbo.layouts.drawing.documents import draw_followup, draw_plan
from rumbo.layouts.drawing.manner import Manner
from rumbo.layouts.drawing.matrices import followup_matrix, plan_matrix
from rumbo.layouts.drawing.packages import dossier_attachment, write_open_data
from rumbo.layouts.drawing.tidy import tidy_tables

__all__ = [
    "Manner",
    "dossier_attachment",
    "draw_followup",
    "draw_plan",
    "followup_matrix",
    "plan_matrix",
    "tidy_tables",
    "write_open_data",
]
