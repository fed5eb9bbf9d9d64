"""The registration sheet of the seeds: read, checked at its own cells, and made a live project that says the same."""

from collections import Counter
from pathlib import Path

import pytest

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.projects import queries
from rumbo.apps.projects.actions import declare_viable, register_project, send_to_review
from rumbo.domain.checks.documents import run_document_checks
from rumbo.domain.checks.reference import Reference
from rumbo.domain.project.checks import check_sheet
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.characters import House
from tests.projects import ACT

FOUND = {
    "project.goal_without_number": 7,
    "project.budget_total_differs": 1,
    "project.budget_line_slip": 1,
    "project.code_local": 1,
    "project.schedule_without_marks": 1,
}


def test_the_sheet_of_the_seeds_becomes_a_project(house: House, shared: Path) -> None:
    file = next((shared / "seeds").glob("004*"))
    draft = read_document(read_bytes(file.read_bytes(), file.name))
    sheet = draft.content
    told = {
        result.code: result.findings
        for result in run_document_checks(draft, Reference())
        if result.findings and result.code.startswith("project.")
    }
    counted = Counter(finding.code for findings in told.values() for finding in findings)
    assert counted.items() >= FOUND.items()
    (slip,) = [each for each in told["project.budget_total_differs"] if each.code == "project.budget_line_slip"]
    assert slip.suggestion == "$34.500.000"
    assert slip.where is not None
    assert slip.where.cell
    version = register_project(house.pilar.actor, house.entity, sheet, unit=house.units["Secretaría General"])
    assert queries.sheet(version) == sheet
    live = Counter(finding.code for result in check_sheet(queries.sheet(version)) for finding in result.findings)
    assert live.items() >= FOUND.items()
    send_to_review(house.pilar.actor, version)
    with pytest.raises(Refused) as refused:
        declare_viable(house.pilar.actor, version, ACT)
    against = {finding.code for finding in refused.value.findings}
    assert against >= {"project.goal_without_number", "project.budget_total_differs"}
