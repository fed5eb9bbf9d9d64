"""Drawing a dossier: a neutral document for people (xlsx, pdf, html, matrix.csv) and tidy tables for machines."""

from rumbo.layouts.drawing.documents import draw_followup, draw_plan
from rumbo.layouts.drawing.lights import NO_LIGHT, light_notes, of_level
from rumbo.layouts.drawing.manner import SPANISH, Manner
from rumbo.layouts.drawing.matrices import followup_matrix, plan_matrix
from rumbo.layouts.drawing.packages import dossier_attachment, write_open_data
from rumbo.layouts.drawing.tidy import tidy_tables

__all__ = [
    "NO_LIGHT",
    "SPANISH",
    "Manner",
    "dossier_attachment",
    "draw_followup",
    "draw_plan",
    "followup_matrix",
    "light_notes",
    "of_level",
    "plan_matrix",
    "tidy_tables",
    "write_open_data",
]
