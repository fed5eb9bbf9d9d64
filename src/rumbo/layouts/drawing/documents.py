"""Dossier → Document: the plan, and its follow-up in one period, in the layout of the entity."""

from dataclasses import replace

from rumbo.domain.dossier import Dossier
from rumbo.domain.plan.matrix import Matrix
from rumbo.findings import marked
from rumbo.layouts.drawing.about import about_section, header_of, moment_of, signatures_section
from rumbo.layouts.drawing.explained import explained_section
from rumbo.layouts.drawing.figures import evidence_section, levels_section, origins_section, parts_section
from rumbo.layouts.drawing.manner import Manner
from rumbo.layouts.drawing.matrices import followup_matrix, plan_matrix
from rumbo.layouts.drawing.printed import matrix_blocks
from rumbo.layouts.drawing.revised import revised_sections
from rumbo.papers.document import Document, Kind, Section, Table, page_for
from rumbo.papers.raw import Percent

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
        _with_figures(
            _matrix_section(followup_matrix(dossier, period), marked("Matriz de seguimiento"), dossier, manner),
            dossier,
            manner,
        ),
        origins_section(dossier, period, manner),
        *parts_section(dossier, period, manner),
        *evidence_section(dossier, period, manner),
        *explained_section(dossier, manner),
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


def _with_figures(section: Section, dossier: Dossier, manner: Manner) -> Section:
    """The matrix of a follow-up, whose progress of each line is the figure of its year."""
    told = [(each.figures.year.value, manner.explained_at(each.uid, "year")) for each in dossier.targets]
    blocks = tuple(_computed(block, told) if isinstance(block, Table) else block for block in section.blocks)
    return replace(section, blocks=blocks)


def _computed(table: Table, told: list[tuple[int | None, str]]) -> Table:
    at = [place for place, column in enumerate(table.columns) if column.kind is Kind.PERCENT]
    rows = tuple(
        tuple(
            replace(cell, figure=figure, href=href) if place in at and isinstance(cell.value, Percent) else cell
            for place, cell in enumerate(row)
        )
        for row, (figure, href) in zip(table.rows, told, strict=True)
    )
    return replace(table, rows=rows)


def _matrix_section(matrix: Matrix, title: str, dossier: Dossier, manner: Manner) -> Section:
    return Section(manner.say(title), manner.say(marked("Matriz")), matrix_blocks(matrix, manner), opens=True)
