"""What the code calls by a key, a person reads in words."""

from rumbo.apps.audit.doorway import verbs
from rumbo.apps.plans.models import LineageKind, ReportKind
from rumbo.domain.annualization import RULES, UNSAID
from rumbo.domain.calendar.periods import PERIODICITIES
from rumbo.domain.plan.difference import COMPARED
from rumbo.faces.web import history, words

# Rights to read: nobody does them, so the trail never tells them.
READING = "read"


def test_every_verb_has_its_words() -> None:
    done = {verb for verb in verbs() if not verb.startswith("test.")}
    read = {verb for verb in done if verb.endswith(f".{READING}") and verb not in history.VERBS}
    assert done - read <= set(history.VERBS)


def test_every_key_of_a_plan_has_its_words() -> None:
    assert set(ReportKind.values) == set(words.REPORT_KINDS)
    assert set(ReportKind.values) == set(words.SHORT_REPORT_KINDS)
    assert set(LineageKind.values) == set(words.CONTINUITIES)
    # Unsaid is no rule: what it says is that none was told.
    assert {rule.id for rule in (*RULES, UNSAID)} == set(words.ANNUALIZATIONS)
    assert set(PERIODICITIES) == set(words.PERIODICITIES)
    assert set(COMPARED) <= set(words.FIELDS)
