"""Institutional plans made for tests."""

from hypothesis import strategies as st

from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.plan.institutional import (
    Component,
    InstitutionalPlan,
    IntegratedPlan,
    InvestmentProject,
    NumberedObjective,
    OwnerPlans,
    ProcessIndicator,
    ProcessIndicators,
    RiskCount,
)
from rumbo.domain.plan.strategic import TermTarget, YearQuantity
from rumbo.layouts import outline
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.institutional_action_plan.settling import settled
from rumbo.layouts.outline.headings import Headings
from tests.layouts.outline.hostile import in_cells, words

KEY = "institutional_action_plan"
HEADINGS = Headings(outline(KEY))
WORDS = (
    *(
        "Agua",
        "meta",
        "Objetivo",
        "riesgos",
        "el 95 % de",
        "2",
        "100%",
        "proyecto 77",
        "Suma",
        "2024",
        "de la",
        "región",
    ),
    *(
        "mensual",
        "máximo 6 días",
        "«plan»",
        "(enero - mayo)",
        "Fuente",
        "Planes",
        "Gestión",
        "Ley 80 de 1993",
        "procesos",
    ),
)
lines = st.lists(words(WORDS), min_size=1, max_size=6).map(" ".join)
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join)
names = lines.filter(lambda text: not HEADINGS.is_known(text)).map(lambda text: f"De {text}")
"""Texts that stand alone in a row of a table must not be headings: the rule for texts of this layout."""
quantities = st.integers(0, 10**10).map(Quantity)
counts = st.none() | st.integers(0, 300)
years = st.lists(st.builds(YearQuantity, st.integers(2021, 2024), quantities), max_size=3, unique_by=lambda y: y.year)
goals = st.builds(
    TermTarget,
    statement=in_cells(names.map(lambda text: f"Lograr {text}")),
    number=st.sampled_from(["", "1", "04", "12"]),
    annualization=st.sampled_from(["", "Suma", "Creciente", "Otra manera"]),
    term=st.none() | quantities,
    years=years.map(lambda listed: tuple(sorted(listed, key=lambda each: each.year))),
)
risk_counts = st.builds(RiskCount, names, counts, counts, counts)


@st.composite
def projects(draw: st.DrawFn) -> tuple[InvestmentProject, ...]:
    codes = draw(st.lists(st.integers(3000, 9999), max_size=3, unique=True))
    found = []
    for code in codes:
        year = draw(st.none() | st.just(2024))
        found.append(
            InvestmentProject(
                code=str(code),
                name=draw(names),
                general_objective=draw(st.just("") | texts),
                printed_share=draw(st.sampled_from(["", "100%", "12,5 %"])) if year else "",
                budget=draw(st.integers(0, 10**15).map(Money)) if year else None,
                budget_year=year,
                goals=tuple(draw(st.lists(goals, max_size=3))),
            )
        )
    return tuple(each if each.printed_share or each.budget else _without_year(each) for each in found)


def _without_year(project: InvestmentProject) -> InvestmentProject:
    return InvestmentProject(project.code, project.name, project.general_objective, goals=project.goals)


@st.composite
def processes(draw: st.DrawFn) -> tuple[ProcessIndicators, ...]:
    statements = st.lists(in_cells(names.map(lambda text: f"Atender {text}")), max_size=4)
    return tuple(
        ProcessIndicators(
            number=str(number),
            name=draw(names),
            indicators=tuple(ProcessIndicator(str(at), said) for at, said in enumerate(draw(statements), 1)),
        )
        for number in draw(st.lists(st.integers(1, 20), max_size=3, unique=True))
    )


@st.composite
def owners(draw: st.DrawFn) -> tuple[OwnerPlans, ...]:
    named = st.sampled_from(
        ["Plan de Capacitación", "Plan Estratégico", "Estrategia del agua", "PETI", "Plan de Vacantes"]
    )
    listed = st.lists(st.builds(IntegratedPlan, named, counts), min_size=1, max_size=3)
    units = draw(st.lists(names, max_size=3, unique_by=folded))
    return tuple(OwnerPlans(unit, tuple(draw(listed))) for unit in units)


@st.composite
def plans(draw: st.DrawFn) -> InstitutionalPlan:
    term = draw(st.sampled_from([(None, None), (2021, 2024)]))
    risks = tuple(draw(st.lists(risk_counts, max_size=4)))
    components = draw(st.lists(names, max_size=4))
    objectives = draw(st.lists(st.just("") | texts, max_size=4))
    integrated = draw(owners())
    return settled(
        InstitutionalPlan(
            title=draw(st.just("") | names),
            entity=draw(st.just("") | names),
            fiscal_year=draw(st.none() | st.just(2024)),
            first_year=term[0],
            last_year=term[1],
            legal_basis=draw(st.just("") | texts),
            components=tuple(Component(str(at), name) for at, name in enumerate(components, 1)),
            measuring=draw(st.sampled_from(["", "los proyectos y el agua", "la región"])),
            objectives=tuple(NumberedObjective(str(at), said) for at, said in enumerate(objectives, 1)),
            projects=draw(projects()),
            announced_indicators=draw(counts),
            announced_processes=draw(counts),
            processes=draw(processes()),
            announced_activities=draw(counts),
            announced_plans=(announced := draw(counts)),
            announced_besides=draw(st.sampled_from(["", "la estrategia del agua"])) if announced is not None else "",
            integrated_plans=integrated,
            announced_risks=draw(counts),
            announced_corruption_risks=draw(counts),
            announced_management_risks=draw(counts),
            risks=risks,
            printed_totals=draw(st.none() | totals) if risks else None,
            sources=tuple(draw(st.lists(lines, max_size=2, unique=True))),
        )
    )


totals = st.builds(RiskCount, st.just("Total general"), counts, counts, counts).filter(
    lambda total: any(each is not None for each in (total.corruption, total.management, total.total))
)
