"""The table of rules says what the code does, and every rule has a case where it speaks, passes and cannot be asked."""

from docs.build_checks import PAGE, RULES, cases_by_outcome, codes_of, homes, page, shown
from rumbo.domain.checks import CHECKS
from rumbo.domain.checks.documents import CHECKS as OF_DOCUMENTS
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.strategic import StrategicPlan

PLANS = (StrategicPlan, InstitutionalPlan, object)
ALWAYS_ASKED = {
    # Any text has headings, numbers and lines to look at: where it has none, nothing is wrong with them.
    *("document.announced_empty", "document.goal_without_amount", "document.text_cut", "document.shared_indicator"),
    *(
        "document.numbering_gap",
        "document.numbering_order",
        "document.numbering_twice",
        "document.section_number_twice",
    ),
    "plan.duplicate_statement",
}
"""Rules that every document can be asked."""
OF_TYPES = ("annualization.",)
"""Asked by the types of annualization, whose own cases say when they cannot be: tests/cases/annualization."""


def asked() -> set[str]:
    """The codes of everything that a matrix or a plan of several parts is asked."""
    return {check.code for check in CHECKS} | {check.code for check in OF_DOCUMENTS if check.content in PLANS}


def test_the_table_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make pages`"


def test_every_rule_has_codes_and_every_check_a_rule() -> None:
    assert list(RULES) == [f"V{number:02}" for number in range(1, 31)]
    assert not [rule for rule in RULES if not codes_of(rule)]
    told = {code for rule in RULES for code in codes_of(rule)}
    assert not {check.code for check in (*CHECKS, *OF_DOCUMENTS)} - told


def test_every_check_speaks_passes_and_says_what_it_lacks_in_some_case() -> None:
    cases = cases_by_outcome()
    for code in sorted(asked()):
        assert cases[code].get("finds"), code
        assert cases[code].get("passes"), code
        may_lack = code not in ALWAYS_ASKED and not code.startswith(OF_TYPES)
        assert cases[code].get("not_made") or not may_lack, code


def test_every_code_of_a_rule_stands_in_cases_that_a_planner_can_read() -> None:
    cases, files = shown(), homes()
    # What an action refuses is told by the test of the action.
    asked = {code for rule in RULES for code in codes_of(rule) if not files[code].startswith("apps/")}
    assert not {code for code in asked if not cases.get(code)}
