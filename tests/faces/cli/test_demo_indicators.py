"""The indicators of the invented entity: sheets in every state, measured by variables, one without a denominator."""

from datetime import date
from fractions import Fraction

import pytest

from rumbo.apps.indicators.models import SheetRevision
from rumbo.apps.indicators.queries import measured_series, variables_in
from rumbo.faces.cli.demo_story import Story


@pytest.mark.django_db
def test_the_story_leaves_sheets_with_results() -> None:
    Story(date(2026, 11, 21)).tell()
    rows = {row.code: row for row in SheetRevision.objects.all()}
    assert [row.state for row in rows.values()].count("approved") == 4
    assert (rows["TI-01"].state, rows["PE-01"].state) == ("proposed", "draft")
    series = {code: measured_series(row, variables_in(row), 2025) for code, row in rows.items()}
    assert all(
        each.exact is not None for code in ("PC-01", "GA-01", "IH-01", "CT-01", "TI-01") for each in series[code]
    )
    assert series["GA-01"][0].result.denominator == 108
    first, second, *_ = measured_series(rows["CT-01"], variables_in(rows["CT-01"]), 2026)
    assert first.exact == Fraction(402, 25)
    assert [finding.code for finding in second.result.findings] == ["indicator.division_by_zero"]
