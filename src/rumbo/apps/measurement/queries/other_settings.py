"""Whether the choices of a closing are still those under which it was measured, and can still be understood."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import MEASURING_KEYS, settings_on
from rumbo.apps.measurement.bridge.corrected import mean_of_closing
from rumbo.apps.measurement.models import FrozenSettings
from rumbo.apps.measurement.queries.differing import UNREADABLE, Difference
from rumbo.apps.people.queries import settings_at
from rumbo.domain.measurement.rules import FIRST_MEAN
from rumbo.domain.measurement.settings import DEFAULTS, plain, settings_of
from rumbo.domain.measurement.trace import digest


def broken_settings(followup: Followup) -> Iterator[Difference]:
    """The choices in force that can no longer be understood: figures would quietly come out by the default."""
    chosen = settings_at(followup.entity_id, followup.period.last_day)
    for finding in settings_of({key: value for key, value in chosen.items() if key in MEASURING_KEYS})[1]:
        key = str(finding.facts.get("key", "bands"))
        yield Difference("setting", key, "", "", str(finding.facts.get("value", "unknown")))


def other_settings(followup: Followup) -> Iterator[Difference]:
    """The choices of the closing that are no longer those of its day, each by its key, a band by its word."""
    kept = FrozenSettings.objects.filter(followup=followup).annotate(text=Cast("settings", TextField()))
    text, known = kept.values_list("text", "digest").first() or ("", "")
    if not text and mean_of_closing(followup) == FIRST_MEAN:
        return
    try:
        told = json.loads(text or "{}")
        found = digest(told) if text else "missing"
        now = plain(settings_on(followup.entity_id, followup.period.last_day))
        changed = [*_changed_settings(plain(DEFAULTS) | told, now)] if text else []
    except UNREADABLE as error:
        found, changed = str(error), []
    if found != known:
        yield Difference("setting", "settings", "", known[:12], found[:12])
    yield from changed


def _changed_settings(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for key in sorted(now):
        if before[key] == now[key]:
            continue
        if key != "bands":
            yield Difference("setting", key, "", _text(before[key]), _text(now[key]))
            continue
        was, is_now = ({each["code"]: each for each in bands} for bands in (before[key], now[key]))
        for code in dict.fromkeys((*was, *is_now)):
            old, new = was.get(code, {}), is_now.get(code, {})
            if old != new:
                word = (old or new).get("word", code)
                yield Difference("setting", f"bands: {word}", "", _text(old), _text(new))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
