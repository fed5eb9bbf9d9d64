"""The review of what an entity keeps beside its plans: a project, a process, an indicator, a map of risks."""

from collections.abc import Iterable
from datetime import date

from rumbo.apps.indicators.models import SheetRevision, SheetVariable
from rumbo.apps.indicators.queries import printed_sheet, variables_in
from rumbo.apps.processes.models import Process
from rumbo.apps.projects.models import ProjectVersion
from rumbo.apps.projects.queries import sheet as project_sheet
from rumbo.apps.reviewing.bridge import About, Kind, Record
from rumbo.apps.reviewing.bridge.live import live_checks, places_on_the_form
from rumbo.apps.reviewing.bridge.spending import Spent, check_spent, spending_of_entity
from rumbo.apps.risks.models import MapVersion
from rumbo.apps.risks.queries import review_of, risks_of
from rumbo.content.norms import norms
from rumbo.domain.checks.norms import check_norms, year_days
from rumbo.domain.checks.processes import check_process
from rumbo.domain.project.places import SECTIONS
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import Where


def project_record(
    version: ProjectVersion, spent: Iterable[Spent] | None = None, content: ProjectSheet | None = None
) -> Record:
    """A version of a project; `spent` and `content` where they are known already. Places are those of its form."""
    content = project_sheet(version) if content is None else content
    unit = version.unit.name if version.unit else ""
    checks = live_checks(version.name, "project_sheet", content, places_on_the_form(content))
    record = Record(Kind.PROJECT, str(version.uid), f"{version.code} {version.name}".strip(), checks, unit)
    known = spending_of_entity(version.entity_id) if spent is None else spent
    own = [(each, Where(part=SECTIONS["budget"])) for each in known if each.project.version_id == version.pk]
    return record.with_checks(check_spent(own))


def process_record(process: Process, day: date) -> Record:
    """A process on a day: who answers for it, and the norms that its objective cites."""
    owner = process.owner
    checks = (
        *check_process(owner.name if owner else "", owner.valid_to if owner else None, day),
        *check_norms([(process.objective, Where())], norms(), year_days(day.year)),
    )
    return Record(Kind.PROCESS, str(process.uid), str(process), checks, owner.name if owner else "")


def indicator_record(row: SheetRevision, used: list[SheetVariable] | None = None) -> Record:
    """A revision of the sheet of an indicator; the variables that it has `used` where they are known already."""
    content = printed_sheet(row, variables_in(row) if used is None else used)
    unit = row.unit.name if row.unit else ""
    checks = live_checks(row.name, "indicator_sheet", content, {})
    return Record(Kind.INDICATOR, str(row.uid), f"{row.code} {row.name}".strip(), checks, unit)


def risks_record(version: MapVersion) -> Record:
    """A version of a map of risks; its rows are its risks."""
    told = review_of(version)
    units = {str(uid): unit for uid, unit in risks_of(version).values_list("uid", "unit__name")}
    rows = tuple(About(uid, code, units.get(uid, "")) for uid, code in told.risks)
    name = f"{version.map.name} ({version.label or version.number})"
    return Record(Kind.RISKS, str(version.uid), name, told.checks, "", rows)
