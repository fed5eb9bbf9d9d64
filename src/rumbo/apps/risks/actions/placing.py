"""Where a risk stands is computed anew whenever it or one of its controls changes."""

from rumbo.apps.risks.bridge import assessed, place_columns
from rumbo.apps.risks.models import Assessment


def place_again(row: Assessment) -> Assessment:
    """Writes the levels and zones that follow from what a risk and its controls say now."""
    found = assessed(row, list(row.controls.order_by("ordinal")))
    Assessment.objects.filter(pk=row.pk).update(**place_columns(found))
    row.refresh_from_db()
    return row
