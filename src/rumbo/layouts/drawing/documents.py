"""Dossier → Document: the plan, and its follow-up in one period, in the layout of the entity."""

from rumbo.domain.dossier import Dossier
from rumbo.domain.plan.matrix import Matrix
from rumbo.findings import marked
from rumbo.layouts.drawing.about import about_section, header_of, moment_of, signatures_section
from rumbo.layouts.drawing.figures import evidence_section, levels_section, origins_section, parts_section
from rumbo.layouts.drawing.manner import Manner
from rumbo.layouts.drawing.matrices import followup_matrix, plan_matrix
from rumbo.layouts.drawing.printed import matrix_blocks
from rumbo.layouts.drawing.revised import revised_sections
from rumbo.papers.document import Document, Section, page_for

SPANISH = Manner()


def draw_plan(dossier: Dossier, manner: Manner = SPANISH) -> Document:
    """The action plan: what the document is, the matrix, what changed of it, and who signs."""
    matrix = _matrix_section(plan_matrix(dossier), marked("Plan de acción"), dossier, manner)
    return _document(dossier, manner, (about_section(dossier, manner), matrix, *revised_sections(dossier, manner)))


def draw_followup(dossier: Dossier, manner: Manner = SPANISH) -> Document:
    """The follow-up of the dossier's period: results by level, the matrix, where each figure comes from, what else is
    told, evidence, and what was corrected or changed.

    Raises `ValueError` when the dossier has no period.
    """
    period = dossier.period
    if period is None:
        raise ValueError("the dossier has no period")
    sections = (
        about_section(dossier, manner),
        *levels_section(dossier, manner),
        _matrix_section(followup_matrix(dossier, period), marked("Matriz de seguimiento"), dossier, manner),
        origins_section(dossier, period, manner),
        *parts_section(dossier, period, manner),
        *evidence_section(dossier, period, manner),
        *revised_sections(dossier, manner),
    )
    return _document(dossier, manner, sections, subtitle=manner.period(period.ref))


def _document(dossier: Dossier, manner: Manner, sections: tuple[Section, ...], subtitle: str = "") -> Document:
    version = manner.say(marked("Versión {number}"), number=dossier.version.number) if dossier.version.number else ""
    return Document(
        title=f"{dossier.plan.name}",
        language=manner.language,
        header=header_of(dossier, manner),
        moment=moment_of(dossier),
        sections=(*sections, *signatures_section(dossier.entity, manner)),
        page=page_for(block for section in sections for block in section.blocks),
        subtitle=" · ".join(part for part in (subtitle, version) if part),
        subject=dossier.version.objective,
        lists=manner.say(marked("Listas")),
    )


def _matrix_section(matrix: Matrix, title: str, dossier: Dossier, manner: Manner) -> Section:
    return Section(manner.say(title), manner.say(marked("Matriz")), matrix_blocks(matrix, manner), opens=True)
