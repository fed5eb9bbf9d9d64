"""What a plan of action announces of its parts against what the entity keeps (V04): risks, indicators, processes.

Only what is kept at all is compared: an entity that keeps no map of risks yet is not told that its risks are missing.
"""

from collections.abc import Mapping

from rumbo.domain.checks.reference import finding, not_made
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.findings import CheckResult, Outcome, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact

WHY = marked("Lo que el plan anuncia se gestiona en sus registros: si son otros, uno de los dos está por actualizar.")
HOW = marked("Complete los registros que falten, o corrija el número en la versión siguiente del plan.")
PASSED = marked("anunciados {announced}, registrados {found}")
RISKS = declare(
    Sentences(
        "registered.risks_differ",
        Severity.WARNING,
        marked("Los riesgos registrados no son los que el plan anuncia"),
        marked("«{plan}» anuncia {announced} riesgos y los mapas que rigen tienen {found}."),
        WHY,
        HOW,
        passed=PASSED,
    )
)
INDICATORS = declare(
    Sentences(
        "registered.indicators_differ",
        Severity.WARNING,
        marked("Los indicadores registrados no son los que el plan anuncia"),
        marked("«{plan}» anuncia {announced} indicadores de proceso y hay {found} con hoja de vida."),
        WHY,
        HOW,
        passed=PASSED,
    )
)
PROCESSES = declare(
    Sentences(
        "registered.processes_differ",
        Severity.WARNING,
        marked("Los procesos registrados no son los que el plan anuncia"),
        marked("«{plan}» anuncia {announced} procesos y hay {found} en vigor."),
        WHY,
        HOW,
        passed=PASSED,
    )
)
COUNTS: Mapping[str, Sentences] = {
    "announced_risks": RISKS,
    "announced_indicators": INDICATORS,
    "announced_processes": PROCESSES,
}
"""The number that a plan announces, by its field, and the rule that compares it."""
LACKING = {
    RISKS.code: marked("el número de riesgos que el plan anuncia, y un mapa de riesgos que rija"),
    INDICATORS.code: marked("el número de indicadores que el plan anuncia, y hojas de vida de indicadores de proceso"),
    PROCESSES.code: marked("el número de procesos que el plan anuncia, y procesos registrados"),
}


def check_registered(name: str, plan: InstitutionalPlan, kept: Mapping[str, int]) -> tuple[CheckResult, ...]:
    """The rules, asked of a plan and of how many records there are, by the field that announces them."""
    return tuple(each for field, rule in COUNTS.items() for each in _counted(rule, name, plan, field, kept))


def _counted(
    rule: Sentences, name: str, plan: InstitutionalPlan, field: str, kept: Mapping[str, int]
) -> tuple[CheckResult, ...]:
    announced, found = getattr(plan, field), kept.get(field, 0)
    if announced is None or not found:
        return not_made(rule, LACKING[rule.code])
    facts: dict[str, Fact] = {"plan": name, "announced": announced, "found": found}
    if announced == found:
        return (CheckResult(rule.code, Outcome.PASSED, facts=facts),)
    return (CheckResult(rule.code, Outcome.FOUND, (finding(rule, None, None, **facts),), facts=facts),)
