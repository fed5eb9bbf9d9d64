"""Rows ⇄ the dossier: what a publication freezes, composed once from everything below it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.metadata import version as release_of

from rumbo.apps.audit.queries import last_seal
from rumbo.apps.followup.bridge.telling import dossier_reports
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import (
    bands_used,
    dossier_figures,
    excluded_by_level,
    plain_traces,
    rule_keys,
    rules_used,
    settings_used,
)
from rumbo.apps.people.models import Entity
from rumbo.apps.plans.bridge import matrix_of
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion, ProgrammeEntry, TargetAlignment, TargetUnit
from rumbo.apps.publishing.bridge.revised import changes_told, corrections_told, standings_told
from rumbo.apps.publishing.models import Publication
from rumbo.content.periodicities import catalogue_code
from rumbo.domain import dossier as shape
from rumbo.domain.annualization import rule_of
from rumbo.domain.dossier.values import Plain
from rumbo.domain.followup.states import NOT_PROGRAMMED
from rumbo.domain.plan.matrix import PeriodRef
from rumbo.findings import Finding
from rumbo.layouts.drawing import Manner, dossier_attachment, draw_followup, draw_plan, write_open_data
from rumbo.layouts.drawing.about import about_section
from rumbo.layouts.drawing.explained import explained_section
from rumbo.layouts.drawing.figures import levels_section
from rumbo.layouts.drawing.manner import nowhere
from rumbo.layouts.drawing.revised import changes_section, revised_sections, standings_section
from rumbo.papers.document import Block, Document, Picture, Table
from rumbo.papers.writing import findings_of, render
from rumbo.papers.writing.html import write_sections

Traces = Mapping[str, Mapping[str, Mapping[str, Plain]]]
YEAR = "year"
FOLLOWUP_LAYOUT = "followup_matrix"
SVG = "image/svg+xml"


def dossier_of(publication: Publication, *, day: date, approver: str) -> shape.Dossier:
    """What a publication freezes: the version, the follow-up where it has one, and the publication itself."""
    composed = compose(publication.plan_version, publication.followup)
    before = publication.supersedes
    card = shape.PublicationCard(
        number=number_of(publication),
        day=day,
        approver=approver,
        supersedes=number_of(before) if before else "",
        reason=publication.reason,
    )
    return replace(composed, publication=card)


def number_of(publication: Publication) -> str:
    """How a publication is cited: number and year."""
    return f"{publication.number}-{publication.year}"


def compose(version: PlanVersion, followup: Followup | None = None) -> shape.Dossier:
    """A version as a dossier, with the reports and figures of a follow-up. A fixed number of queries."""
    figures = dossier_figures(followup) if followup else {}
    excluded = excluded_by_level(followup) if followup else {}
    traces = plain_traces(followup) if followup else {}
    targets = _targets(version, followup, figures, traces)
    return shape.Dossier(
        entity=entity_card(version.entity),
        plan=shape.PlanCard(str(version.plan.uid), version.plan.name, version.plan.fiscal_year or 0, version.layout),
        version=_version_card(version),
        about=_about(version.entity_id, followup),
        period=_period_card(followup) if followup else None,
        levels=_levels(version, figures, excluded, traces),
        targets=targets,
        catalogues=_catalogues(version),
        settings=settings_used(followup) if followup else (),
        bands=bands_used(followup) if followup else (),
        changes=changes_told(version, targets),
        standings=standings_told(version, targets, followup.period.last_day if followup else None),
        corrections=corrections_told(followup, str(version.plan.uid)) if followup else (),
    )


def entity_card(entity: Entity) -> shape.EntityCard:
    """The entity with its document control; posts, not persons, sign."""
    logo = entity.logo_svg.encode()
    header = shape.DocumentHeader(
        process=entity.document_process,
        code=entity.document_code,
        version=entity.document_version,
        day=entity.document_date,
        logo=shape.Logo(sha256(logo).hexdigest(), SVG) if logo else None,
        signatories=tuple(
            shape.Signatory(each.get("label", ""), each.get("post", ""), each.get("unit", ""))
            for each in entity.signatories
        ),
    )
    return shape.EntityCard(entity.name, entity.nit, header)


def _version_card(version: PlanVersion) -> shape.VersionCard:
    act = None
    if version.act_date is not None:
        act = shape.Act(version.act_kind, version.act_number, version.act_date)
    return shape.VersionCard(str(version.uid), version.label, version.objective, act=act)


def _about(entity_id: int, followup: Followup | None) -> shape.About:
    made_by, seal = f"Rumbo {release_of('rumbo')}", last_seal(entity_id)
    head = seal.digest if seal else ""
    if followup is None:
        return shape.About(made_by, trail_head=head)
    return shape.About(made_by, rules_used(followup), followup.period.last_day, head)


def _period_card(followup: Followup) -> shape.PeriodCard:
    period = followup.period
    closed = followup.closed_at.date() if followup.closed_at else None
    ref = PeriodRef(period.fiscal_year, catalogue_code(period.periodicity), period.ordinal)
    return shape.PeriodCard(ref, period.first_day, period.last_day, FOLLOWUP_LAYOUT, closed)


def _levels(
    version: PlanVersion, figures: Mapping[str, shape.Figures], excluded: Mapping[str, int], traces: Traces
) -> tuple[shape.Level, ...]:
    """The levels of the version, under one that is the whole plan: its figure is published like any other."""
    rows = NodeRevision.objects.filter(version=version).select_related("parent").order_by("ordinal")
    top = str(version.plan.uid)
    whole = shape.Level(
        uid=top,
        kind="Plan",
        name=version.plan.name,
        figures=figures.get("", shape.Figures()),
        excluded=excluded.get("", 0),
        explanations=_explanations(traces.get("", {})),
    )
    return (
        whole,
        *(
            shape.Level(
                uid=str(node.uid),
                kind=node.kind,
                name=node.name,
                code=node.code,
                parent=str(node.parent.uid) if node.parent else top,
                figures=figures.get(str(node.uid), shape.Figures()),
                excluded=excluded.get(str(node.uid), 0),
                explanations=_explanations(traces.get(str(node.uid), {})),
            )
            for node in rows
        ),
    )


def _targets(
    version: PlanVersion, followup: Followup | None, figures: Mapping[str, shape.Figures], traces: Traces
) -> tuple[shape.TargetEntry, ...]:
    placements = list(
        Placement.objects.filter(version=version).select_related("revision__target", "node").order_by("ordinal")
    )
    lines = matrix_of(version).lines
    programme = _programme(placement.revision_id for placement in placements)
    reporting = _reporting(placement.revision_id for placement in placements)
    reports = dossier_reports(followup) if followup else {}
    rules = rule_keys(followup) if followup else {}
    # A target that stands in several places is one target with several levels: the first is where it counts.
    levels: dict[int, list[str]] = {}
    for placed in sorted(placements, key=lambda each: (not each.counts, each.ordinal)):
        above = str(placed.node.uid) if placed.node else str(version.plan.uid)
        levels.setdefault(placed.revision.target_id, []).append(above)
    return tuple(
        shape.TargetEntry(
            uid=str(placed.revision.target.uid),
            revision_uid=str(placed.revision.uid),
            line=line,
            levels=tuple(levels[placed.revision.target_id]),
            annualization=rules.get(str(placed.uid)) or rule_of(placed.revision.annualization).key,
            basis=placed.revision.programme_basis or version.plan.programme_basis,
            report_kind=placed.revision.report_kind,
            baseline=placed.revision.baseline,
            weight=placed.weight,
            reporting_unit=reporting.get(placed.revision_id, ""),
            programme=programme[placed.revision_id],
            reports=reports.get(str(placed.revision.target.uid), ()),
            figures=figures.get(str(placed.uid), shape.Figures()),
            trace=traces.get(str(placed.uid), {}).get(YEAR, {}),
            explanations=_explanations(traces.get(str(placed.uid), {}), apart=YEAR),
        )
        for placed, line in zip(placements, lines, strict=True)
        if placed.counts
    )


def _explanations(traces: Mapping[str, Mapping[str, Plain]], apart: str = "") -> tuple[shape.Explanation, ...]:
    """The traces of a level, or of a target beside the one that has its inputs."""
    if not apart:
        return tuple(shape.Explanation(measure, trace) for measure, trace in sorted(traces.items()))
    others = {measure: {**trace, "inputs": ()} for measure, trace in traces.items() if measure != apart}
    return _explanations(others)


def _programme(revisions: Iterable[int]) -> defaultdict[int, tuple[shape.ProgrammeEntry, ...]]:
    rows = ProgrammeEntry.objects.filter(revision__in=[*revisions]).select_related("period")
    found: defaultdict[int, tuple[shape.ProgrammeEntry, ...]] = defaultdict(tuple)
    for row in rows.order_by("period__fiscal_year", "period__periodicity", "period__ordinal"):
        ref = PeriodRef(row.period.fiscal_year, catalogue_code(row.period.periodicity), row.period.ordinal)
        amount = NOT_PROGRAMMED if row.quantity is None else row.quantity
        found[row.revision_id] += (shape.ProgrammeEntry(ref, amount),)
    return found


def _reporting(revisions: Iterable[int]) -> dict[int, str]:
    rows = TargetUnit.objects.filter(revision__in=[*revisions], reports=True)
    return dict(rows.values_list("revision_id", "unit__name"))


def _catalogues(version: PlanVersion) -> tuple[shape.CatalogueEntry, ...]:
    """The entries that the targets name, each once, with the edition and source of their list."""
    aligned = TargetAlignment.objects.filter(revision__placements__version=version, entry__isnull=False)
    columns = (
        "entry__catalogue__key",
        "entry__catalogue__edition",
        "entry__catalogue__source",
        "entry__code",
        "entry__name",
    )
    rows = sorted(set(aligned.values_list(*columns)))
    return tuple(shape.CatalogueEntry(*row) for row in rows)


def drawings(dossier: shape.Dossier, logo: bytes = b"") -> Iterator[tuple[str, str, bytes]]:
    """The dossier in every format: (format, ending of the file, bytes). All drawn from the one value."""
    manner = Manner(logo=logo)
    document = _document(dossier, manner)
    yield "json", "json", shape.to_json(dossier)
    yield "csv", "csv.zip", write_open_data(dossier, manner)
    yield "xlsx", "xlsx", render(document, "xlsx")
    yield "docx", "docx", render(document, "docx")
    yield "pdf", "pdf", render(document, "pdf", (dossier_attachment(dossier, manner),))
    yield "html", "html", render(document, "html")


def shown_sections(
    dossier: shape.Dossier,
    translate: Callable[[str], str],
    language: str,
    *,
    whole: bool = True,
    rows: int | None = None,
    explained_at: Callable[[str, str], str] = nowhere,
) -> str:
    """The same drawing as part of a page with a heading of its own: markup with classes only, without pictures.

    Pictures would stand as data, which the policy of our pages refuses; whoever shows the page draws them itself.
    Without `whole`, what the page tells in its own way is left to it: what the document is, the levels, and what was
    corrected or changed.
    `rows` bounds every table; `explained_at` gives where the figure of a level or target is explained.
    """
    manner = Manner(language, translate, explained_at=explained_at)
    document = _document(dossier, manner)
    apart = (
        *levels_section(dossier, manner),
        *explained_section(dossier, manner),
        *revised_sections(dossier, manner),
    )
    told = {about_section(dossier, manner).title, *(each.title for each in apart)}
    kept = (each for each in document.sections if whole or each.title not in told)
    sections = (replace(each, blocks=_on_a_page(each.blocks, rows)) for each in kept)
    return write_sections(replace(document, sections=tuple(sections)))


def shown_changes(dossier: shape.Dossier, translate: Callable[[str], str], language: str) -> str:
    """The change log of a dossier, and what an act cancelled or suspended, as part of a page; empty without any."""
    manner = Manner(language, translate)
    sections = (*changes_section(dossier, manner), *standings_section(dossier, manner))
    return write_sections(replace(_document(dossier, manner), sections=sections)) if sections else ""


def drawing_findings(dossier: shape.Dossier) -> tuple[Finding, ...]:
    """What a format could not show exactly as the dossier has it."""
    document = _document(dossier, Manner())
    return (*findings_of(document, "xlsx"), *findings_of(document, "pdf"))


def _document(dossier: shape.Dossier, manner: Manner) -> Document:
    return draw_followup(dossier, manner) if dossier.period else draw_plan(dossier, manner)


def _on_a_page(blocks: tuple[Block, ...], rows: int | None) -> tuple[Block, ...]:
    shown = (block for block in blocks if not isinstance(block, Picture))
    return tuple(replace(block, rows=block.rows[:rows]) if isinstance(block, Table) else block for block in shown)
