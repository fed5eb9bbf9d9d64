"""The execution of the invented entity: recorded with its day of cut, without findings, its codes those of projects."""

from datetime import date

import pytest

from rumbo.apps.budget.models import ExecutionVersion, Pairing
from rumbo.apps.budget.queries import draft_of_version
from rumbo.faces.cli.demo_story import Story


@pytest.mark.django_db
def test_the_story_leaves_an_execution_that_adds_up_and_whose_codes_are_projects() -> None:
    Story(date(2026, 11, 21)).tell()
    version = ExecutionVersion.objects.select_related("execution", "file").get()
    assert (version.execution.cut_off, version.execution.fiscal_year) == (date(2026, 3, 31), 2026)
    assert version.file
    draft = draft_of_version(version)
    assert len(draft.rows) == 8
    assert not draft.everything_found()
    assert Pairing.objects.exclude(project=None).count() == 3
